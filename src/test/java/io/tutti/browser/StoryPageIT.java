package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves photographs of what it sees in target/browser. */
@DisplayName("The story and the shared state on the page, with two people")
class StoryPageIT {

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  @Test
  @DisplayName("Two people tell a story of three turns, and see who is awaited, who writes, what was done and what follows")
  void threeTurns() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    begin(ada, bob, "Three turns");
    assertThat(ada.find("awaited")).hasText("Waiting for Bob and you");
    ada.find("option").first().click();
    assertThat(ada.find("acted")).isVisible();
    assertThat(bob.find("action")).containsText("Ada · Search the Gull and Anchor");
    assertThat(bob.find("awaited")).hasText("Waiting for you");
    bob.find("act-text").pressSequentially("I listen at the window.");
    assertThat(ada.find("story-typing")).hasText("Bob is writing…");
    bob.find("act-text").press("Enter");
    awaitTurn(ada, 1);
    awaitTurn(bob, 1);
    assertThat(bob.find("chapter")).hasCount(1);
    assertThat(bob.find("act-text")).hasValue("");
    for (int turn = 2; turn <= 3; turn++) {
      option(ada, "Wait and watch").click();
      assertThat(ada.find("acted")).isVisible();
      option(bob, "Search the Gull and Anchor").click();
      awaitTurn(ada, turn);
      awaitTurn(bob, turn);
    }
    assertThat(ada.find("chapter")).hasCount(3);
    assertEquals(ada.find("chapter").allInnerTexts(), bob.find("chapter").allInnerTexts());
  }

  @Test
  @DisplayName("What cannot be done is refused beside what was written, which stays; a host ends a turn for those who wait")
  void refusedAndEnded() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    begin(ada, bob, "Refusals");
    assertThat(ada.find("end-turn")).isDisabled();
    assertThat(bob.find("end-turn")).hasCount(0);
    bob.find("act-as").selectOption("marta");
    bob.find("act-text").fill("I count the glasses.");
    ada.find("act-as").selectOption("marta");
    ada.find("act-text").fill("I close the inn.");
    ada.find("act-send").click();
    assertThat(ada.find("action")).containsText("Marta Quill · I close the inn.");
    assertThat(bob.find("act-as").locator("option")).hasCount(2);
    refuse(bob);
    assertThat(bob.find("act-problem")).isVisible();
    assertThat(bob.find("act-text")).hasValue("I count the glasses.");
    ada.find("end-turn").click();
    awaitTurn(bob, 1);
    assertThat(bob.find("chapter")).containsText("Marta Quill");
  }

  /** Plays one whom somebody plays already: what a page does that has not heard of it yet. */
  private static void refuse(Person bob) {
    bob.page().evaluate("() => { document.querySelector('tutti-app').renderRoot.querySelector('tutti-room').renderRoot"
        + ".querySelector('tutti-story').renderRoot.querySelector('tutti-story-act').role = 'marta'; }");
    bob.find("act-send").click();
  }

  @Test
  @DisplayName("The story is there after a reload, from its first chapter on, and can be printed and taken away")
  void readAndExported() throws IOException {
    Person ada = THEATRE.person();
    String session = ada.start("Ada", "A book");
    openStory(ada);
    ada.find("begin-story").click();
    ada.find("begin").click();
    for (int turn = 1; turn <= 5; turn++) {
      option(ada, turn == 1 ? "Search the Gull and Anchor" : "Wait and watch").click();
      awaitTurn(ada, turn);
    }
    String first = ada.find("chapter").first().innerText();
    ada.visit("?session=" + session + "#story").awaitConnected();
    assertThat(ada.find("chapter")).hasCount(5);
    assertEquals(first, ada.find("chapter").first().innerText());
    ada.page().route("**/export?format=epub",
        route -> route.fulfill(new Route.FulfillOptions().setContentType("application/epub+zip")));
    String markdown = exported(ada, "export-markdown", "the-lantern-at-saltmoor.md");
    assertTrue(markdown.startsWith("# The Lantern at Saltmoor\n\nBy Ada\n"), markdown);
    assertTrue(markdown.contains("\n## Chapter 5\n"), markdown);
    assertTrue(exported(ada, "export-html", "the-lantern-at-saltmoor.html").contains("<h2>Chapter 5</h2>"));
    exported(ada, "export-epub", "the-lantern-at-saltmoor.epub");
    ada.page().evaluate("() => dispatchEvent(new Event('beforeprint'))");
    ada.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(ada.page().locator("body > .paper h2")).hasCount(5);
    assertThat(ada.page().locator("tutti-app")).isHidden();
    ada.photograph(Path.of("target/browser", "story-paper.png"));
    ada.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    ada.page().evaluate("() => dispatchEvent(new Event('afterprint'))");
    assertThat(ada.find("book")).isVisible();
  }

  @Test
  @DisplayName("A host writes a story in simple fields, and is told which of them are wrong")
  void ownStory() {
    Person ada = THEATRE.person();
    ada.start("Ada", "My own");
    openStory(ada);
    ada.find("begin-story").click();
    ada.find("own-story").click();
    ada.find("begin").click();
    assertThat(ada.find("begin-dialog")).containsText("Enter a title for the story.");
    ada.find("story-title").fill("The Well");
    ada.find("story-places").fill("the square: dusty\nthe well: deep");
    ada.find("story-characters").fill("Ines Vale: the clockmaker's daughter");
    ada.find("begin").click();
    assertThat(ada.find("begin-dialog")).isHidden();
    assertThat(ada.find("book")).containsText("The Well");
    assertThat(ada.find("here")).hasText("the square");
    ada.find("act-text").fill("I go to the well.");
    ada.find("act-send").click();
    awaitTurn(ada, 1);
    assertThat(ada.find("here")).hasText("the well");
  }

  @Test
  @DisplayName("An edit of the state is seen by the other, with its author; an overtaken one is refused, both values shown")
  void state() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "State"));
    openState(ada);
    openState(bob);
    add(ada, "score", "number", "3");
    assertThat(line(bob, "score")).containsText("3");
    assertThat(line(bob, "score")).containsText("Ada");
    add(bob, "party", "object", "{\"gold\": 12, \"members\": [\"Ada\"]}");
    assertThat(line(ada, "party.members.0")).containsText("Ada");
    edit(ada, "score", "5");
    edit(bob, "score", "9");
    bob.find("state-save").click();
    assertThat(ada.find("state-changes")).containsText("9");
    ada.find("state-save").click();
    assertThat(ada.find("state-stale")).containsText("Bob changed score");
    assertThat(ada.find("stale-theirs")).hasText("9");
    assertThat(ada.find("stale-mine")).hasText("5");
    ada.photograph(Path.of("target/browser", "state-stale.png"));
    ada.find("use-mine").click();
    assertThat(line(bob, "score")).containsText("5");
    assertThat(bob.find("state-change").first()).containsText("Ada");
  }

  @Test
  @DisplayName("The state is edited by keys: moved through, renamed, taken away and put back; a viewer only reads")
  void keysAndViewers() {
    Person ada = THEATRE.person();
    Person bob = THEATRE.person();
    bob.join("Bob", ada.start("Ada", "Keys"));
    openState(ada);
    openState(bob);
    add(ada, "weather", "text", "rain");
    add(ada, "party", "object", "{\"gold\": 12}");
    Locator tree = ada.page().locator("[role=tree]");
    tree.focus();
    tree.press("Home");
    tree.press("F2");
    ada.find("state-name").fill("sky");
    ada.find("state-name").press("Enter");
    assertThat(line(bob, "sky")).containsText("rain");
    assertThat(line(bob, "weather")).hasCount(0);
    tree.press("Home");
    tree.press("Delete");
    tree.press("Home");
    assertThat(ada.find("state-undo")).isVisible();
    ada.find("state-undo").click();
    assertThat(ada.find("state-undo")).hasCount(0);
    assertThat(ada.find("state-line")).hasCount(3);
    ada.page().evaluate("(userId) => document.querySelector('tutti-app').visit.session"
        + ".command('participant:role', { userId, role: 'viewer' })", bob.id());
    assertThat(bob.find("state-viewer")).isVisible();
    assertThat(bob.find("state-new")).hasCount(0);
    line(bob, "party.gold").dblclick();
    assertThat(bob.find("state-form")).hasCount(0);
    openStory(bob);
    assertThat(bob.find("no-story")).containsText("You are a viewer");
  }

  @ParameterizedTest(name = "{0}, {1} × {2}")
  @CsvSource({"LIGHT,1280,800", "DARK,1280,800", "LIGHT,390,844", "DARK,390,844"})
  @DisplayName("Story and state fit into the window, light and dark")
  void looks(ColorScheme colors, int width, int height) {
    Person ada = THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, height)
        .setColorScheme(colors).setReducedMotion(ReducedMotion.REDUCE));
    Person bob = THEATRE.person();
    String kind = colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    begin(ada, bob, "Looks");
    ada.find("option").first().click();
    bob.find("option").first().click();
    awaitTurn(ada, 1);
    assertThat(ada.find("chapter")).hasCount(1);
    ada.photograph(Path.of("target/browser", "story-" + kind));
    assertFalse(ada.overflows());
    openState(ada);
    add(ada, "a name that is long enough to need a second line on a telephone", "text",
        "and a value that is longer still, " + "x".repeat(300));
    ada.photograph(Path.of("target/browser", "state-" + kind));
    assertFalse(ada.overflows());
  }

  /** Both look at a story that has just begun. */
  private static void begin(Person host, Person other, String session) {
    other.join("Bob", host.start("Ada", session));
    openStory(host);
    openStory(other);
    host.find("begin-story").click();
    host.find("begin").click();
    awaitTurn(host, 0);
    awaitTurn(other, 0);
    assertThat(other.find("book-title")).hasText("The Lantern at Saltmoor");
  }

  private static void openStory(Person person) {
    person.find("tab-story").click();
    assertThat(person.find("no-story").or(person.find("story"))).isVisible();
  }

  private static void openState(Person person) {
    person.find("tab-state").click();
    assertThat(person.find("state")).isVisible();
    assertThat(person.find("state").getByText("Loading the data…")).hasCount(0);
  }

  private static void awaitTurn(Person person, int turn) {
    assertThat(person.find("story")).hasAttribute("data-turn", Integer.toString(turn));
  }

  /** The button for {@code label}, however far down the list it is. */
  private static Locator option(Person person, String label) {
    Locator more = person.find("options").getByText(" more…");
    Locator option = person.find("option").filter(new Locator.FilterOptions().setHasText(label));
    assertThat(more.or(option).first()).isVisible();
    if (more.isVisible()) {
      more.click();
    }
    return option;
  }

  private static String exported(Person person, String format, String name) throws IOException {
    person.find("export").locator("summary").click();
    Download download = person.page().waitForDownload(() -> person.find(format).click());
    assertEquals(name, download.suggestedFilename());
    return Files.readString(download.path());
  }

  private static Locator line(Person person, String path) {
    return person.page().locator("[data-testid=state-line][data-path=\"" + path + "\"]");
  }

  private static void add(Person person, String name, String kind, String value) {
    person.find("state-new").click();
    person.find("state-name").fill(name);
    person.find("state-kind").selectOption(kind);
    person.find("state-value").fill(value);
    person.find("state-save").click();
    assertThat(line(person, name)).isVisible();
  }

  private static void edit(Person person, String path, String value) {
    line(person, path).dblclick();
    person.find("state-value").fill(value);
  }
}
