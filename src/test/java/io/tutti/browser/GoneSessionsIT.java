package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page brings no session into being by joining, and none back that was deleted")
class GoneSessionsIT {

  private static final Path ALBUM = Path.of("target", "browser");

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  @Test
  @DisplayName("[LOGID7] A mistyped id joins nothing; it is started where a person says so")
  void mistyped() throws Exception {
    Person ada = THEATRE.person();
    ada.visit("");
    ada.find("profile-name").fill("Ada");
    ada.find("join-id").fill("tuesdya");
    ada.find("join").click();
    assertThat(ada.find("ended")).hasAttribute("data-code", "4404");
    assertThat(ada.find("ended")).containsText("Start it?");
    Files.createDirectories(ALBUM);
    ada.inspect(ALBUM.resolve("no-such-session.png"));
    assertFalse(ada.overflows());
    Person bob = THEATRE.person().visit("?session=tuesdya");
    assertThat(bob.find("ended")).hasAttribute("data-code", "4404");
    bob.find("ended-home").click();
    assertThat(bob.find("visited")).hasCount(0);
    ada.find("ended-start").click();
    ada.awaitConnected();
    assertEquals("host", ada.page().evaluate("document.querySelector('tutti-app').visit.session.state.role"));
    bob.visit("?session=tuesdya").awaitConnected();
    assertEquals("editor", bob.page().evaluate("document.querySelector('tutti-app').visit.session.state.role"));
  }

  @Test
  @DisplayName("[LOGID5] A deleted session comes back neither by a reload nor by a link, and is no longer where one was")
  void deleted() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    String session = ada.start("Ada", "Short lived");
    bob.join("Bob", session);
    ada.deleteSession();
    for (Person person : new Person[] {ada, bob}) {
      assertThat(person.find("ended")).hasAttribute("data-code", "4410");
      person.page().reload();
      assertThat(person.find("ended")).hasAttribute("data-code", "4410");
      assertThat(person.find("ended-start")).hasCount(0);
    }
    bob.find("ended-home").click();
    assertThat(bob.find("start")).isVisible();
    bob.page().reload();
    assertThat(bob.find("start")).isVisible();
    assertThat(bob.find("visited")).hasCount(0);
  }

  @Test
  @DisplayName("[LOGID9] [LOGID10] A window that slept while its session was made anew shows the new one, and what it had not saved")
  void madeAnew() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    String session = ada.start("Ada", "Anew");
    bob.join("Bob", session);
    write(ada, "the secret");
    write(bob, "");
    assertThat(text(bob)).hasText("the secret");
    bob.setOffline(true);
    assertThat(bob.find("connection")).hasAttribute("data-state", "offline");
    bob.page().keyboard().type("unsaved words ");
    ada.deleteSession();
    assertThat(ada.find("ended")).hasAttribute("data-code", "4410");
    // Whoever is in it is told before the deletion is done: until then the id is taken.
    ada.page().waitForFunction("""
        async (id) => {
          const { session } = document.querySelector("tutti-app").visit;
          const answer = await fetch("api/v1/sessions", { method: "POST", body: JSON.stringify({ session_id: id }),
            headers: { Authorization: `Bearer ${session.identity.kept().token}`, "Content-Type": "application/json" } });
          return answer.ok;
        }""", session);
    ada.page().reload();
    ada.awaitConnected();
    write(ada, "something new that is longer");
    bob.setOffline(false);
    bob.awaitConnected();
    assertThat(text(bob)).hasText("something new that is longer");
    assertThat(bob.find("refused-text")).hasValue("unsaved words ");
    bob.photograph(ALBUM.resolve("made-anew.png"));
    assertThat(text(ada)).hasText("something new that is longer");
  }

  private static Locator text(Person person) {
    return person.find("editor-text").filter(new Locator.FilterOptions().setVisible(true));
  }

  /** Opens the documents and writes at the end of the first one. */
  private static void write(Person person, String words) {
    person.find("tab-documents").click();
    text(person).click();
    text(person).press("Control+Home");
    person.page().keyboard().type(words);
    if (!words.isEmpty()) {
      assertThat(person.find("saved")).hasAttribute("data-state", "saved");
    }
  }
}
