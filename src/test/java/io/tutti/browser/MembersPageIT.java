package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Who gets in, on the page")
class MembersPageIT {

  private static final Path ALBUM = Path.of("target/browser");

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  private static void press(Person person, String testId) {
    person.find(testId).focus();
    person.page().keyboard().press("Enter");
  }

  private static Person person(ColorScheme colors, int width) {
    return THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(colors));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"LIGHT,1280", "DARK,390"})
  @DisplayName("[REQ1] [REQ4] [REQ6] [REQ7] [BAN1] [BAN2] [BAN6] somebody asks and is let in, is banned with a new link, and the ban is lifted")
  void letsInAndOut(ColorScheme colors, int width) throws Exception {
    String kind = colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    Person ada = person(colors, width);
    String session = ada.start("Ada", "Behind a door");
    ada.page().evaluate("() => document.querySelector('tutti-app').visit.session.updateProfile({ admission: 'members' })");
    Person bo = person(colors, width).visit("?session=" + session);
    assertThat(bo.find("ended")).hasAttribute("data-code", "4403");
    bo.find("ask-name").fill("Bo");
    bo.find("ask-message").fill("It is me, from the choir");
    look(bo, "ask-" + kind);
    press(bo, "ask-send");
    assertThat(bo.find("ask-waiting")).isVisible();
    look(bo, "asked-" + kind);

    assertThat(ada.find("toasts")).containsText("asks to join");
    press(ada, "presence");
    assertThat(ada.find("request")).containsText("It is me, from the choir");
    look(ada, "requests-" + kind);
    press(ada, "request-editor");
    bo.awaitConnected();
    assertThat(ada.find("request")).hasCount(0);
    assertThat(ada.find("member").nth(1)).containsText("Bo");

    press(ada, "member-more");
    assertThat(ada.find("removal")).containsText("private window");
    ada.find("ban-renew").check();
    look(ada, "removal-" + kind);
    press(ada, "member-ban");
    assertThat(ada.find("removal-link")).containsText("invite=");
    assertThat(ada.find("ban")).hasCount(1);
    look(ada, "banned-" + kind);
    assertThat(bo.find("ended")).hasAttribute("data-code", "4403");
    press(ada, "ban-lift");
    assertThat(ada.find("ban")).hasCount(0);

    String link = ada.find("removal-link").textContent().strip();
    bo.visit(link);
    bo.awaitConnected();
    assertTrue(ada.complaints().isEmpty(), ada.complaints().toString());
  }

  private static Person signUp(Person person, String name, String team) {
    person.visit("").find("start-sign-in").click();
    person.page().getByText("No account yet?").click();
    person.find("account-email").fill(name + "@example.org");
    person.find("account-username").fill(name);
    person.find("account-password").fill("correct horse");
    person.find("account-team_name").fill(team);
    person.find("account-submit").click();
    assertThat(person.find("account-menu")).isVisible();
    return person.visit("?view=team");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"LIGHT,1280", "DARK,390"})
  @DisplayName("[ACC14] [TEAM21] [TEAM22] who signs up with a team's name waits for its admin, and is in once accepted")
  void asksATeam(ColorScheme colors, int width) throws Exception {
    String kind = colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    String team = "Tenors " + width;
    Person ada = signUp(person(colors, width), "ada.t" + width, team);
    assertThat(ada.find("team-name")).hasText(team);
    Person bo = signUp(person(colors, width), "bo.t" + width, team);
    assertThat(bo.find("team-note")).containsText("You have asked to join " + team);
    look(bo, "team-waiting-" + kind);
    ada.visit("?view=team");
    assertThat(ada.find("team-requests")).containsText("bo.t" + width);
    ada.find("team-requests").scrollIntoViewIfNeeded();
    look(ada, "team-requests-" + kind);
    ada.page().getByText("Accept", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)).focus();
    ada.page().keyboard().press("Enter");
    assertThat(ada.find("team-requests")).hasCount(0);
    assertThat(ada.find("team-members")).containsText("bo.t" + width);
    bo.page().getByText("Look again").click();
    assertThat(bo.find("team-name")).hasText(team);
    assertTrue(bo.complaints().isEmpty(), bo.complaints().toString());
  }

  private static void look(Person person, String name) throws Exception {
    person.photograph(ALBUM.resolve("members-" + name));
  }
}
