package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("People who talk on the page")
class ChatPageIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  private static final String PASSWORD = "correct horse";

  private static void say(Person person, String text) {
    person.find("composer").first().fill(text);
    person.find("composer").first().press("Enter");
  }

  private static Locator message(Person person, String text) {
    return person.find("message").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The button {@code tool} of the message that says {@code text}. */
  private static Locator tool(Person person, String text, String tool) {
    message(person, text).hover();
    return person.page().locator("tutti-message")
        .filter(new Locator.FilterOptions().setHasText(text)).getByTestId("message-" + tool).first();
  }

  private static void register(Person person, String name) {
    person.find("profile").click();
    person.find("sign-up").click();
    fill(person, name);
    person.find("account-username").fill(name);
    person.find("account-submit").click();
    assertThat(person.find("account-dialog")).isHidden();
  }

  private static void fill(Person person, String name) {
    person.find("account-email").fill(name + "@example.org");
    person.find("account-password").fill(PASSWORD);
  }

  @Test
  @DisplayName("[CHAT3] [CHAT7] [CHAT8] two people talk, with a mention, a reaction, an edit and a deletion, and HTML is text")
  void talk() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Talk");
    ada.find("tab-chat").click();
    Person bo = THEATRE.person().join("Bo", session);
    say(ada, "Good morning <b>all</b>");
    assertThat(bo.find("tab-chat")).containsText("1");
    bo.find("tab-chat").click();
    assertThat(bo.find("message-text")).hasText("Good morning <b>all</b>");
    assertThat(bo.find("tab-chat")).not().containsText("1");

    bo.find("composer").first().pressSequentially("Hello @a");
    assertThat(bo.find("mention-names")).containsText("Ada");
    assertThat(ada.find("typing")).hasText("Bo is typing…");
    bo.find("composer").first().press("Enter");
    bo.find("composer").first().press("Enter");
    assertThat(ada.find("mention")).hasText("@Ada");

    tool(ada, "Hello", "react").click();
    ada.find("emoji").first().click();
    assertThat(message(bo, "Hello").getByTestId("reaction")).hasAttribute("aria-label", "👍, 1");
    message(bo, "Hello").getByTestId("reaction").click();
    assertThat(message(ada, "Hello").getByTestId("reaction")).hasAttribute("aria-label", "👍, 2");

    tool(ada, "Good morning", "edit").click();
    ada.page().locator("tutti-message").getByTestId("composer").fill("Good evening");
    ada.page().locator("tutti-message").getByTestId("composer").press("Enter");
    assertThat(message(bo, "Good evening")).containsText("(edited)");

    tool(ada, "Good evening", "delete").click();
    ada.find("message-delete-yes").click();
    assertThat(message(bo, "This message was deleted.")).isVisible();
    assertThat(bo.find("message")).hasCount(2);
  }

  @Test
  @DisplayName("[CHAT4] an answer stands in its thread, and the chat says how many there are")
  void thread() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Threads");
    ada.find("tab-chat").click();
    Person bo = THEATRE.person().join("Bo", session);
    bo.find("tab-chat").click();
    say(ada, "Where do we meet?");
    tool(bo, "Where do we meet?", "reply").click();
    bo.page().locator("tutti-thread").getByTestId("composer").fill("At the river");
    bo.page().locator("tutti-thread").getByTestId("composer").press("Enter");
    assertThat(ada.find("message-replies")).hasText("1 reply");
    ada.find("message-replies").click();
    assertThat(ada.find("thread")).containsText("At the river");
    ada.page().reload();
    ada.awaitConnected();
    assertThat(ada.find("thread")).containsText("At the river");
  }

  @Test
  @DisplayName("[CHAT14] a comment stays at its line while text is typed above it, and can be resolved")
  void comment() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Comments");
    ada.find("tab-documents").click();
    ada.find("editor-text").click();
    ada.page().keyboard().insertText("one\ntwo\nthree");
    Person bo = THEATRE.person().join("Bo", session);
    bo.find("tab-documents").click();
    assertThat(bo.find("editor-text")).containsText("three");
    ada.page().keyboard().press("Control+Alt+m");
    ada.find("comments").getByTestId("composer").fill("Is this the last one?");
    ada.find("comments").getByTestId("composer").press("Enter");
    bo.find("remark").click();
    assertThat(bo.find("comment")).hasAttribute("data-line", "3");
    bo.find("editor-text").click();
    bo.page().keyboard().press("Control+Home");
    bo.page().keyboard().type("zero\nand a half\n");
    assertThat(ada.find("comment")).hasAttribute("data-line", "5");
    assertThat(bo.find("comment")).hasAttribute("data-line", "5");
    bo.find("comment-resolve").click();
    assertThat(ada.find("comment")).isHidden();
    assertThat(ada.find("comments-resolved")).hasText("Show 1 resolved");
    assertThat(ada.find("remark")).hasCount(0);
  }

  @Test
  @DisplayName("[ACC6] who signs up on the page stays the same person, and can sign in elsewhere")
  void signUp() {
    Person ada = THEATRE.person();
    String session = ada.start("Guest", "Accounts");
    ada.find("tab-chat").click();
    say(ada, "As a guest");
    assertThat(message(ada, "As a guest")).isVisible();
    String id = ada.id();
    register(ada, "ada.l");
    ada.page().waitForFunction("() => document.querySelector('tutti-app').visit.session.state.anonymous === false");
    ada.awaitConnected();
    assertEquals(id, ada.id());
    assertThat(tool(ada, "As a guest", "edit")).isVisible();
    Person elsewhere = THEATRE.person().visit("");
    elsewhere.find("start-sign-in").click();
    fill(elsewhere, "ada.l");
    elsewhere.find("account-submit").click();
    assertThat(elsewhere.find("account-menu")).isVisible();
    elsewhere.find("join-id").fill(session);
    elsewhere.find("join").click();
    elsewhere.awaitConnected();
    assertEquals(id, elsewhere.id());
  }

  @Test
  @DisplayName("[REV2] who is signed out from elsewhere is told, and can sign in again")
  void revocation() {
    Person ada = THEATRE.person();
    String session = ada.start("Guest", "Revocation");
    register(ada, "ada.r");
    ada.page().waitForFunction("() => document.querySelector('tutti-app').visit.session.state.anonymous === false");
    Person elsewhere = THEATRE.person().visit("");
    elsewhere.find("start-sign-in").click();
    fill(elsewhere, "ada.r");
    elsewhere.find("account-submit").click();
    elsewhere.find("account-menu").click();
    elsewhere.page().getByText("Change password").click();
    elsewhere.find("account-current").fill(PASSWORD);
    elsewhere.find("account-next").fill("another horse");
    elsewhere.find("account-submit").click();
    assertThat(ada.find("ended")).hasAttribute("data-code", "4401");
    ada.find("ended-signin").click();
    ada.find("account-email").fill("ada.r@example.org");
    ada.find("account-password").fill("another horse");
    ada.find("account-submit").click();
    ada.awaitConnected();
    assertThat(ada.find("session-id")).hasText(session);
  }

  @Test
  @DisplayName("[ROLE1] a viewer reads along and cannot type, in the chat and in documents")
  void viewer() {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "Viewers");
    Person bo = THEATRE.person().join("Bo", session);
    bo.find("tab-chat").click();
    assertThat(bo.find("composer")).isVisible();
    ada.find("presence").click();
    ada.find("member").filter(new Locator.FilterOptions().setHasText("Bo")).getByTestId("member-role").selectOption("viewer");
    assertThat(bo.find("chat-viewer")).isVisible();
    assertThat(bo.find("composer")).hasCount(0);
    bo.find("tab-documents").click();
    assertThat(bo.find("documents-viewer")).isVisible();
    bo.find("editor-text").click();
    bo.page().keyboard().type("no");
    assertThat(bo.find("editor-text")).not().containsText("no");
    ada.find("member-more").click();
    ada.find("member-kick").click();
    assertThat(bo.find("ended")).hasAttribute("data-code", "4403");
  }

  @Test
  @DisplayName("[REST7] a public session is found on the start page, and joined from there")
  void list() {
    Person ada = THEATRE.person().visit("");
    ada.find("profile-name").fill("Ada");
    ada.find("session-name").fill("A public place");
    ada.page().getByText("Access").click();
    ada.find("session-visibility").selectOption("public");
    ada.find("start").click();
    ada.awaitConnected();
    Person bo = THEATRE.person().visit("");
    bo.find("session-search").fill("public PLACE");
    assertThat(bo.find("session-entry")).hasCount(1);
    bo.find("session-entry").click();
    bo.awaitConnected();
    assertThat(ada.find("presence-person")).hasCount(1);
  }

  @ParameterizedTest(name = "{0}×{1}, {2}")
  @CsvSource({"1280, 800, LIGHT", "1280, 800, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  @DisplayName("The pages of people fit the window, in light and dark")
  void looks(int width, int height, ColorScheme scheme) {
    Person ada = THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    ada.start("Ada", "A session with a name that is long enough to be cut off somewhere");
    ada.find("tab-chat").click();
    say(ada, "A message with-a-word-that-does-not-fit-into-the-window-of-a-phone-because-it-is-so-very-long-and-goes-on");
    assertThat(ada.find("message-text")).isVisible();
    assertFalse(ada.overflows());
    ada.inspect(Path.of("target/browser/chat-" + width + "-" + scheme + ".png"));
    ada.visit("?view=team");
    assertThat(ada.find("team-note")).isVisible();
    assertFalse(ada.overflows());
  }
}
