package io.tutti.edge.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Credential;
import io.tutti.access.EmailAddress;
import io.tutti.access.Identity;
import io.tutti.access.Revocation;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.access.Username;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.identity.UserId;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveRevocationsTest {

  private static final long SECOND = 1_000;
  private static final Optional<TokenRefusal> NOTHING = Optional.empty();
  private static final Optional<TokenRefusal> REVOKED = Optional.of(TokenRefusal.REVOKED);

  private final MemoryAccounts accounts = new MemoryAccounts();
  private final MemoryRevokedTokens stored = new MemoryRevokedTokens();
  private final AtomicLong clock = new AtomicLong(100 * SECOND);
  private LiveRevocations revocations = start();
  private final List<Revocation> told = new ArrayList<>();

  private LiveRevocations start() {
    return new LiveRevocations(accounts, stored, clock::get, 3, 10);
  }

  private static Identity somebody(String user, String token, long issuedAt) {
    return new Identity(new UserId(user), "Name", null, user.startsWith("anon_"), 200 * SECOND, new Credential(token, issuedAt));
  }

  private Account account(String user, long validAfter) {
    Accounts.Creation made = accounts.create(new Accounts.Draft(new UserId(user), new EmailAddress(user + "@example.com"),
        new Username(user), null, null, "t", true, "hash", 0, validAfter));
    return ((Accounts.Creation.Made) made).account();
  }

  @Test
  @DisplayName("[REV1] [REV4] An ended token is refused at once, after a restart, and is forgotten when it has expired")
  void ends() {
    revocations.listen(told::add);
    Identity kim = somebody("user_kim", "a", 0);
    assertEquals(NOTHING, revocations.objection(kim));
    revocations.end(kim);
    assertEquals(REVOKED, revocations.objection(kim));
    assertEquals(NOTHING, revocations.objection(somebody("user_kim", "b", 0)));
    assertEquals(List.of(new Revocation.OfToken("a")), told);
    assertEquals(REVOKED, start().objection(kim));
    clock.set(200 * SECOND);
    revocations.tidy();
    assertFalse(stored.contains("a"));
    assertEquals(NOTHING, revocations.objection(kim));
  }

  @Test
  @DisplayName("[REV4] An anonymous token that was ended is remembered for as long as it could be exchanged")
  void endedAnonymous() {
    Identity ada = somebody("anon_ada", "a", 0);
    revocations.end(ada);
    clock.set(200 * SECOND + TokenVerifier.LATE_RENEWAL_MILLIS - 1);
    revocations.tidy();
    assertEquals(REVOKED, revocations.objection(ada));
    assertEquals(REVOKED, start().objection(ada));
    clock.set(200 * SECOND + TokenVerifier.LATE_RENEWAL_MILLIS);
    revocations.tidy();
    assertFalse(stored.contains("a"));
  }

  @Test
  @DisplayName("[REV3] Tokens issued before a new password have ended, later ones and the shown one not")
  void passwords() {
    Account kim = account("user_kim", 0);
    revocations.accountChanged(kim);
    revocations.listen(told::add);
    Identity old = somebody("user_kim", "old", 100 * SECOND);
    Identity shown = somebody("user_kim", "shown", 90 * SECOND);
    assertEquals(NOTHING, revocations.objection(old));
    revocations.accountChanged(accounts.changePassword(kim.id(), "hash", "new", 101 * SECOND, "shown").orElseThrow());
    assertEquals(REVOKED, revocations.objection(old));
    assertEquals(NOTHING, revocations.objection(shown));
    assertEquals(NOTHING, revocations.objection(somebody("user_kim", "next", 101 * SECOND)));
    assertEquals(REVOKED, start().objection(old));
    assertEquals(1, told.size());
    assertTrue(told.get(0).ends(old));
    assertFalse(told.get(0).ends(shown));
    assertFalse(told.get(0).ends(somebody("user_lee", "old", 0)));
    assertFalse(told.get(0).ends(new Identity(kim.id(), "Guest", null, false, 0)));
  }

  @Test
  @DisplayName("[REV3] All tokens of a deactivated account have ended, whenever they were issued, and it is said why")
  void deactivation() {
    Account kim = account("user_kim", 0);
    revocations.listen(told::add);
    Identity later = somebody("user_kim", "x", 199 * SECOND);
    assertEquals(NOTHING, revocations.objection(later));
    revocations.accountChanged(accounts.deactivate(kim.id(), 101 * SECOND).orElseThrow());
    assertEquals(Optional.of(TokenRefusal.INACTIVE), revocations.objection(later));
    assertTrue(told.get(0).ends(later));
    assertTrue(revocations.isAccount(kim.id()));
  }

  @Test
  @DisplayName("[ACC6] [TOK6] An anonymous id counts for who has signed in only once it is an account's, and then for nobody anonymous")
  void upgrades() {
    Identity anonymous = somebody("anon_ada", "a", 100 * SECOND);
    Identity signedIn = new Identity(anonymous.id(), "Ada", null, false, 0, new Credential("b", 102 * SECOND));
    assertEquals(NOTHING, revocations.objection(anonymous));
    assertEquals(Optional.of(TokenRefusal.INVALID), revocations.objection(signedIn));
    assertFalse(revocations.isAccount(anonymous.id()));
    revocations.listen(told::add);
    revocations.accountChanged(account("anon_ada", 101 * SECOND));
    assertEquals(REVOKED, revocations.objection(anonymous));
    assertEquals(REVOKED, revocations.objection(somebody("anon_ada", "later", 150 * SECOND)));
    assertEquals(NOTHING, revocations.objection(signedIn));
    assertTrue(told.get(0).ends(anonymous));
    assertTrue(revocations.isAccount(anonymous.id()));
  }

  @Test
  @DisplayName("[REV5] A thousand requests of somebody read the tables once, of an account as of nobody's")
  void memory() {
    account("user_kim", 0);
    int before = accounts.reads();
    for (int i = 0; i < 1_000; i++) {
      assertEquals(NOTHING, revocations.objection(somebody("user_kim", "a", 0)));
      assertEquals(NOTHING, revocations.objection(somebody("anon_ada", "b", 0)));
    }
    assertEquals(2, accounts.reads() - before);
    assertEquals(0, stored.questions());
  }

  @Test
  @DisplayName("[REV5] Where more tokens have ended than memory is given for, the tables are asked about the rest, until there is room")
  void overflow() {
    for (int i = 0; i < 5; i++) {
      revocations.end(somebody("anon_" + i, "t" + i, 0));
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(REVOKED, revocations.objection(somebody("anon_" + i, "t" + i, 0)));
      assertEquals(REVOKED, start().objection(somebody("anon_" + i, "t" + i, 0)));
    }
    assertEquals(NOTHING, revocations.objection(somebody("anon_9", "t9", 0)));
    assertTrue(stored.questions() > 0);
    clock.set(200 * SECOND + TokenVerifier.LATE_RENEWAL_MILLIS);
    revocations.tidy();
    int before = stored.questions();
    assertEquals(NOTHING, revocations.objection(somebody("anon_9", "t9", 0)));
    assertEquals(before, stored.questions());
  }

  @Test
  @DisplayName("[REV5] Somebody who was not asked for lately is read anew")
  void forgets() {
    account("user_kim", 0);
    for (int i = 0; i < 100; i++) {
      revocations.objection(somebody("anon_" + i, "t", 0));
    }
    accounts.deactivate(new UserId("user_kim"), 0);
    assertEquals(Optional.of(TokenRefusal.INACTIVE), revocations.objection(somebody("user_kim", "t", 0)));
  }

  @Test
  @DisplayName("[REV3] [REV5] What is read of an account while it is deactivated does not stand against that")
  void changedMeanwhile() {
    Account kim = account("user_kim", 0);
    List<Runnable> once = new ArrayList<>();
    Accounts slow = (Accounts) Proxy.newProxyInstance(Accounts.class.getClassLoader(), new Class<?>[] {Accounts.class},
        (proxy, method, arguments) -> {
          Object found = method.invoke(accounts, arguments);
          List.copyOf(once).forEach(change -> {
            once.remove(change);
            change.run();
          });
          return found;
        });
    LiveRevocations racing = new LiveRevocations(slow, stored, clock::get, 3, 10);
    once.add(() -> racing.accountChanged(accounts.deactivate(kim.id(), 0).orElseThrow()));
    assertEquals(Optional.of(TokenRefusal.INACTIVE), racing.objection(somebody("user_kim", "t", 0)));
  }
}
