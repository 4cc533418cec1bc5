package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("long")
@DisplayName("The dialog for a value that two people set at once")
class ConflictDialogIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  private Person ada;
  private Person bob;

  /** Ada sets mu to 0.6; Bob, who has not seen it, to 0.65. */
  @BeforeEach
  void disagree() throws Exception {
    String session = THEATRE.sessionOfConflicts();
    ada = THEATRE.person().join("Ada", session);
    bob = THEATRE.person().join("Bob", session);
    assertThat(ada.find("people-count")).hasText("2");
    bob.setUnaware("mu", 0.65, 0.6);
    ada.find("slider-mu").fill("0.6");
    assertThat(bob.find("conflict-dialog")).isVisible();
  }

  @ParameterizedTest(name = "{0} makes it {1} for both")
  @CsvSource({"yours,0.650", "theirs,0.600", "average,0.625"})
  @DisplayName("Keeping one's own, accepting theirs and the average each settle it for both")
  void choices(String choice, String value) {
    assertThat(bob.find("conflict-yours")).containsText("0.65");
    assertThat(bob.find("conflict-theirs")).containsText("Ada");
    assertThat(bob.find("conflict-theirs")).containsText("0.6");
    bob.find("conflict-" + choice).click();
    awaitSettled(value);
  }

  @Test
  @DisplayName("Another value settles it too, once it is within the range")
  void anotherValue() {
    bob.find("conflict-other").fill("0.9");
    bob.find("conflict-use-other").click();
    assertThat(bob.find("conflict-dialog")).containsText("between 0.500 and 0.700");
    bob.find("conflict-other").fill("0.512");
    bob.find("conflict-use-other").click();
    awaitSettled("0.512");
  }

  @Test
  @DisplayName("The first writer is told, and may decide as well")
  void theFirstDecides() {
    assertThat(ada.find("contest-mu")).containsText("Bob chose 0.650");
    ada.find("decide-mu").click();
    ada.find("conflict-theirs").click();
    awaitSettled("0.650");
  }

  @Test
  @DisplayName("Escape puts it off; the parameter keeps the note, and its button brings the dialog back")
  void later() {
    bob.page().keyboard().press("Escape");
    assertThat(bob.find("conflict-dialog")).isHidden();
    assertThat(bob.find("contest-mu")).isVisible();
    bob.find("decide-mu").click();
    bob.find("conflict-theirs").click();
    awaitSettled("0.600");
  }

  private void awaitSettled(String value) {
    for (Person person : List.of(ada, bob)) {
      Locator dialog = person.find("conflict-dialog");
      assertThat(dialog).isHidden();
      person.awaitValue("mu", value);
      assertThat(person.find("contest-mu")).hasCount(0);
    }
  }
}
