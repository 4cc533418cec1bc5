package io.tutti.edge.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.EmailAddress;
import io.tutti.access.Identity;
import io.tutti.access.Username;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens as the LLM Session Manager makes them")
class OriginalTokensTest {

  private static final long NOW = Instant.parse("2026-11-21T00:26:27Z").toEpochMilli();
  private static final String SECRET = "0123456789abcdef".repeat(4);

  private final MemoryAccounts accounts = new MemoryAccounts();
  private final LiveRevocations revocations = new LiveRevocations(accounts, new MemoryRevokedTokens(), () -> NOW);
  private final Tokens own = new Tokens(new TokenSettings(SECRET, "HS256", 86_400, null, null, true),
      Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
  private final TrustedTokens trusted = new TrustedTokens(List.of(own, new OriginalTokens(own, accounts)), revocations);

  @BeforeEach
  void signUp() {
    account("user_1", "alice");
    account("user_2", "bob");
  }

  private Account account(String id, String name) {
    return ((Accounts.Creation.Made) accounts.create(new Accounts.Draft(new UserId(id), new EmailAddress(name + "@example.com"),
        new Username(name), null, null, "t", true, "hash", NOW - 1_000, 0))).account();
  }

  /** Their claims: the name, the id, the end; no more. */
  private static JWTClaimsSet.Builder claims(String name, String id) {
    return new JWTClaimsSet.Builder().subject(name).claim("user_id", id).expirationTime(new Date(NOW + 1_800_000));
  }

  private static String signed(String secret, JWTClaimsSet claims) throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  private boolean isTrusted(JWTClaimsSet.Builder claims) throws Exception {
    return trusted.verify(signed(SECRET, claims.build())).isPresent();
  }

  @Test
  @DisplayName("[TOK13] One signed with our secret is its account's, found by the id or else by the name")
  void accepted() throws Exception {
    Identity alice = trusted.verify(signed(SECRET, claims("alice", "user_1").build())).orElseThrow();
    assertEquals(new UserId("user_1"), alice.id());
    assertEquals("alice", alice.name());
    assertEquals("alice@example.com", alice.email());
    assertFalse(alice.anonymous());
    assertEquals(NOW + 1_800_000, alice.expiresAt());
    String theirs = signed(SECRET, claims("Alice", "7d0c6a3e").build());
    assertEquals(new UserId("user_1"), trusted.verify(theirs).orElseThrow().id(), "an id of the other system");
  }

  @Test
  @DisplayName("[TOK13] Without an account, with an id of somebody of another name, or signed by others, it counts for nobody")
  void refused() throws Exception {
    assertFalse(isTrusted(claims("nobody", "user_9")));
    assertFalse(isTrusted(claims("alice", "user_2")), "the id is Bob's");
    assertFalse(isTrusted(claims("", "user_1")));
    assertFalse(isTrusted(claims("alice", "user_1").expirationTime(new Date(NOW))));
    assertFalse(isTrusted(claims("alice", "user_1").expirationTime(null)));
    assertFalse(isTrusted(claims("alice", "user_1").claim("username", "alice")), "ours have both ids alike");
    assertTrue(trusted.verify(signed("another secret".repeat(4), claims("alice", "user_1").build())).isEmpty());
  }

  @Test
  @DisplayName("[TOK13] It ends with the account's other tokens: which are older than a change of the password, it cannot say")
  void ended() throws Exception {
    assertTrue(isTrusted(claims("alice", "user_1")));
    revocations.accountChanged(accounts.changePassword(new UserId("user_1"), "hash", "new", NOW, null).orElseThrow());
    assertFalse(isTrusted(claims("alice", "user_1")));
    assertTrue(isTrusted(claims("alice", "user_1").issueTime(new Date(NOW))));
    revocations.accountChanged(accounts.deactivate(new UserId("user_2"), NOW).orElseThrow());
    assertFalse(isTrusted(claims("bob", "user_2").issueTime(new Date(NOW))));
  }
}
