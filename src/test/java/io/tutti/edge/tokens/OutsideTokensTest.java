package io.tutti.edge.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.TokenRefusal;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.edge.json.JsonText;
import io.tutti.identity.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutsideTokensTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private LocalIssuer issuer;
  private OutsideTokens tokens;

  @BeforeEach
  void start() throws Exception {
    issuer = new LocalIssuer();
    tokens = tokens(300_000, 60_000, 0);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  /** Tokens by keys that are kept so long; a pause of 0 stands for none to speak of. */
  private OutsideTokens tokens(long cacheMillis, long outageMillis, long pauseMillis) {
    IssuerSettings usual = IssuerSettings.of(issuer.url() + "/keys", issuer.url(), LocalIssuer.CLIENT);
    return new OutsideTokens(new IssuerSettings(
        usual.keys(), usual.issuer(), usual.audience(), 2_000, cacheMillis, outageMillis, Math.max(1, pauseMillis)));
  }

  private Identity person(String token) {
    return tokens.verify(token).orElseThrow(() -> new AssertionError("refused: " + tokens.judge(token)));
  }

  private void assertRefused(TokenRefusal why, String token) {
    assertEquals(Judgement.refuse(why), tokens.judge(token));
    assertTrue(tokens.verify(token).isEmpty());
  }

  private static Map<String, Object> json(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return JsonText.readObject(response.body());
  }

  @Test
  @DisplayName("[OUT8] A token that an OpenID Connect issuer gives for a code, with PKCE, lets somebody in, by what discovery says")
  void codeFlow() throws Exception {
    Map<String, Object> found = json(HttpRequest.newBuilder(URI.create(issuer.url() + "/.well-known/openid-configuration")));
    String verifier = "v".repeat(43);
    String query = "?response_type=code&client_id=tutti&redirect_uri=https%3A%2F%2Ftutti.example.org%2Fback&scope=openid&state=s1"
        + "&nonce=n1&code_challenge_method=S256&code_challenge=" + LocalIssuer.challenge(verifier);
    String back = HTTP.send(HttpRequest.newBuilder(URI.create(found.get("authorization_endpoint") + query)).build(),
        HttpResponse.BodyHandlers.discarding()).headers().firstValue("Location").orElseThrow();
    assertTrue(back.startsWith(LocalIssuer.REDIRECT) && back.endsWith("&state=s1"), back);
    String code = back.replaceAll(".*[?]code=([^&]+)&.*", "$1");
    Map<String, Object> given = json(HttpRequest.newBuilder(URI.create((String) found.get("token_endpoint")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&code=" + code + "&code_verifier=" + verifier)));
    String token = (String) given.get("id_token");
    tokens = new OutsideTokens(
        IssuerSettings.of((String) found.get("jwks_uri"), (String) found.get("issuer"), LocalIssuer.CLIENT));
    Identity kim = person(token);
    assertEquals("kim", kim.name());
    assertEquals("kim@example.com", kim.email());
    assertFalse(kim.anonymous());
    issuer.rotate();
    assertEquals(kim.id(), person(issuer.sign(issuer.claims("kim|42").build())).id());
  }

  @Test
  @DisplayName("[OUT1] RS256, ES256 and EdDSA count")
  void algorithms() throws Exception {
    ECKey elliptic = LocalIssuer.elliptic();
    LocalIssuer.Edwards edwards = LocalIssuer.Edwards.generate();
    issuer.publish(elliptic);
    issuer.publish(edwards.published());
    for (String token : List.of(issuer.sign(issuer.claims("kim").build()), LocalIssuer.sign(elliptic, issuer.claims("kim").build()),
        edwards.sign(issuer.claims("kim").build()))) {
      assertEquals(person(issuer.sign(issuer.claims("kim").build())).id(), person(token).id());
      String[] parts = token.split("\\.");
      char flipped = parts[2].charAt(10) == 'A' ? 'B' : 'A';
      assertRefused(TokenRefusal.INVALID,
          parts[0] + "." + parts[1] + "." + parts[2].substring(0, 10) + flipped + parts[2].substring(11));
      assertRefused(TokenRefusal.INVALID, parts[0] + "." + parts[1] + ".");
    }
    for (int i = 0; i < 20; i++) {
      LocalIssuer.Edwards another = LocalIssuer.Edwards.generate();
      issuer.publish(another.published());
      person(another.sign(issuer.claims("kim").build()));
    }
  }

  @Test
  @DisplayName("[OUT1] none, a public key as HMAC secret, other algorithms, critical headers and short RSA keys are refused")
  void confusion() throws Exception {
    JWTClaimsSet claims = issuer.claims("kim").build();
    person(issuer.sign(claims));
    assertRefused(TokenRefusal.INVALID, new PlainJWT(claims).serialize());
    RSAKey key = issuer.signingKey();
    for (byte[] secret : List.of(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8), key.toPublicKey().getEncoded(),
        Base64.getMimeEncoder().encode(key.toPublicKey().getEncoded()))) {
      SignedJWT forged = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
      forged.sign(new MACSigner(secret));
      assertRefused(TokenRefusal.INVALID, forged.serialize());
    }
    SignedJWT stronger = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(key.getKeyID()).build(), claims);
    stronger.sign(new RSASSASigner(key));
    assertRefused(TokenRefusal.INVALID, stronger.serialize());
    SignedJWT critical = new SignedJWT(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).criticalParams(Set.of("exp")).build(), claims);
    critical.sign(new RSASSASigner(key));
    assertRefused(TokenRefusal.INVALID, critical.serialize());
    RSAKey weak = LocalIssuer.rsa(1_024);
    issuer.publish(weak);
    assertRefused(TokenRefusal.INVALID, LocalIssuer.sign(weak, claims));
    for (String garbage : List.of("", ".", "a.b.c", "x".repeat(10_000), issuer.sign(claims) + "." + "x")) {
      assertRefused(TokenRefusal.INVALID, garbage);
    }
  }

  @Test
  @DisplayName("[OUT2] A token of another issuer, for another audience or out of its time is refused, and nobody is asked about it")
  void forUs() throws Exception {
    for (UnaryOperator<JWTClaimsSet.Builder> change : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
        claims -> claims.issuer("https://evil"), claims -> claims.issuer(null), claims -> claims.audience("other"),
        claims -> claims.audience((String) null), claims -> claims.expirationTime(null),
        claims -> claims.expirationTime(new Date(System.currentTimeMillis() - 1_000)),
        claims -> claims.notBeforeTime(new Date(System.currentTimeMillis() + 60_000)))) {
      assertRefused(TokenRefusal.INVALID, issuer.sign(change.apply(issuer.claims("kim")).build()));
    }
    assertEquals(0, issuer.keyRequests());
    assertRefused(TokenRefusal.INVALID, issuer.sign(issuer.claims(null).build()));
    assertRefused(TokenRefusal.INVALID, issuer.sign(issuer.claims("").build()));
  }

  @Test
  @DisplayName("[OUT3] People have the same id at every login, one of their own, and none that an account or a different sub has")
  void ids() throws Exception {
    UserId kim = person(issuer.sign(issuer.claims("kim|42").build())).id();
    assertTrue(kim.value().matches("ext_[0-9a-f]{12}_kim[|]42"), kim.value());
    assertEquals(kim, person(issuer.sign(issuer.claims("kim|42").claim("preferred_username", "other").build())).id());
    UserId hashed = person(issuer.sign(issuer.claims("s".repeat(500)).build())).id();
    UserId control = person(issuer.sign(issuer.claims("a\u0000b").build())).id();
    assertTrue(hashed.value().matches("ext_[0-9a-f]{12}[.][0-9a-f]{64}"), hashed.value());
    assertNotEquals(hashed, control);
    String twin = hashed.value().substring(hashed.value().indexOf('.') + 1);
    assertNotEquals(hashed, person(issuer.sign(issuer.claims(twin).build())).id());
    assertTrue(person(issuer.sign(issuer.claims("anon_ada").claim("user_id", "user_kim").build())).id().value().startsWith("ext_"));
  }

  @Test
  @DisplayName("[OUT4] A new key is taken without a restart, and the old one not for long; known keys are not asked for again")
  void rotation() throws Exception {
    String old = issuer.sign(issuer.claims("kim").build());
    for (int i = 0; i < 50; i++) {
      person(old);
    }
    assertEquals(1, issuer.keyRequests());
    issuer.rotate();
    person(old);
    person(issuer.sign(issuer.claims("kim").build()));
    assertEquals(2, issuer.keyRequests());
    assertRefused(TokenRefusal.INVALID, old);
  }

  @Test
  @DisplayName("[OUT5] Fifty tokens with keys that are nobody's make the issuer be asked twice, and known keys count meanwhile")
  void flood() throws Exception {
    tokens = tokens(300_000, 60_000, 60_000);
    String good = issuer.sign(issuer.claims("kim").build());
    person(good);
    RSAKey nobodys = LocalIssuer.rsa(2_048);
    for (int i = 0; i < 50; i++) {
      RSAKey renamed = new RSAKey.Builder(nobodys).keyID("k" + i).build();
      assertRefused(TokenRefusal.INVALID, LocalIssuer.sign(renamed, issuer.claims("kim").build()));
    }
    assertTrue(issuer.keyRequests() <= 2, "asked " + issuer.keyRequests() + " times");
    person(good);
  }

  @Test
  @DisplayName("[OUT6] An issuer that does not answer is not a forged token, from the first one on, and is asked again afterwards")
  void unreachable() throws Exception {
    issuer.down(true);
    String token = issuer.sign(issuer.claims("kim").build());
    assertRefused(TokenRefusal.ISSUER_UNREACHABLE, token);
    TrustedTokens trusted = new TrustedTokens(List.of(new Tokens(new TokenSettings("x".repeat(32), "HS256", 60, null, null, true)),
        tokens), new LiveRevocations(new MemoryAccounts(), new MemoryRevokedTokens(), System::currentTimeMillis));
    assertEquals(Judgement.refuse(TokenRefusal.ISSUER_UNREACHABLE), trusted.judge(token));
    assertEquals(Judgement.refuse(TokenRefusal.INVALID), trusted.judge("forged"));
    issuer.down(false);
    person(token);
    assertTrue(trusted.verify(token).isPresent());
  }

  @Test
  @DisplayName("[OUT6] During an outage known keys go on to count after their time, and unknown ones are not said to be bad")
  void outage() throws Exception {
    tokens = tokens(5_001, 600_000, 0);
    String known = issuer.sign(issuer.claims("kim").build());
    person(known);
    issuer.down(true);
    assertRefused(TokenRefusal.ISSUER_UNREACHABLE, LocalIssuer.sign(LocalIssuer.rsa(2_048), issuer.claims("kim").build()));
    person(known);
    issuer.close();
    assertRefused(TokenRefusal.ISSUER_UNREACHABLE, LocalIssuer.sign(LocalIssuer.rsa(2_048), issuer.claims("kim").build()));
    person(known);
  }

  @Test
  @DisplayName("[OUT7] The first claim that can be a name is one, and an address that is said not to be verified does not count")
  void names() throws Exception {
    assertEquals("Kim Lee", person(issuer.sign(
        issuer.claims("k").claim("preferred_username", " ").claim("name", " Kim Lee ").build())).name());
    assertEquals("k", person(issuer.sign(
        issuer.claims("k").claim("preferred_username", 7).claim("email", "n".repeat(90)).build())).name());
    assertTrue(person(issuer.sign(issuer.claims("s".repeat(90)).claim("preferred_username", null).claim("email", null).build()))
        .name().matches("User [0-9a-f]{6}"));
    assertEquals(null, person(issuer.sign(issuer.claims("k").claim("email_verified", false).build())).email());
  }

  @Test
  @DisplayName("[REV1] A token of an outside issuer can be ended too, and takes none of ours with the same jti along")
  void ends() throws Exception {
    LiveRevocations revocations =
        new LiveRevocations(new MemoryAccounts(), new MemoryRevokedTokens(), System::currentTimeMillis);
    TrustedTokens trusted = new TrustedTokens(List.of(tokens), revocations);
    String token = issuer.sign(issuer.claims("kim").jwtID("7").build());
    String nameless = issuer.sign(issuer.claims("kim").jwtID(null).build());
    Identity kim = trusted.verify(token).orElseThrow();
    assertTrue(kim.credential().tokenId().matches("ext_[0-9a-f]{12}:7"), kim.credential().tokenId());
    revocations.end(kim);
    assertEquals(Judgement.refuse(TokenRefusal.REVOKED), trusted.judge(token));
    revocations.end(trusted.verify(nameless).orElseThrow());
    assertEquals(Judgement.refuse(TokenRefusal.REVOKED), trusted.judge(nameless));
    assertTrue(trusted.verify(issuer.sign(issuer.claims("kim").jwtID("8").build())).isPresent());
  }

  @Test
  @DisplayName("[OUT8] An address of keys that is none is refused by name")
  void addresses() {
    for (String bad : List.of("", "keys", "ftp://example.org/keys", "file:/etc/passwd", "https://", "https:///x", "a b")) {
      assertTrue(assertThrows(IllegalArgumentException.class, () -> IssuerSettings.of(bad, "i", "a")).getMessage()
          .startsWith("JWT_JWKS_URL"), bad);
    }
  }
}
