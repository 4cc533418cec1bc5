package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page, with several people")
class SessionPageIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  @Test
  @DisplayName("A session is started, and others join by its link and see each other")
  void startAndJoin() {
    Person ada = THEATRE.person();
    ada.start("Ada", "Tuesday tuning");
    assertThat(ada.find("session-title")).hasText("Tuesday tuning");
    ada.find("share").click();
    Person bob = THEATRE.person().visit(ada.find("copy-link").getAttribute("title")).awaitConnected();
    ada.page().keyboard().press("Escape");
    assertThat(bob.find("session-title")).hasText("Tuesday tuning");
    for (Person person : new Person[] {ada, bob}) {
      assertThat(person.find("people-count")).hasText("2");
      assertThat(person.find("person")).hasCount(2);
    }
    assertThat(bob.page().locator("[data-testid='person'][data-user='" + ada.id() + "']")).containsText("Ada");
  }

  @Test
  @DisplayName("A slider that one moves moves at the others, with what follows from it and who it was")
  void slider() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Sliders"));
    ada.find("slider-mu").fill("0.62");
    bob.awaitValue("mu", "0.620");
    assertThat(bob.find("slider-mu")).hasValue("0.62");
    assertThat(bob.find("readout-beta")).hasText("0.15644");
    assertThat(bob.find("parameter-mu")).containsText("set by Ada");
    bob.find("number-omega").fill("1.25");
    bob.find("number-omega").press("Enter");
    ada.awaitValue("omega", "1.25");
    assertThat(ada.find("activity-entry").first()).containsText("Bob");
  }

  @Test
  @DisplayName("A reload keeps the person, and the session goes on")
  void reload() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Reloads"));
    String before = ada.id();
    ada.page().reload();
    ada.awaitConnected();
    assertEquals(before, ada.id());
    assertThat(ada.find("people-count")).hasText("2");
    bob.find("slider-kappa").fill("0.03");
    ada.awaitValue("kappa", "0.030");
  }

  @Test
  @DisplayName("An edit made offline is kept, and sent when the network is back")
  void offline() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Tunnels"));
    bob.setOffline(true);
    assertThat(bob.find("connection")).hasAttribute("data-state", "offline");
    bob.find("slider-omega").fill("1.3");
    assertThat(bob.find("unsent")).hasText("1 not sent yet, keep this page open");
    assertThat(bob.find("parameter-omega")).containsText("not sent yet");
    bob.setOffline(false);
    bob.awaitConnected();
    ada.awaitValue("omega", "1.30");
    bob.awaitConfirmed("omega", 1.3);
    assertThat(bob.find("unsent")).hasCount(0);
  }

  @Test
  @DisplayName("Who leaves is gone for the others, and finds the session again on the start page")
  void leave() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    String session = ada.start("Ada", "Farewells");
    bob.join("Bob", session);
    assertThat(ada.find("people-count")).hasText("2");
    bob.find("leave").click();
    assertThat(bob.find("start")).isVisible();
    assertThat(ada.find("people-count")).hasText("1");
    assertThat(bob.find("visited").first()).containsText("Farewells");
    bob.find("visited").first().click();
    bob.awaitConnected();
    assertThat(ada.find("people-count")).hasText("2");
  }

  @Test
  @DisplayName("[JOIN15] When a session is deleted, its people are told, and nothing tries to come back")
  void deleted() {
    Person ada = THEATRE.person();
    ada.start("Ada", "Short lived");
    ada.deleteSession();
    assertThat(ada.find("ended")).hasAttribute("data-code", "4410");
    ada.find("ended-home").click();
    assertThat(ada.find("start")).isVisible();
  }

  @Test
  @DisplayName("A name is changed in the profile, and the others see it")
  void rename() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Names"));
    bob.find("profile").click();
    bob.find("profile-name").fill("Robert");
    bob.find("profile-save").click();
    bob.awaitConnected();
    assertThat(ada.find("people")).containsText("Robert");
    assertThat(ada.find("people-count")).hasText("2");
  }
}
