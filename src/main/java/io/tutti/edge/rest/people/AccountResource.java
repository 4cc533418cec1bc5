package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.AccountDesk;
import io.tutti.access.Admission;
import io.tutti.access.EmailAddress;
import io.tutti.access.Identity;
import io.tutti.access.Registration;
import io.tutti.access.Revocations;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.access.TokenIssuer;
import io.tutti.edge.rest.http.AccountCallers;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RestSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts: get one, log in and out, change the password, leave; as the LLM Session Manager answers. One per request. */
@Path("auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

  @Inject AccountDesk desk;
  @Inject AccountCallers callers;
  @Inject TokenIssuer issuer;
  @Inject Revocations revocations;
  @Inject LoginRates rates;
  @Inject RequestAudit audit;
  @Inject Teams teams;
  @Inject RestSettings settings;

  /** Rules ACC1, ACC6. */
  @POST
  @Path("register")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("register")
  public Response register(@Nullable InputStream in, @Context HttpHeaders headers, @Context HttpServletRequest request) {
    if (!settings.registration()) {
      throw Problem.forbidden("Registration is closed");
    }
    RequestBody body = RequestBody.required(in);
    body.requireTexts("email", "username", "password");
    Registration wish = new Registration(body.requiredText("email"), body.requiredText("username"),
        body.requiredText("password"), body.text("full_name"), body.text("team_name"));
    Identity anonymous = anonymous(body.text("anonymous_token"), headers);
    rates.admit(request.getRemoteAddr());
    Admission admission = desk.register(
        wish, new AccountDesk.FreshIds(RandomIds.account(), RandomIds.team()), anonymous, System.currentTimeMillis());
    Admission.Granted granted = AccountAnswers.granted(admission);
    audit.cameIn(granted.account().id());
    Map<String, @Nullable Object> answer = withRequest(AccountAnswers.token(granted), granted.account());
    noteTeam(granted.account());
    return Response.fromResponse(Answer.of(answer)).status(Response.Status.CREATED).build();
  }

  /** Whoever registers may found a team, be taken into one, or ask to be. */
  private void noteTeam(Account account) {
    if (account.teamId() != null) {
      audit.also(account.role() == TeamRole.ADMIN ? "team:create" : "team:join");
    } else if (!teams.requestedBy(account.id()).isEmpty()) {
      audit.also("team:ask");
    }
  }

  /** Who becomes an account; null for somebody new. Of the bearer only an anonymous one is meant. */
  private @Nullable Identity anonymous(@Nullable String shown, HttpHeaders headers) {
    String bearer = AccountCallers.bearer(headers);
    String token = shown == null ? bearer : shown;
    if (token == null) {
      return null;
    }
    Identity identity = callers.judged(token);
    boolean isOurs = identity.anonymous() && RandomIds.isAnonymous(identity.id());
    if (shown != null && !isOurs) {
      throw Problem.badRequest("anonymous_token is not of an anonymous user");
    }
    return isOurs ? identity : null;
  }

  /** Rule ACC8. */
  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("login")
  public Response login(@Nullable InputStream in, @Context HttpServletRequest request) {
    RequestBody body = RequestBody.required(in);
    body.requireTexts("email", "password");
    EmailAddress email = EmailAddress.of(body.requiredText("email"))
        .orElseThrow(() -> body.wrong("email", "is not a valid email address"));
    rates.admit(request.getRemoteAddr(), email.key());
    Admission admission = desk.login(email, body.requiredText("password"), System.currentTimeMillis());
    Admission.Granted granted = AccountAnswers.granted(admission);
    audit.cameIn(granted.account().id());
    return Answer.of(withRequest(AccountAnswers.token(granted), granted.account()));
  }

  @GET
  @Path("me")
  public Response me(@Context HttpHeaders headers) {
    Account account = callers.account(callers.known(headers));
    Map<String, @Nullable Object> answer = AccountAnswers.user(account);
    answer.put("is_active", account.active());
    requested(answer, account);
    return Answer.of(answer);
  }

  /** The same answer, whose {@code user} says which team the account asks to be in. */
  private Map<String, @Nullable Object> withRequest(Map<String, @Nullable Object> answer, Account account) {
    Map<String, @Nullable Object> user = AccountAnswers.user(account);
    requested(user, account);
    answer.put("user", user);
    return answer;
  }

  /** Rule ACC14: that an account asks to be in a team; nothing where it does not. */
  private void requested(Map<String, @Nullable Object> answer, Account account) {
    teams.requestedBy(account.id()).stream().findFirst().ifPresent(team -> {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("team_name", team.name().value());
      request.put("status", "pending");
      answer.put("team_request", request);
    });
  }

  @GET
  @Path("verify-token")
  public Response verifyToken(@Context HttpHeaders headers) {
    Account account = callers.account(callers.known(headers));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("valid", true);
    answer.put("user_id", account.id().value());
    answer.put("username", account.username().value());
    return Answer.of(answer);
  }

  /** Rule ACC11: the account's next token. */
  @POST
  @Path("refresh")
  @Audited("token:renew")
  public Response refresh(@Context HttpHeaders headers) {
    Identity identity = callers.known(headers);
    long now = System.currentTimeMillis();
    Account account = callers.account(identity);
    String token = issuer.issue(account, now).token();
    // What ended meanwhile must not live on in its successor.
    callers.known(headers);
    return Answer.of(withRequest(AccountAnswers.token(token, account), account));
  }

  /** Rule REV1: for whoever has a token, with or without an account. */
  @POST
  @Path("logout")
  @Audited("logout")
  public Response logout(@Context HttpHeaders headers) {
    Identity identity = callers.known(headers);
    revocations.end(identity);
    return Answer.of(Map.of("message", "Successfully logged out", "username", identity.name()));
  }

  /** Rule ACC12: the passwords in the body or, as the original wants it, in the query. */
  @POST
  @Path("change-password")
  @Audited("password:change")
  public Response changePassword(
      @QueryParam("current_password") @Nullable String current, @QueryParam("new_password") @Nullable String next,
      @Nullable InputStream in, @Context HttpHeaders headers, @Context HttpServletRequest request) {
    Identity identity = callers.known(headers);
    Account account = callers.account(identity);
    RequestBody body = RequestBody.optional(in);
    String from = given("current_password", current, body);
    String to = given("new_password", next, body);
    rates.admit(request.getRemoteAddr(), account.email().key());
    AccountDesk.PasswordChange wish = new AccountDesk.PasswordChange(account, identity.credential(), from, to);
    refuse(desk.changePassword(wish, System.currentTimeMillis()));
    return Answer.of(Map.of("message", "Password changed successfully"));
  }

  /** Rule ACC13. */
  @DELETE
  @Path("account")
  @Audited("account:deactivate")
  public Response deactivate(@QueryParam("password") @Nullable String password, @Nullable InputStream in,
      @Context HttpHeaders headers, @Context HttpServletRequest request) {
    Account account = callers.account(callers.known(headers));
    String given = given("password", password, RequestBody.optional(in));
    rates.admit(request.getRemoteAddr(), account.email().key());
    refuse(desk.deactivate(account, given, System.currentTimeMillis()));
    return Answer.of(Map.of("message", "Account deactivated successfully"));
  }

  private static String given(String name, @Nullable String asked, @Nullable RequestBody body) {
    String told = body == null ? null : body.text(name);
    if (told == null && asked == null) {
      throw Problem.missing(body == null ? "query" : "body", name);
    }
    return told == null ? String.valueOf(asked) : told;
  }

  /** Here the original answers 400 also to a password that cannot be. */
  private static void refuse(Optional<Admission.Refused> refusal) {
    if (refusal.isPresent()) {
      throw Problem.badRequest(refusal.get().message());
    }
  }
}
