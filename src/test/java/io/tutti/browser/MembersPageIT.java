package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
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
    return THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(colors)
        .setReducedMotion(ReducedMotion.REDUCE));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,390", "DARK,390"})
  @DisplayName("[REQ1] [REQ4] [REQ6] [REQ7] [BAN1] [BAN2] [BAN6] somebody asks and is let in, is banned with a new link, and the ban is lifted")
  void letsInAndOut(ColorScheme colors, int width) {
    String kind = colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    Person ada = person(colors, width);
    String session = ada.start("Ada", "Behind a door");
    ada.page().evaluate("() => document.querySelector('tutti-app').visit.session.updateProfile({ admission: 'members' })");
    Person bo = person(colors, width).visit("?session=" + session);
    assertThat(bo.find("ended")).hasAttribute("data-code", "4403");
    bo.find("ask-name").fill("Bo");
    bo.find("ask-message").fill("It is me, from the choir");
    inspect(bo, "ask-" + kind);
    press(bo, "ask-send");
    assertThat(bo.find("ask-waiting")).isVisible();
    inspect(bo, "asked-" + kind);

    assertThat(ada.find("toasts")).containsText("asks to join");
    press(ada, "presence");
    assertThat(ada.find("request")).containsText("It is me, from the choir");
    inspect(ada, "requests-" + kind);
    press(ada, "request-editor");
    bo.awaitConnected();
    assertThat(ada.find("request")).hasCount(0);
    assertThat(ada.find("member").nth(1)).containsText("Bo");

    press(ada, "member-more");
    assertThat(ada.find("removal")).containsText("private window");
    ada.find("ban-renew").check();
    inspect(ada, "removal-" + kind);
    press(ada, "member-ban");
    assertThat(ada.find("removal-link")).containsText("invite=");
    assertThat(ada.find("ban")).hasCount(1);
    inspect(ada, "banned-" + kind);
    assertThat(bo.find("ended")).hasAttribute("data-code", "4403");
    press(ada, "ban-lift");
    assertThat(ada.find("ban")).hasCount(0);

    String link = ada.find("removal-link").textContent().strip();
    bo.visit(link);
    bo.awaitConnected();
    assertTrue(ada.complaints().isEmpty(), ada.complaints().toString());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"DARK,1280", "LIGHT,390"})
  @DisplayName("[REQ6] [REQ7] [BAN4] [BAN5] [NAME9] somebody is declined; a guest's network is blocked and let in again; namesakes are told apart")
  void declinesAndBlocks(ColorScheme colors, int width) {
    String kind = colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    Person ada = person(colors, width);
    String session = ada.start("Ada", "Behind another door");
    Person bo = person(colors, width).join("Bo", session);
    Person namesake = person(colors, width).join("Bo", session);
    assertThat(ada.find("people-count")).hasText("3");
    press(ada, "presence");
    assertThat(ada.find("member")).hasCount(3);
    assertEquals(3, new TreeSet<>(ada.find("member").locator(".name").allTextContents()).size());
    inspect(ada, "namesakes-" + kind);

    ada.page().locator("[data-testid='member'][data-user='" + bo.id() + "']").getByTestId("member-more").focus();
    ada.page().keyboard().press("Enter");
    ada.find("ban-network").check();
    press(ada, "member-ban");
    assertThat(ada.find("removal-told")).containsText("blocked for 24 hours");
    assertThat(ada.find("blocks")).isVisible();
    inspect(ada, "blocked-" + kind);
    assertThat(bo.find("ended")).hasAttribute("data-code", "4403");
    assertThat(namesake.find("connection")).hasAttribute("data-state", "connected");
    Person eve = person(colors, width).visit("?session=" + session);
    assertThat(eve.find("ended")).hasAttribute("data-code", "4403");
    eve.find("ask-name").fill("Eve");
    press(eve, "ask-send");
    assertThat(eve.find("ask-waiting")).isVisible();
    press(ada, "block-lift");
    assertThat(ada.find("blocks")).hasCount(0);
    eve.visit("?session=" + session).awaitConnected();

    ada.page().evaluate("() => document.querySelector('tutti-app').visit.session.updateProfile({ admission: 'members' })");
    Person cy = person(colors, width).visit("?session=" + session);
    cy.find("ask-name").fill("Cy");
    press(cy, "ask-send");
    assertThat(ada.find("request")).containsText("Cy");
    press(ada, "request-decline");
    assertThat(cy.find("ask-declined")).isVisible();
    inspect(cy, "declined-" + kind);
    ada.page().keyboard().press("Escape");
    press(ada, "share");
    assertThat(ada.find("share-words")).containsText("by invitation only");
    ada.find("invite-make").click();
    assertThat(ada.find("invite-url")).isVisible();
    inspect(ada, "share-" + kind);
    ada.find("access-admission").selectOption("link");
    assertThat(ada.find("copy-link")).isVisible();
    inspect(ada, "share-open-" + kind);
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
  @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,390", "DARK,390"})
  @DisplayName("[ACC14] [TEAM21] [TEAM22] who signs up with a team's name waits for its admin, and is in once accepted")
  void asksATeam(ColorScheme colors, int width) {
    String kind = colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    String team = "Tenors " + colors + " " + width;
    String name = "bo." + colors.name().toLowerCase(Locale.ROOT) + width;
    Person ada = signUp(person(colors, width), "ada." + colors.name().toLowerCase(Locale.ROOT) + width, team);
    assertThat(ada.find("team-name")).hasText(team);
    Person bo = signUp(person(colors, width), name, team);
    assertThat(bo.find("team-note")).containsText("You have asked to join " + team);
    inspect(bo, "team-waiting-" + kind);
    ada.visit("?view=team");
    assertThat(ada.find("team-requests")).containsText(name);
    ada.find("team-requests").scrollIntoViewIfNeeded();
    inspect(ada, "team-requests-" + kind);
    ada.page().getByText("Accept", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)).focus();
    ada.page().keyboard().press("Enter");
    assertThat(ada.find("team-requests")).hasCount(0);
    assertThat(ada.find("team-members")).containsText(name);
    bo.page().getByText("Check again").click();
    assertThat(bo.find("team-name")).hasText(team);
    assertTrue(bo.complaints().isEmpty(), bo.complaints().toString());
  }

  private static void inspect(Person person, String name) {
    person.inspect(ALBUM.resolve("members-" + name));
  }
}
