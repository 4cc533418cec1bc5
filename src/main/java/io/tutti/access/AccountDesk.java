package io.tutti.access;

import io.tutti.identity.LookAlikes;
import io.tutti.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people get an account, log in, change their password and leave (rules ACC1–ACC14). Times are milliseconds since 1970, read
 * before the call. Thread-safe: holds nothing but its parts.
 */
public final class AccountDesk {

  private static final long SECOND = 1_000;

  private final Accounts accounts;
  private final Passwords passwords;
  private final TokenIssuer issuer;
  private final Revocations revocations;
  private final boolean openTeams;

  /** {@code openTeams}: whether whoever knows a team's name may join it, instead of asking its admins. */
  public AccountDesk(
      Accounts accounts, Passwords passwords, TokenIssuer issuer, Revocations revocations, boolean openTeams) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.issuer = issuer;
    this.revocations = revocations;
    this.openTeams = openTeams;
  }

  /** Ids that nobody has yet: of an account and of a team. */
  public record FreshIds(UserId account, String team) {}

  /**
   * Makes an account. {@code anonymous}: who the newcomer was until now and stays, by id; all their tokens end.
   * Whether a password is hashed depends on nothing but the answer, which tells as much.
   */
  public Admission register(Registration wish, FreshIds ids, @Nullable Identity anonymous, long now) {
    Optional<Admission.Refused> objection = wish.objection();
    if (objection.isPresent()) {
      return objection.get();
    }
    EmailAddress email = new EmailAddress(LookAlikes.normal(wish.email()));
    Username username = new Username(LookAlikes.normal(wish.username()));
    if (accounts.find(email).isPresent()) {
      return refused(Accounts.Obstacle.EMAIL_TAKEN);
    }
    if (accounts.find(username).isPresent()) {
      return refused(Accounts.Obstacle.USERNAME_TAKEN);
    }
    UserId id = anonymous == null ? ids.account() : anonymous.id();
    TeamName team = wish.teamName() == null ? null : TeamName.of(wish.teamName()).orElse(null);
    Accounts.Creation creation = accounts.create(new Accounts.Draft(id, email, username, wish.givenName(), team, ids.team(),
        openTeams, passwords.hash(wish.password()), now, anonymous == null ? 0 : nextSecond(now)));
    if (creation instanceof Accounts.Creation.Made made) {
      revocations.accountChanged(made.account());
      return granted(made.account(), now);
    }
    return refused(((Accounts.Creation.Hindered) creation).by());
  }

  static Admission.Refused refused(Accounts.Obstacle obstacle) {
    return switch (obstacle) {
      case EMAIL_TAKEN -> Admission.refuse(AccountRefusal.EMAIL_TAKEN, "Email already registered");
      case USERNAME_TAKEN -> Admission.refuse(AccountRefusal.USERNAME_TAKEN, "Username already taken");
      case ID_TAKEN -> Admission.refuse(AccountRefusal.UPGRADED_ALREADY, "This anonymous user has an account already");
      case TEAM_CLOSED -> Admission.refuse(AccountRefusal.TEAM_CLOSED, "Too many people ask to be in that team already; try again later, or without a team");
    };
  }

  /** Logs in. Exactly one password is compared, whether there is such an account or not (rule ACC9). */
  public Admission login(EmailAddress email, String password, long now) {
    Optional<Account> found = accounts.find(email);
    boolean right = passwords.matches(password, found.map(Account::passwordHash).orElse(null));
    if (!right || found.isEmpty()) {
      return Admission.refuse(AccountRefusal.WRONG_LOGIN, "Incorrect email or password");
    }
    Account account = found.get();
    if (!account.active()) {
      return Admission.refuse(AccountRefusal.INACTIVE, "Account is inactive");
    }
    // The password may have been changed, or the account closed, while the given one was compared.
    return accounts.recordLogin(account.id(), account.passwordHash(), now)
        .map(known -> granted(known, now))
        .orElseGet(() -> Admission.refuse(AccountRefusal.WRONG_LOGIN, "Incorrect email or password"));
  }

  /** A wish to change a password: by whom, shown by which token, from what to what. */
  public record PasswordChange(Account account, @Nullable Credential shown, String current, String next) {

    /** Says nothing of the passwords. */
    @Override
    public String toString() {
      return "PasswordChange[" + account + "]";
    }
  }

  /** Changes a password; all tokens of the account end but the one that was shown. What was wrong, or empty. */
  public Optional<Admission.Refused> changePassword(PasswordChange wish, long now) {
    Account account = wish.account();
    if (!passwords.matches(wish.current(), account.passwordHash())) {
      return Optional.of(Admission.refuse(AccountRefusal.WRONG_PASSWORD, "Incorrect current password"));
    }
    Optional<String> objection = PasswordRule.objection(wish.next());
    if (objection.isPresent()) {
      return Optional.of(Admission.refuse(AccountRefusal.PASSWORD_INVALID, objection.get()));
    }
    Credential shown = wish.shown();
    Optional<Account> changed = accounts.changePassword(account.id(), account.passwordHash(), passwords.hash(wish.next()),
        nextSecond(now), shown == null ? null : shown.tokenId());
    changed.ifPresent(revocations::accountChanged);
    return changed.isPresent() ? Optional.empty()
        : Optional.of(Admission.refuse(AccountRefusal.WRONG_PASSWORD, "Incorrect current password"));
  }

  /** Deactivates {@code account} and ends all its tokens; what was wrong, or empty. */
  public Optional<Admission.Refused> deactivate(Account account, String password, long now) {
    if (!passwords.matches(password, account.passwordHash())) {
      return Optional.of(Admission.refuse(AccountRefusal.WRONG_PASSWORD, "Incorrect password"));
    }
    accounts.deactivate(account.id(), nextSecond(now)).ifPresent(revocations::accountChanged);
    return Optional.empty();
  }

  private Admission granted(Account account, long now) {
    return new Admission.Granted(account, issuer.issue(account, now));
  }

  /** Tokens say when they were issued in whole seconds: those of the present one end too. */
  private static long nextSecond(long now) {
    return (Math.floorDiv(now, SECOND) + 1) * SECOND;
  }
}
