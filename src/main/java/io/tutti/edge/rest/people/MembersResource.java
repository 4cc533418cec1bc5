package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Enrolment;
import io.tutti.access.Registration;
import io.tutti.access.Team;
import io.tutti.access.TeamDesk;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.UserId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in a team: list, take in, give a role, let go; as the LLM Session Manager answers. One per request. */
@Path("teams/{id}/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {

  private static final List<String> ROLES = List.of("member", "admin");

  @Inject Teams teams;
  @Inject Accounts accounts;
  @Inject TeamDesk desk;
  @Inject TeamCallers callers;
  @Inject LoginRates rates;

  @GET
  public Response list(
      @PathParam("id") String id, @QueryParam("limit") @Nullable String limit, @QueryParam("offset") @Nullable String offset,
      @Context HttpHeaders headers) {
    Team team = callers.team(id, callers.signedIn(headers));
    List<Map<String, @Nullable Object>> members =
        teams.members(id, RequestParameters.offset(offset), RequestParameters.limit(limit, RequestParameters.MAX_LIMIT)).stream().map(TeamAnswers::whole).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("team_id", team.id());
    answer.put("team_name", team.name().value());
    answer.put("members", members);
    answer.put("count", members.size());
    return Answer.of(answer);
  }

  /** Rules TEAM5, TEAM6. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:add")
  public Response add(@PathParam("id") String id, @Nullable InputStream in, @Context HttpHeaders headers,
      @Context HttpServletRequest request) {
    callers.ledTeam(id, callers.signedIn(headers));
    RequestBody body = RequestBody.required(in);
    body.requireTexts("email", "username");
    TeamRole role = TeamRole.of(body.word("role", ROLES)).orElseThrow();
    Registration person = new Registration(body.requiredText("email"), body.requiredText("username"), RandomIds.password(),
        body.text("full_name"), null);
    // A password is hashed, and an address is looked for: as at registering.
    rates.admit(request.getRemoteAddr());
    Enrolment enrolment =
        desk.enrol(new TeamDesk.Wish(id, person, role, RandomIds.account()), System.currentTimeMillis());
    return Answer.of(enrolled(enrolment));
  }

  private static Map<String, @Nullable Object> enrolled(Enrolment enrolment) {
    return enrolment.match(new Enrolment.Cases<>() {
      @Override
      public Map<String, @Nullable Object> enrolled(Enrolment.Enrolled enrolled) {
        Account account = enrolled.account();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", account.id().value());
        answer.put("email", account.email().value());
        answer.put("username", account.username().value());
        answer.put("role", account.role().word());
        answer.put("message", "Member added successfully"
            + enrolled.password().map(password -> ". Temporary password: " + password).orElse(""));
        enrolled.password().ifPresent(password -> answer.put("temporary_password", password));
        return answer;
      }

      @Override
      public Map<String, @Nullable Object> refused(Enrolment.Refused refused) {
        throw AccountAnswers.problem(refused.refusal());
      }

      @Override
      public Map<String, @Nullable Object> hindered(Enrolment.Hindered hindered) {
        TeamAnswers.require(hindered.by());
        throw new IllegalStateException("nothing hindered it");
      }
    });
  }

  /** Rule TEAM9. */
  @PATCH
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:role")
  public Response give(
      @PathParam("id") String id, @PathParam("user") String user, @Nullable InputStream in, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    RequestBody body = RequestBody.required(in);
    body.requiredText("role");
    TeamRole role = TeamRole.of(body.word("role", ROLES)).orElseThrow();
    UserId member = RequestParameters.user(user);
    TeamAnswers.require(teams.giveRole(id, member, role));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", member.value());
    answer.put("role", role.word());
    answer.put("message", "Role updated successfully");
    return Answer.of(answer);
  }

  /** Rule TEAM9: an admin lets anybody go, everybody themselves. */
  @DELETE
  @Path("{user}")
  @Audited("team:remove")
  public Response remove(@PathParam("id") String id, @PathParam("user") String user, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    UserId member = RequestParameters.user(user);
    if (member.equals(caller.identity().id())) {
      callers.team(id, caller);
    } else {
      callers.ledTeam(id, caller);
    }
    String email = accounts.find(member).map(account -> account.email().value()).orElse("");
    TeamAnswers.require(teams.dismiss(id, member));
    return Answer.message("User " + email + " removed from team");
  }
}
