package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Teams, insights and who leads a session, on the page")
class TeamPageIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  private static final String PASSWORD = "correct horse";

  private static void register(Person person, String name) {
    person.visit("").find("start-sign-in").click();
    person.page().getByText("No account yet?").click();
    person.find("account-email").fill(name + "@example.org");
    person.find("account-username").fill(name);
    person.find("account-password").fill(PASSWORD);
    person.find("account-submit").click();
    assertThat(person.find("account-menu")).isVisible();
  }

  private static void found(Person person, String team) {
    person.visit("?view=team").page().getByLabel("Name of the team").fill(team);
    person.page().getByText("Create team").click();
    assertThat(person.find("team-name")).hasText(team);
  }

  private static void share(Person person, String title, String content) {
    person.find("insight-new").click();
    person.find("insight-title").fill(title);
    person.find("insight-content").fill(content);
    person.find("insight-tags").fill("tokens, #planning");
    person.find("insight-share").click();
  }

  private static void press(Person person, String testId) {
    person.find(testId).focus();
    person.page().keyboard().press("Enter");
  }

  @Test
  @DisplayName("[ROLE11] [ROLE8] by the keyboard alone a host hands over, and the new one bans the old one for good")
  void handsOver() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Hand over");
    Person bo = THEATRE.person().join("Bo", session);
    assertThat(ada.find("presence-person")).hasCount(1);
    press(ada, "presence");
    press(ada, "member-more");
    press(ada, "member-transfer");
    assertThat(ada.find("member-more")).hasCount(0);
    ada.page().keyboard().press("Escape");
    assertThat(ada.find("members-dialog")).isHidden();
    press(bo, "presence");
    press(bo, "member-more");
    press(bo, "member-ban");
    assertThat(ada.find("ended")).hasAttribute("data-code", "4403");
    ada.visit("?session=" + session);
    assertThat(ada.find("ended")).hasAttribute("data-code", "4403");
  }

  @Test
  @DisplayName("[REST7] [TEAM8] what a team may see is on its page by its name, and in everybody's list as soon as they sign in")
  void team() {
    Person ada = THEATRE.person();
    register(ada, "ada.team");
    found(ada, "Altos");
    ada.visit("").find("session-name").fill("Only for altos");
    ada.page().getByText("Access").click();
    ada.find("session-visibility").selectOption("team");
    ada.find("start").click();
    ada.awaitConnected();
    ada.visit("?view=team");
    assertThat(ada.find("team-sessions")).containsText("Only for altos");
    Person elsewhere = THEATRE.person().visit("");
    Locator entry = elsewhere.find("session-entry").filter(new Locator.FilterOptions().setHasText("Only for altos"));
    assertThat(elsewhere.find("session-list")).hasAttribute("aria-busy", "false");
    assertThat(entry).hasCount(0);
    elsewhere.find("start-sign-in").click();
    elsewhere.find("account-email").fill("ada.team@example.org");
    elsewhere.find("account-password").fill(PASSWORD);
    elsewhere.find("account-submit").click();
    assertThat(entry).hasCount(1);
  }

  @Test
  @DisplayName("[INS6] an insight is shared, voted for, edited by its author and shown as text")
  void insights() {
    Person ada = THEATRE.person();
    register(ada, "ada.insights");
    ada.visit("?view=insights");
    share(ada, "<b>Plan</b> first", "Half the tokens");
    Locator mine = ada.find("insight").filter(new Locator.FilterOptions().setHasText("Plan"));
    assertThat(mine).containsText("<b>Plan</b> first");
    mine.getByTestId("insight-vote").click();
    assertThat(mine.getByTestId("insight-vote")).hasAttribute("aria-pressed", "true");
    mine.getByTestId("insight-edit").click();
    assertThat(ada.find("insight-content")).hasValue("Half the tokens");
    assertThat(ada.find("insight-tags")).hasValue("tokens, planning");
    ada.find("insight-content").fill("A third of the tokens");
    ada.find("insight-share").click();
    assertThat(mine).containsText("A third of the tokens");
    Person bo = THEATRE.person().visit("?view=insights");
    Locator seen = bo.find("insight").filter(new Locator.FilterOptions().setHasText("Plan"));
    assertThat(seen).containsText("A third of the tokens");
    assertThat(seen.getByTestId("insight-edit")).hasCount(0);
  }

  @ParameterizedTest(name = "{0}×{1}, {2}")
  @CsvSource({"1280, 800, LIGHT", "390, 844, DARK"})
  @DisplayName("The pages of a team fit the window")
  void looks(int width, int height, ColorScheme scheme) {
    Person ada = THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    register(ada, "ada." + width);
    found(ada, "A team with a name that is as long as one of " + width + " may be");
    ada.visit("").find("session-name").fill("A session with a name that is long enough to be cut off somewhere, and then some");
    ada.find("start").click();
    ada.awaitConnected();
    for (String view : List.of("team", "insights")) {
      ada.visit("?view=" + view);
      assertThat(ada.page().locator(view.equals("team") ? "tutti-team-members" : "tutti-insights h1")).isVisible();
      assertFalse(ada.overflows());
      ada.inspect(Path.of("target/browser/" + view + "-" + width + "-" + scheme + ".png"));
    }
  }
}
