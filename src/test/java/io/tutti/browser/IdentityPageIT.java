package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page, over time")
class IdentityPageIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre(Map.of("JWT_EXPIRATION", "12"));

  @Test
  @DisplayName("[TOK12] A page that stays open for longer than its token lives is the same host's, and so it is after a reload")
  void stays() {
    Person ada = THEATRE.person();
    ada.start("Ada", "A long evening");
    String id = ada.id();
    for (int renewal = 0; renewal < 2; renewal++) {
      ada.page().waitForFunction("""
          (before) => {
            const { session } = document.querySelector("tutti-app").visit;
            return session.status.state === "connected" && session.identity.kept().token !== before;
          }""", ada.page().evaluate("() => document.querySelector('tutti-app').visit.session.identity.kept().token"));
    }
    ada.find("slider-mu").fill("0.62");
    ada.awaitConfirmed("mu", 0.62);
    ada.page().reload();
    ada.awaitConnected();
    assertEquals(id, ada.id());
    assertEquals("host", ada.page().evaluate("() => document.querySelector('tutti-app').visit.session.state.role"));
  }

  @Test
  @DisplayName("[JOIN30] [JOIN31] After a reload it is still known who has left, who set a value, and what was done")
  void remembers() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Who was it"));
    bob.find("slider-mu").fill("0.62");
    bob.awaitConfirmed("mu", 0.62);
    bob.find("leave").click();
    assertThat(ada.find("people-count")).hasText("1");
    ada.page().reload();
    ada.awaitConnected();
    assertThat(ada.find("parameter-mu")).containsText("set by Bob");
    assertThat(ada.find("activity")).containsText("Bob set");
    assertThat(ada.find("activity")).not().containsText("Someone");
  }
}
