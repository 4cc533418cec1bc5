package io.tutti.access;

import io.tutti.identity.LookAlikes;
import io.tutti.identity.UserId;
import java.util.Optional;

/**
 * Where admins have people in their teams (rules TEAM5, TEAM6). Who may ask is looked at before. Times are milliseconds since
 * 1970, read before the call. Thread-safe: holds nothing but its parts.
 */
public final class TeamDesk {

  private final Accounts accounts;
  private final Teams teams;
  private final Passwords passwords;
  private final Revocations revocations;

  public TeamDesk(Accounts accounts, Teams teams, Passwords passwords, Revocations revocations) {
    this.accounts = accounts;
    this.teams = teams;
    this.passwords = passwords;
    this.revocations = revocations;
  }

  /**
   * Whom to take into which team: {@code person.password()} is the first one of an account that is yet to be made, {@code freshId}
   * an id that nobody has.
   */
  public record Wish(String teamId, Registration person, TeamRole role, UserId freshId) {}

  /** Takes in whose e-mail address it is, where they are in no team; makes an account where nobody has it. */
  public Enrolment enrol(Wish wish, long now) {
    Optional<Admission.Refused> objection = wish.person().objection();
    if (objection.isPresent()) {
      return new Enrolment.Refused(objection.get());
    }
    EmailAddress email = new EmailAddress(LookAlikes.normal(wish.person().email()));
    Optional<Account> known = accounts.find(email);
    return known.isPresent() ? admitted(wish, known.get()) : made(wish, email, now);
  }

  private Enrolment admitted(Wish wish, Account account) {
    if (!account.active()) {
      return new Enrolment.Refused(Admission.refuse(AccountRefusal.INACTIVE, "Account is inactive"));
    }
    return taken(wish, account, Optional.empty());
  }

  private Enrolment made(Wish wish, EmailAddress email, long now) {
    Registration person = wish.person();
    Username username = new Username(LookAlikes.normal(person.username()));
    if (accounts.find(username).isPresent()) {
      return refused(Accounts.Obstacle.USERNAME_TAKEN);
    }
    Accounts.Creation creation = accounts.create(new Accounts.Draft(wish.freshId(), email, username, person.givenName(), null,
        wish.teamId(), false, passwords.hash(person.password()), now, 0));
    if (creation instanceof Accounts.Creation.Made made) {
      revocations.accountChanged(made.account());
      return taken(wish, made.account(), Optional.of(person.password()));
    }
    return refused(((Accounts.Creation.Hindered) creation).by());
  }

  private static Enrolment refused(Accounts.Obstacle obstacle) {
    return new Enrolment.Refused(AccountDesk.refused(obstacle));
  }

  private Enrolment taken(Wish wish, Account account, Optional<String> password) {
    Teams.Outcome outcome = teams.admit(wish.teamId(), account.id(), wish.role());
    return outcome == Teams.Outcome.DONE
        ? new Enrolment.Enrolled(accounts.find(account.id()).orElse(account), password) : new Enrolment.Hindered(outcome);
  }
}
