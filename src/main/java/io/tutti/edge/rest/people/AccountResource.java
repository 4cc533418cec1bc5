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
import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Confirmation;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
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
  @Answers(AccountAnswers.AccountToken.class)
  public Response register(JsonBody<AccountRequests.Registering> body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
    if (!settings.registration()) {
      throw Problem.forbidden("Registration is closed");
    }
    AccountRequests.Registering asked = body.required();
    Registration registration =
        new Registration(asked.email(), asked.username(), asked.password(), asked.fullName(), asked.teamName());
    Identity anonymous = anonymous(asked.anonymousToken(), headers);
    rates.admit(request.getRemoteAddr());
    Admission admission = desk.register(
        registration, new AccountDesk.FreshIds(RandomIds.account(), RandomIds.team()), anonymous, System.currentTimeMillis());
    Admission.Granted granted = AccountAnswers.granted(admission);
    audit.cameIn(granted.account().id());
    noteTeam(granted.account());
    return Response.status(Response.Status.CREATED).entity(token(granted.issued().token(), granted.account())).build();
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
  public AccountAnswers.AccountToken login(JsonBody<AccountRequests.Credentials> body, @Context HttpServletRequest request) {
    AccountRequests.Credentials shown = body.required();
    EmailAddress email = EmailAddress.of(shown.email())
        .orElseThrow(() -> Problem.wrong("email", "is not a valid email address", shown.email()));
    rates.admit(request.getRemoteAddr(), email.key());
    Admission admission = desk.login(email, shown.password(), System.currentTimeMillis());
    Admission.Granted granted = AccountAnswers.granted(admission);
    audit.cameIn(granted.account().id());
    return token(granted.issued().token(), granted.account());
  }

  @GET
  @Path("me")
  public AccountAnswers.AccountUser me(@Context HttpHeaders headers) {
    Account account = callers.account(callers.known(headers));
    return user(account).standing(account);
  }

  private AccountAnswers.AccountToken token(String token, Account account) {
    return AccountAnswers.AccountToken.of(token, user(account));
  }

  /** Rule ACC14: it says which team the account asks to be in. */
  private AccountAnswers.AccountUser user(Account account) {
    return AccountAnswers.AccountUser.of(account).asking(teams.requestedBy(account.id()).stream().findFirst());
  }

  @GET
  @Path("verify-token")
  public AccountAnswers.VerifiedAccount verifyToken(@Context HttpHeaders headers) {
    Account account = callers.account(callers.known(headers));
    return new AccountAnswers.VerifiedAccount(true, account.id().value(), account.username().value());
  }

  /** Rule ACC11: the account's next token. */
  @POST
  @Path("refresh")
  @Audited("token:renew")
  public AccountAnswers.AccountToken refresh(@Context HttpHeaders headers) {
    Identity identity = callers.known(headers);
    long now = System.currentTimeMillis();
    Account account = callers.account(identity);
    String token = issuer.issue(account, now).token();
    // What ended meanwhile must not live on in its successor.
    callers.known(headers);
    return token(token, account);
  }

  /** Rule REV1: for whoever has a token, with or without an account. */
  @POST
  @Path("logout")
  @Audited("logout")
  public AccountAnswers.LoggedOut logout(@Context HttpHeaders headers) {
    Identity identity = callers.known(headers);
    revocations.end(identity);
    return new AccountAnswers.LoggedOut("Successfully logged out", identity.name());
  }

  /** Rule ACC12: the passwords in the body or, as the original wants it, in the query. */
  @POST
  @Path("change-password")
  @Audited("password:change")
  public Confirmation changePassword(
      @QueryParam("current_password") @Nullable String current, @QueryParam("new_password") @Nullable String next,
      JsonBody<AccountRequests.PasswordChange> body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
    Identity identity = callers.known(headers);
    Account account = callers.account(identity);
    AccountRequests.PasswordChange told = body.optional();
    String from = given("current_password", current, told != null, told == null ? null : told.currentPassword());
    String to = given("new_password", next, told != null, told == null ? null : told.newPassword());
    rates.admit(request.getRemoteAddr(), account.email().key());
    AccountDesk.PasswordChange change = new AccountDesk.PasswordChange(account, identity.credential(), from, to);
    refuse(desk.changePassword(change, System.currentTimeMillis()));
    return new Confirmation("Password changed successfully");
  }

  /** Rule ACC13. */
  @DELETE
  @Path("account")
  @Audited("account:deactivate")
  public Confirmation deactivate(@QueryParam("password") @Nullable String password, JsonBody<AccountRequests.Deactivation> body,
      @Context HttpHeaders headers, @Context HttpServletRequest request) {
    Account account = callers.account(callers.known(headers));
    AccountRequests.Deactivation told = body.optional();
    String given = given("password", password, told != null, told == null ? null : told.password());
    rates.admit(request.getRemoteAddr(), account.email().key());
    refuse(desk.deactivate(account, given, System.currentTimeMillis()));
    return new Confirmation("Account deactivated successfully");
  }

  /** What the body tells, or else the query. */
  private static String given(String name, @Nullable String asked, boolean hasBody, @Nullable String told) {
    if (told == null && asked == null) {
      throw Problem.missing(hasBody ? "body" : "query", name);
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
