package io.tutti.edge.tokens;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Locale;

/**
 * An outside issuer whose tokens count. {@code keys}: where it publishes its public keys (a JWK set, RFC 7517), http or https;
 * {@code issuer} and {@code audience}: what its tokens must say in {@code iss} and {@code aud}; times in milliseconds:
 * {@code timeoutMillis} for connecting and for reading each, {@code cacheMillis} how long keys count without asking again,
 * {@code outageMillis} how long they count beyond that while the issuer does not answer, {@code pauseMillis} the time in
 * which tokens with unknown keys make it be asked twice at most. Immutable.
 */
public record IssuerSettings(
    URL keys, String issuer, String audience, int timeoutMillis, long cacheMillis, long outageMillis, long pauseMillis) {

  /**
   * The settings that are usual.
   *
   * @throws IllegalArgumentException where {@code url} is no address of a web server
   */
  public static IssuerSettings of(String url, String issuer, String audience) {
    return new IssuerSettings(parsed(url), issuer, audience, 2_000, 300_000, 3_600_000, 10_000);
  }

  private static URL parsed(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null) {
        return uri.toURL();
      }
    } catch (IllegalArgumentException | MalformedURLException e) {
      // falls through to the one message for every bad address
    }
    throw new IllegalArgumentException("JWT_JWKS_URL must be an address like https://login.example.org/keys");
  }
}
