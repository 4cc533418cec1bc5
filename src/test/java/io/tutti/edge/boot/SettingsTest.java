package io.tutti.edge.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  @DisplayName("Every variable that is read is described in docs/configuration.md")
  void documented() throws IOException {
    String page = Files.readString(Path.of("docs/configuration.md"));
    Set<String> read = new TreeSet<>();
    Settings.read(new Variables(name -> {
      read.add(name);
      return null;
    }));
    assertTrue(read.contains("DATA_DIR"), read.toString());
    read.removeIf(name -> page.contains("`" + name + "`"));
    assertEquals(Set.of(), read);
  }

  @Test
  @DisplayName("FRONTEND_URL gives origins: scheme, host and port, without what follows, and every one suits the routes")
  void origins() {
    Settings settings = with("FRONTEND_URL", "HTTPS://app.example.org/page?x=1, http://localhost:8080 ,http://[::1]:3000");
    assertEquals(
        Set.of("https://app.example.org", "http://localhost:8080", "http://[::1]:3000"), settings.frontendOrigins());
    assertEquals(settings.frontendOrigins(), Set.copyOf(new Producers().restSettings(settings).origins()));
  }

  @Test
  @DisplayName("JWT_SECRET_KEY is another name of JWT_SECRET; both at once must say the same")
  void secretsOtherName() {
    String secret = "s".repeat(32);
    assertEquals(secret, with("JWT_SECRET_KEY", secret).jwtSecret());
    Map<String, String> both = Map.of("JWT_SECRET", secret, "JWT_SECRET_KEY", secret);
    assertEquals(secret, Settings.read(new Variables(both::get)).jwtSecret());
    Map<String, String> differ = Map.of("JWT_SECRET", secret, "JWT_SECRET_KEY", "t".repeat(32));
    String line = assertThrows(ConfigurationProblem.class, () -> Settings.read(new Variables(differ::get))).getMessage();
    assertTrue(line.contains("JWT_SECRET_KEY") && !line.contains(secret), line);
  }

  @Test
  @DisplayName("Local pages may read without a word in development, not in production and not beside FRONTEND_URL")
  void localPages() {
    assertTrue(new Producers().restSettings(with("ENV", "development")).localPages());
    assertFalse(new Producers().restSettings(with("ENV", "production")).localPages());
    assertFalse(new Producers().restSettings(with("FRONTEND_URL", "https://app.example.org")).localPages());
  }

  @Test
  @DisplayName("[OUT8] An outside issuer needs its name and our audience, and an address; ours go without both then")
  void outsideIssuer() {
    AccountProducers producers = new AccountProducers();
    assertTrue(producers.outsideIssuers(with("ANONYMOUS", "on")).verifiers().isEmpty());
    for (Map<String, String> incomplete : List.of(Map.of("JWT_JWKS_URL", "https://x/keys"),
        Map.of("JWT_JWKS_URL", "https://x/keys", "JWT_ISSUER", "x"), Map.of("JWT_JWKS_URL", "https://x/keys", "JWT_AUDIENCE", "t"),
        Map.of("JWT_JWKS_URL", "file:/x", "JWT_ISSUER", "x", "JWT_AUDIENCE", "t"))) {
      Settings settings = Settings.read(new Variables(incomplete::get));
      assertTrue(assertThrows(ConfigurationProblem.class, () -> producers.outsideIssuers(settings)).getMessage()
          .startsWith("JWT_JWKS_URL"));
    }
    Map<String, String> complete = Map.of("JWT_JWKS_URL", "https://x/keys", "JWT_ISSUER", "x", "JWT_AUDIENCE", "t",
        "JWT_SECRET", "s".repeat(32));
    Settings settings = Settings.read(new Variables(complete::get));
    assertEquals(1, producers.outsideIssuers(settings).verifiers().size());
    assertNull(new Producers().tokenSettings(settings).issuer());
    assertNull(new Producers().tokenSettings(settings).audience());
  }

  @Test
  @DisplayName("[ACC10] [ACC15] How dear a password is and how often it may be tried can be chosen within bounds")
  void accounts() {
    AccountSettings usual = with("ANONYMOUS", "on").accounts();
    assertEquals(new AccountSettings(null, true, false, true, 12, 10, 60), usual);
    assertEquals(4, with("BCRYPT_COST", "4").accounts().bcryptCost());
    for (String name : List.of("BCRYPT_COST", "LOGINS_PER_MINUTE", "LOGINS_PER_MINUTE_AND_ADDRESS")) {
      assertThrows(ConfigurationProblem.class, () -> with(name, "0"), name);
    }
  }
}
