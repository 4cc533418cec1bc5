package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Admission;
import io.tutti.access.Identity;
import io.tutti.access.Team;
import io.tutti.access.TokenIssuer;
import io.tutti.edge.rest.http.Problem;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of accounts and tokens, and why something was not granted. Holds nothing. */
final class AccountAnswers {

  private AccountAnswers() {}

  /** An account as its owner sees it. {@code active} and {@code teamRequest} are left out where they are null (rule ACC14). */
  public record AccountUser(
      String id, String email, String username, @Nullable String fullName, @Nullable String teamId, String role,
      @JsonbProperty("is_active") @JsonbNillable(false) @Nullable Boolean active,
      @JsonbNillable(false) @Nullable RequestedTeam teamRequest) {

    static AccountUser of(Account account) {
      return new AccountUser(account.id().value(), account.email().value(), account.username().value(), account.fullName(),
          account.teamId(), account.role().word(), null, null);
    }

    /** The same, which says whether the account is active. */
    AccountUser standing(Account account) {
      return new AccountUser(id, email, username, fullName, teamId, role, account.active(), teamRequest);
    }

    /** The same, which says which team the account asks to be in, if any. */
    AccountUser asking(Optional<Team> team) {
      return new AccountUser(id, email, username, fullName, teamId, role, active,
          team.map(wanted -> new RequestedTeam(wanted.name().value(), "pending")).orElse(null));
    }
  }

  /** A team that an account asks to be in. */
  public record RequestedTeam(String teamName, String status) {}

  /** A token of an account, in the words of the LLM Session Manager. */
  public record AccountToken(String accessToken, String tokenType, AccountUser user) {

    static AccountToken of(String token, AccountUser user) {
      return new AccountToken(token, "bearer", user);
    }
  }

  /** Who a token is of, in the words of the native protocol. */
  public record Person(String userId, String username, @Nullable String email, @JsonbProperty("is_anonymous") boolean anonymous,
      String expiresAt) {

    static Person of(Identity identity) {
      return new Person(identity.id().value(), identity.name(), identity.email(), identity.anonymous(), seconds(identity));
    }
  }

  /** A token, and who it is of. */
  public record IssuedToken(String token, String userId, String username, @Nullable String email,
      @JsonbProperty("is_anonymous") boolean anonymous, String expiresAt) {

    static IssuedToken of(TokenIssuer.Issued issued) {
      Person person = Person.of(issued.identity());
      return new IssuedToken(
          issued.token(), person.userId(), person.username(), person.email(), person.anonymous(), person.expiresAt());
    }
  }

  /** The next token of the same person. */
  public record RenewedToken(String token, String expiresAt) {

    static RenewedToken of(TokenIssuer.Issued issued) {
      return new RenewedToken(issued.token(), seconds(issued.identity()));
    }
  }

  /** A good token, and who it is of. */
  public record VerifiedToken(boolean valid, String userId, String username, @Nullable String email,
      @JsonbProperty("is_anonymous") boolean anonymous, String expiresAt) {

    static VerifiedToken of(Identity identity) {
      Person person = Person.of(identity);
      return new VerifiedToken(true, person.userId(), person.username(), person.email(), person.anonymous(), person.expiresAt());
    }
  }

  /** A good token of an account. */
  public record VerifiedAccount(boolean valid, String userId, String username) {}

  /** Whose token has ended. */
  public record LoggedOut(String message, String username) {}

  private static String seconds(Identity identity) {
    return Instant.ofEpochSecond(identity.expiresAt() / 1_000).toString();
  }

  /** What was granted; a refusal becomes a problem. */
  static Admission.Granted granted(Admission admission) {
    return admission.match(new Admission.Cases<>() {
      @Override
      public Admission.Granted granted(Admission.Granted granted) {
        return granted;
      }

      @Override
      public Admission.Granted refused(Admission.Refused refused) {
        throw problem(refused);
      }
    });
  }

  /** What cannot be is 422 and named; what was sent is not repeated, it may be a password. */
  static Problem problem(Admission.Refused refused) {
    String message = refused.message();
    return switch (refused.why()) {
      case EMAIL_INVALID -> invalid("email", "email " + message);
      case USERNAME_INVALID -> invalid("username", "username " + message);
      case FULL_NAME_INVALID -> invalid("full_name", "full_name " + message);
      case TEAM_NAME_INVALID -> invalid("team_name", "team_name " + message);
      case PASSWORD_INVALID -> invalid("password", message);
      case EMAIL_TAKEN, USERNAME_TAKEN, UPGRADED_ALREADY, WRONG_PASSWORD -> Problem.badRequest(message);
      case WRONG_LOGIN -> Problem.unauthenticated(message);
      case TEAM_CLOSED, INACTIVE -> Problem.forbidden(message);
    };
  }

  private static Problem invalid(String member, String message) {
    return Problem.invalid("value_error", message, null, "body", member);
  }
}
