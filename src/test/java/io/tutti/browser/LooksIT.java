package io.tutti.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves photographs of what it sees in target/browser; the light one of a desktop is docs/images/session.png. */
@Tag("long")
@DisplayName("The page in light and dark, on desktops and phones")
class LooksIT {

  private static final Path ALBUM = Path.of("target/browser");

  @RegisterExtension static final Theatre THEATRE = new Theatre();

  @ParameterizedTest(name = "{0}, {1} × {2}")
  @CsvSource({"LIGHT,1280,800", "DARK,1280,800", "LIGHT,390,844", "DARK,390,844"})
  @DisplayName("Nothing is wider than the window or inaccessible, nothing fails, nothing is fetched from elsewhere")
  void looks(ColorScheme colors, int width, int height) throws Exception {
    Person ada = THEATRE.person(new Browser.NewContextOptions().setViewportSize(width, height)
        .setColorScheme(colors).setReducedMotion(ReducedMotion.REDUCE));
    String kind = colors.name().toLowerCase(java.util.Locale.ROOT) + "-" + width + ".png";
    ada.visit("");
    assertThat(ada.find("start")).isVisible();
    look(ada, "welcome-" + kind);

    String session = THEATRE.sessionOfConflicts();
    ada.join("Ada Lovelace", session);
    Person bob = THEATRE.person().join("Bob", session);
    Person eve = THEATRE.person().join("Eve", session);
    liven(ada, bob, eve);
    look(ada, "session-" + kind);

    ada.setUnaware("mu", 0.65, 0.6);
    bob.find("slider-mu").fill("0.6");
    assertThat(ada.find("conflict-dialog")).isVisible();
    look(ada, "conflict-" + kind);
    ada.find("conflict-average").click();
    assertThat(ada.find("conflict-dialog")).isHidden();

    ada.find("profile").click();
    assertThat(ada.find("profile-dialog")).isVisible();
    look(ada, "profile-" + kind);
    ada.page().keyboard().press("Escape");

    ada.deleteSession();
    assertThat(ada.find("ended")).isVisible();
    look(ada, "ended-" + kind);
  }

  private static void liven(Person ada, Person bob, Person eve) {
    assertThat(ada.find("people-count")).hasText("3");
    bob.find("slider-omega").fill("1.18");
    ada.awaitValue("omega", "1.18");
    eve.find("slider-kappa").fill("0.017");
    ada.awaitValue("kappa", "0.017");
    ada.find("slider-mu").fill("0.618");
    bob.awaitValue("mu", "0.618");
    bob.find("slider-omega").fill("1.32");
    ada.awaitValue("omega", "1.32");
  }

  private static void look(Person person, String photograph) {
    person.inspect(ALBUM.resolve(photograph));
  }
}
