package io.tutti.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds what keeps people from using a page: the rules of WCAG 2.1, A and AA, that axe can judge. Immutable. */
final class Accessibility {

  private static final String AXE = "/axe.min.js";

  private Accessibility() {}

  /** Each flaw of what is shown now, with where it is and why; dialogs and shadow trees included. */
  @SuppressWarnings("unchecked")
  static List<String> flaws(Page page) {
    if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
      page.evaluate(script());
    }
    return (List<String>) page.evaluate("""
        async () => {
          const only = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] };
          const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
          return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${failureSummary}`));
        }""");
  }

  private static String script() {
    try (InputStream axe = Accessibility.class.getResourceAsStream(AXE)) {
      if (axe == null) {
        throw new IllegalStateException("axe is not on the tests' classpath");
      }
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; null";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
