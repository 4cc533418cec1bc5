package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves photographs of what it sees in target/browser. */
@DisplayName("The documents of the page, with several people")
class DocumentsIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  @Test
  @DisplayName("Two people type at once, and both see the same text in the end, and that it is stored")
  void together() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Minutes"));
    for (Person person : List.of(ada, bob)) {
      openDocuments(person);
    }
    write(ada, "beginning\n\nend");
    assertThat(text(bob)).containsText("end");
    text(bob).press("Control+End");
    text(ada).press("Control+Home");
    for (int i = 0; i < 20; i++) {
      ada.page().keyboard().type("a");
      bob.page().keyboard().type("b");
    }
    String expected = "a".repeat(20) + "beginning\n\nend" + "b".repeat(20);
    for (Person person : List.of(ada, bob)) {
      awaitText(person, "main", expected);
      assertThat(person.find("saved")).hasAttribute("data-state", "saved");
    }
  }

  @Test
  @DisplayName("What is typed offline is kept, said to be, and goes out when the network is back")
  void offline() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Tunnels"));
    openDocuments(ada);
    openDocuments(bob);
    write(ada, "Hello");
    awaitText(bob, "main", "Hello");
    bob.setOffline(true);
    assertThat(bob.find("connection")).hasAttribute("data-state", "offline");
    text(bob).press("Control+End");
    bob.page().keyboard().type(", says Bob");
    assertThat(bob.find("saved")).hasAttribute("data-state", "kept");
    text(ada).press("Control+Home");
    ada.page().keyboard().type("Ada says: ");
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
    bob.setOffline(false);
    bob.awaitConnected();
    for (Person person : List.of(ada, bob)) {
      awaitText(person, "main", "Ada says: Hello, says Bob");
      assertThat(person.find("saved")).hasAttribute("data-state", "saved");
    }
  }

  @Test
  @DisplayName("What was typed offline outlives the tab: the next one sends it")
  void closedOffline() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Closed too early");
    openDocuments(ada);
    write(ada, "stored");
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
    ada.setOffline(true);
    assertThat(ada.find("connection")).hasAttribute("data-state", "offline");
    ada.page().keyboard().type(" and kept");
    assertThat(ada.find("saved")).hasAttribute("data-state", "kept");
    ada.page().waitForFunction("""
        () => new Promise((resolve) => {
          const request = indexedDB.open("tutti", 1);
          request.onsuccess = () => {
            const all = request.result.transaction("kept").objectStore("kept").getAll();
            all.onsuccess = () => { request.result.close(); resolve(JSON.stringify(all.result).includes(" and kept")); };
          };
        })""");
    ada.page().navigate("about:blank");
    ada.setOffline(false);
    ada.visit("?session=" + session + "#documents").awaitConnected();
    awaitText(ada, "main", "stored and kept");
    assertThat(ada.find("saved")).hasAttribute("data-state", "saved");
  }

  @Test
  @DisplayName("Each sees where the others are, with their names, and who looks at which document")
  void carets() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Carets"));
    openDocuments(ada);
    openDocuments(bob);
    write(ada, "some text");
    awaitText(bob, "main", "some text");
    text(bob).press("Control+End");
    assertThat(ada.find("remote-caret").filter(new Locator.FilterOptions().setHasText("Bob"))).hasCount(1);
    assertThat(ada.find("watcher")).hasCount(1);
    bob.find("new-document").click();
    bob.find("new-document-name").fill("a b");
    bob.find("new-document-create").click();
    assertThat(bob.find("new-document-dialog")).isVisible();
    bob.find("new-document-name").fill("notes.md");
    bob.find("new-document-create").click();
    assertThat(bob.find("new-document-dialog")).isHidden();
    assertThat(ada.find("watcher")).hasCount(0);
    assertThat(ada.find("remote-caret")).hasCount(0);
    write(bob, "# Notes");
    assertThat(ada.find("document-notes.md")).isVisible();
    ada.find("document-notes.md").click();
    awaitText(ada, "notes.md", "# Notes");
    assertThat(ada.find("watcher")).hasCount(1);
  }

  @Test
  @DisplayName("Undo takes one's own words back and leaves the other's")
  void undo() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Second thoughts"));
    openDocuments(ada);
    openDocuments(bob);
    write(ada, "mine");
    awaitText(bob, "main", "mine");
    text(bob).press("Control+End");
    bob.page().keyboard().type(" his");
    awaitText(ada, "main", "mine his");
    ada.find("undo").click();
    awaitText(bob, "main", " his");
    text(ada).press("Control+y");
    awaitText(bob, "main", "mine his");
  }

  @Test
  @DisplayName("An address leads to a document, arrow keys from tab to tab, and a wrong session id to a clear word")
  void addresses() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Addresses");
    ada.visit("?session=" + session + "#documents/plan.md").awaitConnected();
    assertThat(text(ada)).isVisible();
    assertThat(ada.find("document-plan.md")).hasAttribute("aria-selected", "true");
    ada.find("document-plan.md").press("Home");
    assertTrue(ada.page().url().endsWith("#documents/main"));
    ada.find("tab-documents").press("ArrowLeft");
    assertThat(ada.find("slider-mu")).isVisible();
    assertTrue(ada.page().url().endsWith("#parameters"));
    ada.page().goBack();
    assertThat(text(ada)).isVisible();
    ada.visit("?session=../x");
    assertThat(ada.find("ended")).hasAttribute("data-code", "4404");
  }

  @ParameterizedTest(name = "{0}, {1} × {2}")
  @CsvSource({"LIGHT,1280,800", "DARK,1280,800", "LIGHT,390,844", "DARK,390,844"})
  @DisplayName("Documents fit into the window, light and dark")
  void looks(ColorScheme colors, int width, int height) {
    Person ada = THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, height)
        .setColorScheme(colors).setReducedMotion(ReducedMotion.REDUCE));
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Looks"));
    openDocuments(ada);
    openDocuments(bob);
    write(ada, "# Plan\n\nA *long* line that goes on and on until it has to be broken, since no window is as wide as that.\n");
    assertThat(text(bob)).containsText("Plan");
    text(bob).press("Control+Home");
    assertThat(ada.find("remote-caret")).hasCount(1);
    ada.photograph(Path.of("target/browser", "documents-" + colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png"));
    assertFalse(ada.overflows());
    ada.find("tab-parameters").click();
    assertThat(ada.find("slider-mu")).isVisible();
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

  private static void awaitText(Person person, String document, String expected) {
    person.page().waitForFunction(
        "([name, text]) => document.querySelector('tutti-app').visit.session.document(name).text === text",
        List.of(document, expected));
  }
}
