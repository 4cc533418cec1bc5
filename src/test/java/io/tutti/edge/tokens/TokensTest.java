package io.tutti.edge.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tutti.access.Credential;
import io.tutti.access.Identity;
import io.tutti.access.TokenIssuer;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static final long NOW = Instant.parse("2026-11-21T00:26:27.565Z").toEpochMilli();
  private static final long SECOND = NOW / 1_000 * 1_000;
  private static final String SECRET = "0123456789abcdef".repeat(4);
  private static final TokenSettings SETTINGS = settings("HS256", null, null);

  private static TokenSettings settings(String algorithm, String issuer, String audience) {
    return new TokenSettings(SECRET, algorithm, 86_400, issuer, audience, true);
  }

  private static Tokens at(long millis, TokenSettings settings) {
    return new Tokens(settings, Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().subject("user_kim").claim("user_id", "user_kim").claim("username", "Kim")
        .claim("email", "kim@example.com").claim("is_anonymous", false)
        .issueTime(new Date(NOW)).expirationTime(new Date(NOW + 60_000));
  }

  private static String signed(String secret, JWSAlgorithm algorithm, JWTClaimsSet claims) throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  private static Optional<Identity> verify(JWTClaimsSet.Builder claims) throws Exception {
    return at(NOW, SETTINGS).verify(signed(SECRET, JWSAlgorithm.HS256, claims.build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  @DisplayName("[TOK1] A token says who, until when, and is taken back")
  void issues(String algorithm) throws Exception {
    Tokens tokens = at(NOW, settings(algorithm, "https://tutti", "tutti"));
    TokenIssuer.Issued issued = tokens.issue(new UserId("anon_1"), "Zoë", null, true);
    JWTClaimsSet claims = SignedJWT.parse(issued.token()).getJWTClaimsSet();
    assertEquals("anon_1", claims.getSubject());
    assertEquals("anon_1", claims.getStringClaim("user_id"));
    assertEquals("Zoë", claims.getStringClaim("username"));
    assertEquals(true, claims.getBooleanClaim("is_anonymous"));
    assertEquals(SECOND, claims.getIssueTime().getTime());
    assertEquals(SECOND + 86_400_000, claims.getExpirationTime().getTime());
    assertEquals("https://tutti", claims.getIssuer());
    assertEquals(List.of("tutti"), claims.getAudience());
    assertEquals(new Identity(new UserId("anon_1"), "Zoë", null, true, SECOND + 86_400_000,
        new Credential(claims.getJWTID(), SECOND)), issued.identity());
    assertEquals(Optional.of(issued.identity()), tokens.verify(issued.token()));
    assertNotEquals(issued.token(), tokens.renew(issued.identity()).token());
  }

  @Test
  @DisplayName("[TOK2] alg none, another HMAC and a key confusion are refused")
  void algorithms() throws Exception {
    Tokens tokens = at(NOW, SETTINGS);
    assertTrue(tokens.verify(signed(SECRET, JWSAlgorithm.HS256, claims().build())).isPresent());
    assertTrue(tokens.verify(new PlainJWT(claims().build()).serialize()).isEmpty());
    assertTrue(tokens.verify(signed(SECRET, JWSAlgorithm.HS512, claims().build())).isEmpty());
    String[] parts = signed(SECRET, JWSAlgorithm.HS256, claims().build()).split("\\.");
    for (String header : List.of("{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"RS256\"}", "{\"alg\":\"HS512\"}", "{}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}", "[]", "{\"alg\":\"HS256\",\"b64\":false}")) {
      String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
      assertTrue(tokens.verify(forged + "." + parts[1] + "." + parts[2]).isEmpty(), header);
      assertTrue(tokens.verify(forged + "." + parts[1] + ".").isEmpty(), header);
    }
  }

  @Test
  @DisplayName("[TOK3] A token that anybody else has signed or changed is refused")
  void forged() throws Exception {
    Tokens tokens = at(NOW, SETTINGS);
    assertTrue(tokens.verify(signed("x".repeat(64), JWSAlgorithm.HS256, claims().build())).isEmpty());
    String[] parts = signed(SECRET, JWSAlgorithm.HS256, claims().build()).split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("user_kim", "user_lee");
    String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    assertTrue(tokens.verify(parts[0] + "." + changed + "." + parts[2]).isEmpty());
    char last = parts[2].charAt(10);
    String flipped = parts[2].substring(0, 10) + (last == 'A' ? 'B' : 'A') + parts[2].substring(11);
    assertTrue(tokens.verify(parts[0] + "." + parts[1] + "." + flipped).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "a.b", "a.b.c", "..", "...", "anonymous", "a.b.c.d.e", "\u0000", "eyJhbGciOiJIUzI1NiJ9..x"})
  @DisplayName("[TOK3] What is no token is refused, not an error")
  void garbage(String token) {
    assertTrue(at(NOW, SETTINGS).verify(token).isEmpty());
  }

  @Test
  @DisplayName("[TOK3] A token that is too long or nested without end is refused unread")
  void bombs() throws Exception {
    assertTrue(verify(claims().claim("note", "x".repeat(10_000))).isEmpty());
    String header = Base64.getUrlEncoder().withoutPadding().encodeToString("[".repeat(5_000).getBytes(StandardCharsets.UTF_8));
    assertTrue(at(NOW, SETTINGS).verify(header + ".e30.x").isEmpty());
  }

  @Test
  @DisplayName("[TOK4] At its last millisecond a token is good, after it not; five seconds count at its beginning only")
  void times() throws Exception {
    String token = signed(SECRET, JWSAlgorithm.HS256, claims().expirationTime(new Date(SECOND + 60_000)).build());
    assertTrue(at(SECOND + 59_999, SETTINGS).verify(token).isPresent());
    assertTrue(at(SECOND + 60_000, SETTINGS).verify(token).isEmpty());
    assertTrue(verify(claims().notBeforeTime(new Date(SECOND + 5_000))).isPresent());
    assertTrue(verify(claims().notBeforeTime(new Date(SECOND + 6_000))).isEmpty());
    assertTrue(verify(claims().expirationTime(null)).isEmpty());
    assertTrue(verify(claims().claim("exp", "tomorrow")).isEmpty());
    assertTrue(verify(claims().claim("exp", Long.MAX_VALUE)).isEmpty());
  }

  @Test
  @DisplayName("[TOK4] A server whose clock is put back an hour takes the tokens of before, and those that follow them")
  void clockPutBack() {
    TokenIssuer.Issued before = at(NOW + 3_600_000, SETTINGS).issue(new UserId("anon_1"), "Ada", null, true);
    Tokens tokens = at(NOW, SETTINGS);
    assertEquals(Optional.of(before.identity()), tokens.verify(before.token()));
    assertTrue(tokens.verify(tokens.renew(before.identity()).token()).isPresent());
  }

  @Test
  @DisplayName("[REST22] An anonymous token can be exchanged for thirty days after its end, and used no more; any other cannot")
  void lateRenewal() throws Exception {
    long days = 86_400_000L;
    String anonymous = at(NOW, SETTINGS).issue(new UserId("anon_1"), "Ada", null, true).token();
    String account = at(NOW, SETTINGS).issue(new UserId("user_1"), "Kim", null, false).token();
    long end = SECOND + days;
    assertTrue(at(NOW, SETTINGS).judgeForRenewal(account).person().isPresent());
    assertTrue(at(end, SETTINGS).judgeForRenewal(account).person().isEmpty());
    assertTrue(at(end, SETTINGS).verify(anonymous).isEmpty());
    assertTrue(at(end + 30 * days - 1, SETTINGS).judgeForRenewal(anonymous).person().isPresent());
    assertTrue(at(end + 30 * days, SETTINGS).judgeForRenewal(anonymous).person().isEmpty());
    LiveRevocations revocations = new LiveRevocations(new MemoryAccounts(), new MemoryRevokedTokens(), () -> end + days);
    TrustedTokens trusted = new TrustedTokens(List.of(at(end + days, SETTINGS)), revocations);
    Identity ada = trusted.judgeForRenewal(anonymous).person().orElseThrow();
    assertTrue(trusted.verify(anonymous).isEmpty());
    revocations.end(ada);
    revocations.tidy();
    assertTrue(trusted.judgeForRenewal(anonymous).person().isEmpty(), "what was ended has no successor");
  }

  @Test
  @DisplayName("[TOK11] The end of a token is told two minutes before, or a tenth of its life where that is less")
  void notice() {
    assertEquals(120_000, at(NOW, SETTINGS).issue(new UserId("anon_1"), "Ada", null, true).identity().noticeMillis());
    Tokens brief = at(NOW, new TokenSettings(SECRET, "HS256", 60, null, null, true));
    assertEquals(6_000, brief.issue(new UserId("anon_1"), "Ada", null, true).identity().noticeMillis());
    assertEquals(120_000, new Identity(new UserId("a"), "A", null, false, NOW).noticeMillis());
  }

  @Test
  @DisplayName("[TOK5] Where an issuer or an audience is configured, a token must name it")
  void issuerAndAudience() throws Exception {
    Tokens tokens = at(NOW, settings("HS256", "https://tutti", "tutti"));
    JWTClaimsSet.Builder good = claims().issuer("https://tutti").audience(List.of("other", "tutti"));
    assertTrue(tokens.verify(signed(SECRET, JWSAlgorithm.HS256, good.build())).isPresent());
    for (UnaryOperator<JWTClaimsSet.Builder> change : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
        claims -> claims.issuer("https://evil"), claims -> claims.issuer(null),
        claims -> claims.audience("other"), claims -> claims.audience((String) null))) {
      JWTClaimsSet.Builder claims = claims().issuer("https://tutti").audience("tutti");
      assertTrue(tokens.verify(signed(SECRET, JWSAlgorithm.HS256, change.apply(claims).build())).isEmpty());
    }
  }

  static Stream<UnaryOperator<JWTClaimsSet.Builder>> badPeople() {
    return Stream.of(
        claims -> claims.claim("user_id", null).subject(null),
        claims -> claims.claim("user_id", "").subject(null),
        claims -> claims.claim("user_id", "user_lee"),
        claims -> claims.claim("user_id", 7),
        claims -> claims.claim("user_id", List.of("user_kim")),
        claims -> claims.claim("user_id", "a\u0000b").subject("a\u0000b"),
        claims -> claims.claim("user_id", "x".repeat(129)).subject("x".repeat(129)),
        claims -> claims.claim("username", null),
        claims -> claims.claim("username", " "),
        claims -> claims.claim("username", 7),
        claims -> claims.claim("username", "n".repeat(81)),
        claims -> claims.claim("username", "a\u0007b"),
        claims -> claims.claim("email", 7),
        claims -> claims.claim("is_anonymous", "yes"));
  }

  @ParameterizedTest
  @MethodSource("badPeople")
  @DisplayName("[TOK6] A token that names nobody, or nobody who can be, is refused")
  void badPerson(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    assertTrue(verify(claims()).isPresent());
    assertTrue(verify(change.apply(claims())).isEmpty());
  }

  @Test
  @DisplayName("[TOK6] sub names the person where user_id is missing; is_anonymous is false where it is")
  void minimal() throws Exception {
    Identity kim = verify(claims().claim("user_id", null).claim("email", null).claim("is_anonymous", null)).orElseThrow();
    assertEquals(new UserId("user_kim"), kim.id());
    assertFalse(kim.anonymous());
  }

  @Test
  @DisplayName("[TOK7] Where anonymous access is off, tokens of anonymous people do not count")
  void anonymousOff() {
    TokenSettings off = new TokenSettings(SECRET, "HS256", 60, null, null, false);
    String anonymous = at(NOW, SETTINGS).issue(new UserId("anon_1"), "Ada", null, true).token();
    String known = at(NOW, SETTINGS).issue(new UserId("user_1"), "Kim", null, false).token();
    assertTrue(at(NOW, off).verify(anonymous).isEmpty());
    assertTrue(at(NOW, off).verify(known).isPresent());
  }

  @Test
  @DisplayName("[TOK8] Several issuers are asked one after the other")
  void several() {
    Tokens own = at(NOW, SETTINGS);
    Tokens other = at(NOW, new TokenSettings("y".repeat(32), "HS256", 60, null, null, true));
    LiveRevocations nothing = new LiveRevocations(new MemoryAccounts(), new MemoryRevokedTokens(), () -> NOW);
    TrustedTokens trusted = new TrustedTokens(List.of(own, other), nothing);
    assertTrue(trusted.verify(own.issue(new UserId("a"), "A", null, false).token()).isPresent());
    assertTrue(trusted.verify(other.issue(new UserId("b"), "B", null, false).token()).isPresent());
    assertTrue(trusted.verify("neither").isEmpty());
    assertTrue(new TrustedTokens(List.of(own), nothing).verify(other.issue(new UserId("b"), "B", null, false).token()).isEmpty());
  }

  @Test
  @DisplayName("[TOK9] Settings that would make weak tokens stop the start, and never show the secret")
  void weakSettings() {
    assertThrows(IllegalArgumentException.class, () -> new TokenSettings("short", "HS256", 60, null, null, true));
    assertThrows(IllegalArgumentException.class, () -> new TokenSettings("x".repeat(47), "HS384", 60, null, null, true));
    assertThrows(IllegalArgumentException.class, () -> new TokenSettings("x".repeat(63), "HS512", 60, null, null, true));
    assertThrows(IllegalArgumentException.class, () -> new TokenSettings(SECRET, "none", 60, null, null, true));
    assertThrows(IllegalArgumentException.class, () -> new TokenSettings(SECRET, "HS256", 0, null, null, true));
    assertFalse(SETTINGS.toString().contains(SECRET));
  }
}
