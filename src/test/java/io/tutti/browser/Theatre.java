package io.tutti.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import jakarta.json.Json;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server and one browser for the tests of a class, and the people on the page, each with a browser window of their own. A
 * test passes only if no window had anything to complain about. Where there is no Chromium, the class is skipped, or fails
 * where the environment says {@code TUTTI_BROWSER_REQUIRED=true}.
 * Confined to the test thread.
 */
final class Theatre implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final double PATIENCE_MILLIS = 30_000;

  private final Map<String, String> settings;
  private @Nullable RunningWar war;
  private @Nullable Chromium chromium;
  private final List<Person> people = new ArrayList<>();

  Theatre() {
    this(Map.of());
  }

  /** With a server that has {@code settings}. */
  Theatre(Map<String, String> settings) {
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Optional<Path> executable = Chromium.path();
    String missing = "No Chromium was found: the page is not tested. Install chromium, or say where it is by CHROMIUM.";
    assertTrue(executable.isPresent() || !Boolean.parseBoolean(System.getenv("TUTTI_BROWSER_REQUIRED")), missing);
    assumeTrue(executable.isPresent(), missing);
    // Ten times what a quiet machine needs: a busy one is no fault of the page.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    war = RunningWar.start(settings);
    chromium = Chromium.start(executable.orElseThrow());
  }

  /** Where the page is; ends with a slash. */
  URI address() {
    return running().address();
  }

  /** Makes a session in which what was not seen for a minute is still a conflict: tests need not hurry. */
  String sessionOfConflicts() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address().resolve("api/v1/sessions"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Tuesday tuning\", \"conflict_window_ms\": 60000}"))
        .build();
    String answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    try (var reader = Json.createReader(new StringReader(answer))) {
      return reader.readObject().getString("session_id");
    }
  }

  private RunningWar running() {
    RunningWar started = war;
    if (started == null) {
      throw new IllegalStateException("The server is not running");
    }
    return started;
  }

  /** Somebody with a window of 1280×800 who likes light colours. */
  Person person() {
    return person(new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  Person person(Browser.NewContextOptions window) {
    Chromium started = chromium;
    if (started == null) {
      throw new IllegalStateException("The browser is not running");
    }
    Person person = new Person(started.browser().newContext(window), address());
    people.add(person);
    return person;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> complaints = new ArrayList<>();
    for (Person person : people) {
      complaints.addAll(person.complaints());
      person.close();
    }
    people.clear();
    if (context.getExecutionException().isEmpty()) {
      assertEquals(List.of(), complaints, "the windows complain");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (war != null) {
      war.close();
    }
  }
}
