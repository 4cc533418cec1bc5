package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Admission;
import io.tutti.edge.rest.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of accounts, and why something was not granted. Holds nothing. */
final class AccountAnswers {

  private AccountAnswers() {}

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

  /** {@code {access_token, token_type, user}}. */
  static Map<String, @Nullable Object> token(Admission.Granted granted) {
    return token(granted.issued().token(), granted.account());
  }

  static Map<String, @Nullable Object> token(String token, Account account) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token);
    answer.put("token_type", "bearer");
    answer.put("user", user(account));
    return answer;
  }

  static Map<String, @Nullable Object> user(Account account) {
    Map<String, @Nullable Object> user = new LinkedHashMap<>();
    user.put("id", account.id().value());
    user.put("email", account.email().value());
    user.put("username", account.username().value());
    user.put("full_name", account.fullName());
    user.put("team_id", account.teamId());
    user.put("role", account.role().word());
    return user;
  }
}
