package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser window of their own: cookies and storage are shared with nobody. Confined to the test thread. */
final class Person implements AutoCloseable {

  private final BrowserContext context;
  private final URI home;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private boolean offline;

  Person(BrowserContext context, URI home) {
    this.context = context;
    this.home = home;
    this.page = context.newPage();
    page.onConsoleMessage(this::noteConsole);
    page.onPageError(error -> complaints.add("error: " + error));
    page.onRequest(this::noteRequest);
  }

  private void noteConsole(ConsoleMessage message) {
    boolean expected = offline && message.text().contains("ERR_INTERNET_DISCONNECTED");
    if (message.type().equals("error") && !expected) {
      complaints.add("console: " + message.text());
    }
  }

  private void noteRequest(Request request) {
    URI address = URI.create(request.url());
    if (address.getAuthority() != null && !address.getAuthority().equals(home.getAuthority())) {
      complaints.add("request to another host: " + request.url());
    }
  }

  /** What a visitor must not meet: errors on the console, scripts that fail, requests to other hosts. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Page page() {
    return page;
  }

  Person visit(String address) {
    page.navigate(home.resolve(address).toString());
    return this;
  }

  Locator find(String testId) {
    return page.getByTestId(testId);
  }

  /** Starts a session of one's own as {@code name}; returns its id. */
  String start(String name, String session) {
    visit("");
    find("profile-name").fill(name);
    find("session-name").fill(session);
    find("start").click();
    awaitConnected();
    return find("session-id").textContent().strip();
  }

  /** Joins {@code session} as {@code name}, by its id. */
  Person join(String name, String session) {
    visit("");
    find("profile-name").fill(name);
    find("join-id").fill(session);
    find("join").click();
    return awaitConnected();
  }

  Person awaitConnected() {
    assertThat(find("connection")).hasAttribute("data-state", "connected");
    return this;
  }

  /** Waits until the parameter's number field shows {@code value}. */
  void awaitValue(String parameter, String value) {
    assertThat(find("number-" + parameter)).hasValue(value);
  }

  /** Waits until the server has confirmed that {@code parameter} is {@code value}. */
  void awaitConfirmed(String parameter, double value) {
    page.waitForFunction("([name, value]) => document.querySelector('tutti-app').visit.session.state.confirmed[name] === value",
        List.of(parameter, value));
  }

  /**
   * Sets {@code parameter} to {@code value} without having seen that somebody else has set it to {@code unseen}: holds the page
   * still until the server has that value, and sets it before the page can hear of it. Returns at once.
   */
  void setUnaware(String parameter, double value, double unseen) {
    page.evaluate("""
        ([name, value, unseen]) => setTimeout(() => {
          const { session, id } = document.querySelector("tutti-app").visit;
          const end = Date.now() + 20000;
          let known;
          do {
            const request = new XMLHttpRequest();
            request.open("GET", `api/v1/sessions/${id}`, false);
            request.send();
            known = JSON.parse(request.responseText).state[name];
          } while (known !== unseen && Date.now() < end);
          session.set(name, value).catch(() => {});
        })""", List.of(parameter, value, unseen));
  }

  /** The id of the person, as the server knows it. */
  String id() {
    return (String) page.evaluate("document.querySelector('tutti-app').visit.session.state.userId");
  }

  /** Deletes the session it is in, as its host. */
  void deleteSession() {
    page.evaluate("""
        () => {
          const { session, id } = document.querySelector("tutti-app").visit;
          const headers = { Authorization: `Bearer ${session.identity.kept().token}` };
          return fetch(`api/v1/sessions/${id}`, { method: "DELETE", headers });
        }""");
  }

  /** The network is gone, or back. */
  void setOffline(boolean gone) {
    offline |= gone;
    context.setOffline(gone);
  }

  boolean overflows() {
    return (Boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  void photograph(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /** Leaves a photograph of what is shown, which must fit the window and be accessible. */
  void inspect(Path file) {
    photograph(file);
    assertFalse(overflows(), () -> file + " is wider than its window");
    assertEquals(List.of(), Accessibility.flaws(page), () -> "what " + file + " shows is not accessible");
  }

  /** The dialog that has the focus, by its test id; empty where none has. */
  String focusedDialog() {
    return (String) page.evaluate("""
        () => {
          for (let element = document.activeElement; element; element = element.shadowRoot?.activeElement) {
            const dialog = element.closest("dialog");
            if (dialog) return dialog.dataset.testid;
          }
          return "";
        }""");
  }

  /** What has the focus, within all shadow trees, by its test id; empty where it has none. */
  String focused() {
    return (String) page.evaluate("""
        () => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          return element?.dataset?.testid ?? "";
        }""");
  }

  @Override
  public void close() {
    context.close();
  }
}
