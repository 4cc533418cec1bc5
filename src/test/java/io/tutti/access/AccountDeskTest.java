package io.tutti.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.contract.MemoryAccounts;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountDeskTest {

  private static final long NOW = 1_795_000_000_456L;
  private static final long NEXT_SECOND = 1_795_000_001_000L;
  private static final EmailAddress KIM = new EmailAddress("kim@example.com");

  private final MemoryAccounts accounts = new MemoryAccounts();
  private final List<Account> changed = new ArrayList<>();
  private final List<String> hashed = new ArrayList<>();
  private final List<String> compared = new ArrayList<>();
  /** What happens to the accounts while a password is compared, which takes long. */
  private Runnable meanwhile = () -> { };
  private final AccountDesk desk = new AccountDesk(accounts, new Slow(), new Stamps(), new Heard(), true);

  private final class Slow implements Passwords {
    @Override
    public String hash(String password) {
      hashed.add(password);
      return "#" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
      compared.add(password);
      meanwhile.run();
      return ("#" + password).equals(hash);
    }
  }

  private static final class Stamps implements TokenIssuer {
    @Override
    public Issued issue(UserId user, String name, String email, boolean anonymous) {
      throw new AssertionError("nobody without an account is given a token here");
    }

    @Override
    public Issued issue(Account account, long now) {
      return new Issued("token at " + Math.max(now, account.tokensValidAfter()),
          new Identity(account.id(), account.username().value(), null, false, now));
    }

    @Override
    public Issued renew(Identity identity) {
      throw new AssertionError("nothing is renewed here");
    }
  }

  private final class Heard implements Revocations {
    @Override
    public Optional<TokenRefusal> objection(Identity identity) {
      return Optional.empty();
    }

    @Override
    public boolean isAccount(UserId user) {
      return accounts.find(user).isPresent();
    }

    @Override
    public void end(Identity identity) {
      throw new AssertionError("no single token ends here");
    }

    @Override
    public void accountChanged(Account account) {
      assertEquals(Optional.of(account), accounts.find(account.id()), "it is told after it was stored");
      changed.add(account);
    }

    @Override
    public void listen(Consumer<Revocation> listener) {
      throw new AssertionError("nobody listens here");
    }
  }

  private static Registration wish(String email, String name) {
    return new Registration(email, name, "password-1", null, null);
  }

  private Admission register(String email, String name) {
    return desk.register(wish(email, name), new AccountDesk.FreshIds(new UserId("user_" + name), "team"), null, NOW);
  }

  private Account kim() {
    return ((Admission.Granted) register("kim@example.com", "kim")).account();
  }

  private static AccountRefusal why(Admission admission) {
    return ((Admission.Refused) admission).why();
  }

  @Test
  @DisplayName("[ACC1] Whoever registers gets a token at once, and the password is kept as its hash alone")
  void registers() {
    Admission.Granted granted = (Admission.Granted) register(" Kim@example.com ", "ｋｉｍ");
    assertEquals("token at " + NOW, granted.issued().token());
    assertEquals("kim", granted.account().username().value());
    assertEquals("Kim@example.com", granted.account().email().value());
    assertEquals("#password-1", granted.account().passwordHash());
    assertFalse((granted.account() + " " + wish("k@e.c", "k")).contains("password-1"));
    assertEquals(0, granted.account().tokensValidAfter());
  }

  @Test
  @DisplayName("[ACC5] A refused registration hashes no password")
  void refusalsAreCheap() {
    kim();
    hashed.clear();
    assertEquals(AccountRefusal.EMAIL_TAKEN, why(register("KIM@example.com", "lee")));
    assertEquals(AccountRefusal.USERNAME_TAKEN, why(register("lee@example.com", "Kim")));
    assertEquals(AccountRefusal.EMAIL_INVALID, why(register("lee", "lee")));
    assertEquals(List.of(), hashed);
    assertEquals(1, changed.size());
  }

  @Test
  @DisplayName("[ACC6] An anonymous user keeps its id; what it was known by before the next second has ended; a second time is refused")
  void upgrades() {
    Identity ada = new Identity(new UserId("anon_ada"), "Ada", null, true, NOW, new Credential("t", NOW));
    AccountDesk.FreshIds ids = new AccountDesk.FreshIds(new UserId("user_other"), "team");
    Admission.Granted granted = (Admission.Granted) desk.register(wish("ada@example.com", "ada"), ids, ada, NOW);
    assertEquals(ada.id(), granted.account().id());
    assertEquals(NEXT_SECOND, granted.account().tokensValidAfter());
    assertEquals("token at " + NEXT_SECOND, granted.issued().token());
    assertEquals(List.of(granted.account()), changed);
    assertEquals(AccountRefusal.UPGRADED_ALREADY, why(desk.register(wish("ada2@example.com", "ada2"), ids, ada, NOW)));
  }

  @Test
  @DisplayName("[ACC9] Every login compares exactly one password: right, wrong, of nobody, of a closed account")
  void oneComparison() {
    Account kim = kim();
    assertTrue(desk.login(KIM, "password-1", NOW) instanceof Admission.Granted);
    assertEquals(AccountRefusal.WRONG_LOGIN, why(desk.login(KIM, "wrong", NOW)));
    assertEquals(AccountRefusal.WRONG_LOGIN, why(desk.login(new EmailAddress("no@example.com"), "password-1", NOW)));
    accounts.deactivate(kim.id(), NOW);
    assertEquals(AccountRefusal.INACTIVE, why(desk.login(KIM, "password-1", NOW)));
    assertEquals(AccountRefusal.WRONG_LOGIN, why(desk.login(KIM, "wrong", NOW)));
    assertEquals(List.of("password-1", "wrong", "password-1", "password-1", "wrong"), compared);
  }

  @Test
  @DisplayName("[ACC8] A password that is changed, or an account that is closed, while it is compared does not let in")
  void changedMeanwhile() {
    Account kim = kim();
    meanwhile = () -> accounts.changePassword(kim.id(), "#password-1", "#password-2", NEXT_SECOND, null);
    assertEquals(AccountRefusal.WRONG_LOGIN, why(desk.login(KIM, "password-1", NOW)));
    meanwhile = () -> accounts.deactivate(kim.id(), NEXT_SECOND);
    assertEquals(AccountRefusal.WRONG_LOGIN, why(desk.login(KIM, "password-2", NOW)));
  }

  @Test
  @DisplayName("[ACC12] A new password ends what was issued before the next second, but the token that was shown")
  void changesPassword() {
    Account kim = kim();
    changed.clear();
    var wish = new AccountDesk.PasswordChange(kim, new Credential("shown", NOW), "password-1", "password-2");
    assertEquals(Optional.empty(), desk.changePassword(wish, NOW));
    assertEquals(NEXT_SECOND, changed.get(0).tokensValidAfter());
    assertEquals("shown", changed.get(0).keptToken());
    assertFalse(wish.toString().contains("password"));
    assertEquals("token at " + NEXT_SECOND, ((Admission.Granted) desk.login(KIM, "password-2", NOW)).issued().token());
    assertEquals(AccountRefusal.WRONG_PASSWORD, desk.changePassword(wish, NOW).orElseThrow().why());
  }

  @Test
  @DisplayName("[ACC12] Of two changes at the same moment one is refused")
  void twoChanges() {
    Account kim = kim();
    meanwhile = () -> accounts.changePassword(kim.id(), "#password-1", "#password-3", NEXT_SECOND, null);
    var wish = new AccountDesk.PasswordChange(kim, null, "password-1", "password-2");
    assertEquals(AccountRefusal.WRONG_PASSWORD, desk.changePassword(wish, NOW).orElseThrow().why());
    assertEquals("#password-3", accounts.find(kim.id()).orElseThrow().passwordHash());
  }

  @Test
  @DisplayName("[ACC13] Leaving wants the password, and is told to whoever keeps tokens in mind")
  void leaves() {
    Account kim = kim();
    changed.clear();
    assertEquals(AccountRefusal.WRONG_PASSWORD, desk.deactivate(kim, "wrong", NOW).orElseThrow().why());
    assertEquals(List.of(), changed);
    assertEquals(Optional.empty(), desk.deactivate(kim, "password-1", NOW));
    assertFalse(changed.get(0).active());
  }
}
