package io.tutti.access;

import io.tutti.identity.PersonName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody says who wants an account, as it was written. {@code fullName}, {@code teamName}: null for none. Immutable. */
public record Registration(
    String email, String username, String password, @Nullable String fullName, @Nullable String teamName) {

  /** What of it cannot be, if anything, in the order of its members. */
  Optional<Admission.Refused> objection() {
    if (EmailAddress.of(email).isEmpty()) {
      return refuse(AccountRefusal.EMAIL_INVALID, "is not a valid email address, or mixes letters that look alike");
    }
    if (Username.of(username).isEmpty()) {
      return refuse(AccountRefusal.USERNAME_INVALID, "must be 1 to 50 letters or digits of one script; . _ - may follow the first");
    }
    Optional<String> password = PasswordRule.objection(this.password);
    if (password.isPresent()) {
      return refuse(AccountRefusal.PASSWORD_INVALID, password.get());
    }
    if (fullName != null && !fullName.isBlank() && PersonName.of(fullName, Account.MAX_FULL_NAME_LENGTH).isEmpty()) {
      return refuse(AccountRefusal.FULL_NAME_INVALID, "must be at most 200 printable characters");
    }
    if (teamName != null && TeamName.of(teamName).isEmpty()) {
      return refuse(AccountRefusal.TEAM_NAME_INVALID, "must be 1 to 100 printable characters");
    }
    return Optional.empty();
  }

  private static Optional<Admission.Refused> refuse(AccountRefusal why, String message) {
    return Optional.of(Admission.refuse(why, message));
  }

  /** The full name, or null where it is none or blank. */
  @Nullable String givenName() {
    return fullName == null ? null : PersonName.of(fullName, Account.MAX_FULL_NAME_LENGTH).orElse(null);
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "Registration[" + username + "]";
  }
}
