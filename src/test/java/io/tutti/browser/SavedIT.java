package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server that takes small messages only. Leaves photographs of what it sees in target/browser. */
@DisplayName("What the page says about what is saved")
class SavedIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre(Map.of("MAX_MESSAGE_BYTES", "32768"));

  /** A storage that is full, and one that is not there. */
  private static final Map<String, String> STORAGES = Map.of(
      "full", "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
      "missing", "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });");

  @Test
  @DisplayName("[SAVED1] [SAVED5] A paste of 60,000 characters goes through small messages, and is not called saved before")
  void largePaste() {
    Person ada = THEATRE.person();
    ada.start("Ada", "Large paste");
    openDocuments(ada);
    ada.page().evaluate("""
        () => {
          const { session } = document.querySelector("tutti-app").visit;
          const live = session.document("main");
          window.early = [];
          let stored = 0;
          const receive = session.connection.received;
          session.connection.received = (message) => {
            if (message.type === "doc:ops") message.payload.ops.forEach(({ ins }) => (stored += ins.length));
            receive(message);
          };
          session.on("change", ({ saving }) => saving.saved && live.length > stored && window.early.push(stored));
          live.edit([{ from: 0, to: 0, insert: "0123456789".repeat(6000) }]);
        }""");
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
    assertEquals(List.of(), ada.page().evaluate("window.early"));
    Person bob = THEATRE.person();
    bob.join("Bob", ada.find("session-id").textContent().strip());
    openDocuments(bob);
    bob.page().waitForFunction("() => document.querySelector('tutti-app').visit.session.document('main').length === 60000");
    assertThat(ada.find("connection")).hasAttribute("data-state", "connected");
  }

  @ParameterizedTest(name = "[SAVED3] {0}")
  @ValueSource(strings = {"full", "missing"})
  @DisplayName("[SAVED3] Where nothing can be kept, the page says that it has to stay open, and asks before it is closed")
  void nowhereToKeep(String storage) {
    Person ada = THEATRE.person(new Browser.NewContextOptions().setViewportSize(1280, 800).setColorScheme(ColorScheme.LIGHT));
    ada.page().addInitScript(STORAGES.get(storage));
    ada.start("Ada", "Nowhere to keep it");
    openDocuments(ada);
    write(ada, "stored");
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
    ada.setOffline(true);
    assertThat(ada.find("connection")).hasAttribute("data-state", "offline");
    ada.page().keyboard().type(" and not kept");
    assertThat(ada.find("saved")).hasAttribute("data-state", "unsafe");
    assertThat(ada.find("saved")).containsText("Keep this page open");
    assertThat(ada.find("unsent")).containsText("keep this page open");
    photograph(ada, "unsafe-" + storage);
    assertTrue(asks(ada));
    ada.setOffline(false);
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
  }

  @Test
  @DisplayName("[SAVED3] What is kept on the device may be left without a question; a value of a parameter may not")
  void keptOnTheDevice() {
    Person ada = THEATRE.person();
    ada.start("Ada", "Kept");
    openDocuments(ada);
    write(ada, "stored");
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
    ada.setOffline(true);
    assertThat(ada.find("connection")).hasAttribute("data-state", "offline");
    ada.page().keyboard().type(" and kept");
    assertThat(ada.find("saved")).containsText("Kept on this device");
    assertThat(ada.find("unsent")).containsText("kept on this device");
    photograph(ada, "kept");
    assertFalse(asks(ada));
    ada.page().evaluate("() => { document.querySelector('tutti-app').visit.session.set('omega', 1.3).catch(() => {}); }");
    assertThat(ada.find("saved")).hasAttribute("data-state", "unsafe");
    assertTrue(asks(ada));
  }

  @Test
  @DisplayName("[SAVED10] A refused edit is named with its reason, and its text can be copied until it is let go")
  void refused() {
    for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Person ada = THEATRE.person();
      Person bob = THEATRE.person(new Browser.NewContextOptions().setViewportSize(colors == ColorScheme.DARK ? 390 : 1280, 800).setColorScheme(colors));
      bob.join("Bob", ada.start("Ada", "Refused"));
      openDocuments(bob);
      write(bob, "before");
      assertThat(bob.find("saved")).hasAttribute("data-state", "saved");
      bob.setOffline(true);
      assertThat(bob.find("connection")).hasAttribute("data-state", "offline");
      bob.page().keyboard().type(", and what nobody takes");
      ada.page().evaluate("id => document.querySelector('tutti-app').visit.session.members.setRole(id, 'viewer')", bob.id());
      bob.setOffline(false);
      assertThat(bob.find("refused")).containsText("was not saved");
      assertThat(bob.find("refused-text")).hasValue(", and what nobody takes");
      assertThat(bob.find("saved")).hasAttribute("data-state", "failed");
      photograph(bob, "refused-" + colors.name().toLowerCase(Locale.ROOT));
      bob.find("refused-dismiss").click();
      assertThat(bob.find("refused")).hasCount(0);
    }
  }

  @Test
  @DisplayName("[SAVED11] A session that was deleted meanwhile still gives back what had not reached it")
  void ended() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Deleted"));
    openDocuments(bob);
    write(bob, "before");
    assertThat(bob.find("saved")).hasAttribute("data-state", "saved");
    bob.page().evaluate("""
        () => {
          const { session } = document.querySelector("tutti-app").visit;
          const command = session.command;
          session.command = (type, ...rest) => (type === "doc:edit" ? new Promise(() => {}) : command.call(session, type, ...rest));
        }""");
    bob.page().keyboard().type(", and this");
    ada.deleteSession();
    assertThat(bob.find("ended")).isVisible();
    assertThat(bob.find("refused-text")).hasValue(", and this");
    photograph(bob, "ended-with-text");
  }

  /** Whether the page holds the person back who closes it: the browser asks where this event is cancelled. */
  private static boolean asks(Person person) {
    return (Boolean) person.page().evaluate("""
        () => {
          const closing = new Event("beforeunload", { cancelable: true });
          dispatchEvent(closing);
          return closing.defaultPrevented;
        }""");
  }

  private static void photograph(Person person, String name) {
    person.inspect(Path.of("target/browser", "saved-" + name + ".png"));
  }

  private static void openDocuments(Person person) {
    person.find("tab-documents").click();
    assertThat(text(person)).isVisible();
  }

  private static Locator text(Person person) {
    return person.find("editor-text").filter(new Locator.FilterOptions().setVisible(true));
  }

  private static void write(Person person, String words) {
    text(person).click();
    person.page().keyboard().insertText(words);
  }
}
