package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every dialog that the page's sources have, and every end of a session: one that nobody opens here fails the test. */
@Tag("long")
@DisplayName("All dialogs and all ends of a session")
class DialogsIT {

  private static final Path ALBUM = Path.of("target/browser");
  private static final Path ELEMENTS = Path.of("src/main/webapp/elements");
  private static final Pattern DIALOG = Pattern.compile("<dialog[^>]*data-testid=\"([^\"]+)\"");
  private static final int STOPS = 30;

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  /** How somebody who has started a session comes to a dialog: past {@code tabs}, by the button {@code opener}. */
  private record Way(List<String> tabs, String opener) {}

  private static final Map<String, Way> WAYS = new TreeMap<>(Map.of(
      "account-dialog", new Way(List.of("leave"), "start-sign-in"),
      "begin-dialog", new Way(List.of("tab-story"), "begin-story"),
      "members-dialog", new Way(List.of(), "presence"),
      "new-document-dialog", new Way(List.of("tab-documents"), "new-document"),
      "profile-dialog", new Way(List.of(), "profile"),
      "share-dialog", new Way(List.of(), "share")));

  /** These come by themselves: {@link KeyboardIT} and {@link LooksIT} see them. */
  private static final Set<String> UNASKED = Set.of("conflict-dialog");

  @Test
  @DisplayName("Each dialog of the sources is opened here, or comes by itself")
  void all() throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.list(ELEMENTS)) {
      for (Path file : files.toList()) {
        DIALOG.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
      }
    }
    var known = new TreeSet<>(WAYS.keySet());
    known.addAll(UNASKED);
    assertEquals(known, found);
  }

  private static Person person(ColorScheme colors, int width) {
    return THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(colors)
        .setReducedMotion(ReducedMotion.REDUCE));
  }

  private static String kind(ColorScheme colors, int width) {
    return colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,390", "DARK,390"})
  @DisplayName("A dialog is accessible and fits; the focus goes in, stays in, and returns to what opened it")
  void dialogs(ColorScheme colors, int width) {
    Person ada = person(colors, width);
    String session = ada.start("Ada", "Dialogs");
    for (Map.Entry<String, Way> entry : WAYS.entrySet()) {
      String dialog = entry.getKey();
      ada.visit("?session=" + session).awaitConnected();
      entry.getValue().tabs().forEach(tab -> ada.find(tab).click());
      ada.find(entry.getValue().opener()).focus();
      ada.page().keyboard().press("Enter");
      assertThat(ada.find(dialog)).isVisible();
      assertEquals(dialog, ada.focusedDialog());
      ada.inspect(ALBUM.resolve("dialog-" + dialog + "-" + kind(colors, width)));
      for (int i = 0; i < STOPS; i++) {
        ada.page().keyboard().press("Tab");
        String focused = ada.focusedDialog();
        // Between the last field and the first one the focus is in the browser's own controls.
        assertTrue(focused.equals(dialog) || focused.isEmpty() && ada.focused().isEmpty(), () -> "the focus left " + dialog + " for " + ada.focused());
      }
      ada.find(dialog).locator("button").first().focus();
      ada.page().keyboard().press("Escape");
      assertThat(ada.find(dialog)).isHidden();
      assertEquals(entry.getValue().opener(), ada.focused(), () -> dialog + " does not give the focus back");
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,390", "DARK,390"})
  @DisplayName("[ERR11] Each end of a session says in words of its own what happened, accessibly")
  void ends(ColorScheme colors, int width) {
    Person ada = person(colors, width);
    ada.start("Ada", "Ends");
    @SuppressWarnings("unchecked")
    var ends = (List<Map<String, Object>>) ada.page().evaluate("async () => (await import('./page/endings.js')).ENDINGS");
    assertTrue(ends.size() >= 10, ends::toString);
    var titles = new TreeSet<Object>();
    for (Map<String, Object> end : ends) {
      ada.page().evaluate("({ code, reason, lost }) => document.querySelector('tutti-app').visit.session.connection.end(code, reason, false, lost)", end);
      assertThat(ada.find("ended")).containsText((String) end.get("title"));
      titles.add(end.get("title"));
      ada.inspect(ALBUM.resolve("end-" + end.get("code") + "-" + end.get("reason") + "-" + kind(colors, width)));
    }
    assertEquals(ends.size(), titles.size());
  }
}
