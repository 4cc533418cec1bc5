package io.tutti.edge.rest.people;

import io.tutti.access.AccountDesk;
import io.tutti.access.Accounts;
import io.tutti.access.Admission;
import io.tutti.access.EmailAddress;
import io.tutti.access.GuestNames;
import io.tutti.access.Identity;
import io.tutti.access.TokenIssuer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.rest.http.Unaudited;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens: get one, renew it, ask what it says. One per request. */
@Path("v1/auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

  @Inject TokenIssuer issuer;
  @Inject Callers callers;
  @Inject RestSettings settings;
  @Inject AccountDesk desk;
  @Inject Accounts accounts;
  @Inject LoginRates rates;
  @Inject RequestAudit audit;

  /** Rules REST19, REST20, NAME10: an anonymous person who shows its token keeps its id, and so may change its name. */
  @POST
  @Path("anonymous")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("login:anonymous")
  public AccountAnswers.IssuedToken anonymous(JsonBody<AccountRequests.AnonymousPerson> body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
    if (!settings.anonymous()) {
      throw Problem.forbidden("Anonymous access is off");
    }
    Optional<Identity> known = callers.named(headers).filter(Identity::anonymous);
    String wished = body.required().username();
    UserId user = known.map(Identity::id).orElseGet(RandomIds::anonymous);
    String name = wished == null || wished.isBlank()
        ? known.map(Identity::name).orElseGet(() -> name(user))
        : PersonName.of(wished).map(new GuestNames(accounts)::shown).orElseThrow(() ->
            Problem.wrong("username", "must have 1 to " + PersonName.MAX_LENGTH
                + " characters that can be seen, without control characters", wished));
    audit.cameIn(user);
    TokenIssuer.Issued issued = issuer.issue(user, name, null, true);
    return AccountAnswers.IssuedToken.of(issued);
  }

  private static String name(UserId user) {
    String id = user.value();
    return "User " + id.substring(Math.max(0, id.length() - 6));
  }

  /** Rule REST21: by e-mail address and password, as at {@link AccountResource}, in this protocol's words. */
  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("login")
  public AccountAnswers.IssuedToken login(JsonBody<AccountRequests.Login> body, @Context HttpServletRequest request) {
    AccountRequests.Login shown = body.required();
    String email = shown.email();
    String password = shown.password();
    if (email == null || email.isEmpty()) {
      throw Problem.badRequest("Email required");
    }
    EmailAddress address = EmailAddress.of(email).orElseThrow(() -> Problem.wrong("email", "is not a valid email address", email));
    rates.admit(request.getRemoteAddr(), address.key());
    Admission admission = desk.login(address, password == null ? "" : password, System.currentTimeMillis());
    Admission.Granted granted = AccountAnswers.granted(admission);
    audit.cameIn(granted.account().id());
    return AccountAnswers.IssuedToken.of(granted.issued());
  }

  /** Rule REST22. */
  @POST
  @Path("refresh")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("token:renew")
  public AccountAnswers.RenewedToken refresh(JsonBody<AccountRequests.Renewal> body) {
    String token = body.required().token();
    Identity identity = callers.renewing(token);
    audit.cameIn(identity.id());
    long now = System.currentTimeMillis();
    TokenIssuer.Issued issued = accounts.find(identity.id())
        .map(account -> issuer.issue(account, now)).orElseGet(() -> issuer.renew(identity));
    // What ended meanwhile must not live on in its successor.
    callers.renewing(token);
    return AccountAnswers.RenewedToken.of(issued);
  }

  /** Rule REST23: by GET, as the original's client asks, and by POST, as its server answers. */
  @GET
  @Path("verify")
  public AccountAnswers.VerifiedToken verify(@QueryParam("token") @Nullable String token, @Context HttpHeaders headers) {
    return AccountAnswers.VerifiedToken.of(callers.shown(token, headers));
  }

  @POST
  @Path("verify")
  @Unaudited("It only reads what a token says: one of the originals asks by POST")
  public AccountAnswers.VerifiedToken verifyPosted(@QueryParam("token") @Nullable String token, @Context HttpHeaders headers) {
    return verify(token, headers);
  }

  @GET
  @Path("me")
  public AccountAnswers.Person me(@QueryParam("token") @Nullable String token, @Context HttpHeaders headers) {
    return AccountAnswers.Person.of(callers.shown(token, headers));
  }
}
