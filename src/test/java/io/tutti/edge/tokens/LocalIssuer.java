package io.tutti.edge.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tutti.edge.json.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An issuer of tokens as OpenID Connect describes it, small: discovery, authorisation that asks nobody anything, tokens for codes
 * with PKCE (S256), keys. On a free port of 127.0.0.1. Thread-safe.
 */
final class LocalIssuer implements AutoCloseable {

  static final String CLIENT = "tutti";
  static final String REDIRECT = "https://tutti.example.org/back";

  private final HttpServer server;
  private final List<JWK> published = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile RSAKey signing;
  private volatile boolean down;

  LocalIssuer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, JsonText.write(Map.of(
        "issuer", url(), "authorization_endpoint", url() + "/authorize", "token_endpoint", url() + "/token",
        "jwks_uri", url() + "/keys"))));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/keys", exchange -> {
      keyRequests.incrementAndGet();
      if (down) {
        exchange.close();
      } else {
        answer(exchange, 200, new JWKSet(published).toString(true));
      }
    });
    server.start();
    rotate();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often the keys were asked for. */
  int keyRequests() {
    return keyRequests.get();
  }

  /** Whether the keys are asked for in vain from now on. */
  void down(boolean isDown) {
    down = isDown;
  }

  /** Signs with a new key from now on, and publishes no other. */
  void rotate() throws JOSEException {
    signing = rsa(2_048);
    published.clear();
    publish(signing);
  }

  static RSAKey rsa(int bits) throws JOSEException {
    return new RSAKeyGenerator(bits, true).keyID(UUID.randomUUID().toString()).generate();
  }

  void publish(JWK key) {
    published.add(key.toPublicJWK());
  }

  RSAKey signingKey() {
    return signing;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    boolean isGood = CLIENT.equals(asked.get("client_id")) && REDIRECT.equals(asked.get("redirect_uri"))
        && "code".equals(asked.get("response_type")) && "S256".equals(asked.get("code_challenge_method"));
    if (!isGood) {
      answer(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    exchange.getResponseHeaders().set("Location", REDIRECT + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> shown = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(shown.getOrDefault("code", ""));
    try {
      if (asked == null || !asked.get("code_challenge").equals(challenge(shown.getOrDefault("code_verifier", "")))) {
        answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        return;
      }
      String idToken = sign(signing, claims("kim|42").claim("nonce", asked.get("nonce")).build());
      answer(exchange, 200, JsonText.write(Map.of("token_type", "Bearer", "expires_in", 600L, "id_token", idToken)));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** RFC 7636, section 4.2. */
  static String challenge(String verifier) throws Exception {
    return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII))).toString();
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What its tokens say of {@code subject}. */
  JWTClaimsSet.Builder claims(String subject) {
    long now = System.currentTimeMillis();
    return new JWTClaimsSet.Builder().issuer(url()).audience(CLIENT).subject(subject).jwtID(UUID.randomUUID().toString())
        .claim("preferred_username", "kim").claim("email", "kim@example.com")
        .issueTime(new Date(now)).expirationTime(new Date(now + 600_000));
  }

  String sign(JWTClaimsSet claims) throws JOSEException {
    return sign(signing, claims);
  }

  static String sign(JWK key, JWTClaimsSet claims) throws JOSEException {
    boolean isRsa = key instanceof RSAKey;
    SignedJWT token = new SignedJWT(
        new JWSHeader.Builder(isRsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    token.sign(key instanceof RSAKey rsa ? new RSASSASigner(rsa.toPrivateKey(), true) : new ECDSASigner((ECKey) key));
    return token.serialize();
  }

  static ECKey elliptic() throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
  }

  /** An Edwards key, by the JDK: what it publishes and how it signs. */
  record Edwards(OctetKeyPair published, PrivateKey key) {

    static Edwards generate() throws Exception {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var point = ((EdECPublicKey) pair.getPublic()).getPoint();
      byte[] encoded = new byte[32];
      byte[] bigEndian = point.getY().toByteArray();
      for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
        encoded[i] = bigEndian[bigEndian.length - 1 - i];
      }
      if (point.isXOdd()) {
        encoded[31] |= (byte) 0x80;
      }
      return new Edwards(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encoded))
          .keyID(UUID.randomUUID().toString()).build(), pair.getPrivate());
    }

    String sign(JWTClaimsSet claims) throws Exception {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(published.getKeyID()).build();
      String input = header.toBase64URL() + "." + claims.toPayload().toBase64URL();
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signature.sign());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
