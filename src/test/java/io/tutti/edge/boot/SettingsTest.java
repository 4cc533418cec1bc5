package io.tutti.edge.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Settings with(String name, String value) {
    return Settings.read(new Variables(Map.of(name, value)::get));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "ftp://x", "ws://example.org", "https://*.example.org", "https://ada:pw@example.org", "https:///path", "example.org",
      "https://example.org,ftp://x", "https://exa mple.org", "javascript:alert(1)"})
  @DisplayName("FRONTEND_URL that is no web address stops the start with one line that quotes it")
  void badOrigins(String url) {
    String line = assertThrows(ConfigurationProblem.class, () -> with("FRONTEND_URL", url)).getMessage();
    assertTrue(line.startsWith("FRONTEND_URL") && line.lines().count() == 1, line);
    assertTrue(line.contains(url.substring(url.indexOf(',') + 1)), line);
  }

  @Test
  @DisplayName("FRONTEND_URL gives origins: scheme, host and port, without what follows, and every one suits the routes")
  void origins() {
    Settings settings = with("FRONTEND_URL", "HTTPS://app.example.org/page?x=1, http://localhost:8080 ,http://[::1]:3000");
    assertEquals(
        Set.of("https://app.example.org", "http://localhost:8080", "http://[::1]:3000"), settings.frontendOrigins());
    assertEquals(settings.frontendOrigins(), Set.copyOf(new Producers().restSettings(settings).origins()));
  }
}
