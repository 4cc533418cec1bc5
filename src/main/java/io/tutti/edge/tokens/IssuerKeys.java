package io.tutti.edge.tokens;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's public keys, kept for a while: a key that is not among them makes the issuer be asked again (that is how it
 * rotates), but not more often than twice in a pause. While it does not answer, the kept keys count for a while more.
 * Thread-safe.
 */
final class IssuerKeys {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final int MAX_BYTES = 256 * 1_024;

  private final JWKSource<SecurityContext> source;
  /** Whether the issuer did not answer when it was asked last. */
  private final AtomicBoolean isOut = new AtomicBoolean();

  /** The issuer does not answer, and its kept keys do not suffice. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  IssuerKeys(IssuerSettings settings) {
    ResourceRetriever web = new DefaultResourceRetriever(settings.timeoutMillis(), settings.timeoutMillis(), MAX_BYTES);
    this.source = JWKSourceBuilder.<SecurityContext>create(settings.keys(), url -> watched(web, url))
        .cache(settings.cacheMillis(), 2L * settings.timeoutMillis() + 1_000)
        .refreshAheadCache(false)
        .rateLimited(settings.pauseMillis())
        .outageTolerant(settings.outageMillis())
        .build();
  }

  private Resource watched(ResourceRetriever web, URL url) throws IOException {
    try {
      Resource keys = web.retrieveResource(url);
      if (isOut.getAndSet(false)) {
        LOG.info("The issuer of tokens gives its keys again");
      }
      return keys;
    } catch (IOException e) {
      if (!isOut.getAndSet(true)) {
        LOG.warn("The issuer of tokens does not give its keys ({}); those that are known count for a while", e.toString());
      }
      throw e;
    }
  }

  /** The keys that may have signed; none where the issuer, when it could be asked last, had no such key. */
  List<JWK> matching(JWKSelector selector) throws Unreachable {
    try {
      List<JWK> keys = source.get(selector, null);
      if (keys.isEmpty() && isOut.get()) {
        throw new Unreachable();
      }
      return keys;
    } catch (RateLimitReachedException e) {
      if (isOut.get()) {
        throw new Unreachable();
      }
      return List.of();
    } catch (KeySourceException e) {
      LOG.debug("The issuer of tokens cannot be asked", e);
      throw new Unreachable();
    }
  }
}
