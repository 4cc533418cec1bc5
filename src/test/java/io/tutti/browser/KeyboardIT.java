package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("long")
@DisplayName("The page, by keyboard only")
class KeyboardIT {

  private static final int MOST_STOPS = 60;

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  @Test
  @DisplayName("A session is started, a slider moved, the name changed and the session left without a mouse")
  void aWholeVisit() {
    Person ada = THEATRE.person().visit("");
    Keyboard keyboard = ada.page().keyboard();
    tabTo(ada, "session-name");
    keyboard.type("By keyboard");
    keyboard.press("Enter");
    ada.awaitConnected();
    tabTo(ada, "slider-mu");
    keyboard.press("ArrowRight");
    keyboard.press("ArrowRight");
    keyboard.press("PageUp");
    ada.awaitConfirmed("mu", 0.581);
    tabTo(ada, "number-omega");
    keyboard.press("Control+A");
    keyboard.type("1.2");
    keyboard.press("Enter");
    ada.awaitConfirmed("omega", 1.2);
    tabTo(ada, "profile");
    keyboard.press("Enter");
    tabTo(ada, "profile-name");
    keyboard.press("Control+A");
    keyboard.type("Ada");
    keyboard.press("Enter");
    assertThat(ada.find("profile-dialog")).isHidden();
    assertThat(ada.find("person-name")).hasText("Ada");
    tabTo(ada, "leave");
    keyboard.press("Enter");
    assertThat(ada.find("start")).isVisible();
  }

  @Test
  @DisplayName("A conflict is decided without a mouse, and meanwhile the keyboard stays in the dialog")
  void conflict() throws Exception {
    String session = THEATRE.sessionOfConflicts();
    Person ada = THEATRE.person().join("Ada", session);
    Person bob = THEATRE.person().join("Bob", session);
    bob.setUnaware("mu", 0.65, 0.6);
    ada.find("slider-mu").fill("0.6");
    assertThat(bob.find("conflict-dialog")).isVisible();
    tabTo(bob, "conflict-average");
    bob.page().keyboard().press("Space");
    bob.awaitValue("mu", "0.625");
    ada.awaitValue("mu", "0.625");
  }

  /** Presses Tab until the focus is on {@code testId}, within all shadow trees. */
  private static void tabTo(Person person, String testId) {
    for (int i = 0; i < MOST_STOPS; i++) {
      if (testId.equals(person.focused())) {
        return;
      }
      person.page().keyboard().press("Tab");
    }
    fail("The keyboard does not reach " + testId);
  }
}
