package io.tutti.edge.rest.people;

import io.tutti.access.Accounts;
import io.tutti.access.Enrolment;
import io.tutti.access.Registration;
import io.tutti.access.Team;
import io.tutti.access.TeamDesk;
import io.tutti.access.TeamRole;
import io.tutti.access.Teams;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Confirmation;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.RandomIds;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is in a team: list, take in, give a role, let go; as the LLM Session Manager answers. One per request. */
@Path("teams/{id}/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {

  @Inject Teams teams;
  @Inject Accounts accounts;
  @Inject TeamDesk desk;
  @Inject TeamCallers callers;
  @Inject LoginRates rates;

  @GET
  public TeamAnswers.MemberList list(
      @PathParam("id") String id, @QueryParam("limit") @Nullable String limit, @QueryParam("offset") @Nullable String offset,
      @Context HttpHeaders headers) {
    Team team = callers.team(id, callers.signedIn(headers));
    List<TeamAnswers.WholeMember> members =
        teams.members(id, RequestParameters.offset(offset), RequestParameters.limit(limit, RequestParameters.MAX_LIMIT)).stream()
            .map(TeamAnswers.WholeMember::of).toList();
    return new TeamAnswers.MemberList(team.id(), team.name().value(), members, members.size());
  }

  /** Rules TEAM5, TEAM6. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("team:add")
  public TeamAnswers.EnrolledMember add(@PathParam("id") String id, JsonBody<TeamBodies.NewMember> body, @Context HttpHeaders headers,
      @Context HttpServletRequest request) {
    callers.ledTeam(id, callers.signedIn(headers));
    TeamBodies.NewMember asked = body.required();
    TeamRole role = asked.role() == null ? TeamRole.MEMBER : TeamRole.of(asked.role()).orElseThrow();
    Registration person = new Registration(asked.email(), asked.username(), RandomIds.password(), asked.fullName(), null);
    // A password is hashed, and an address is looked for: as at registering.
    rates.admit(request.getRemoteAddr());
    Enrolment enrolment =
        desk.enrol(new TeamDesk.Wish(id, person, role, RandomIds.account()), System.currentTimeMillis());
    return enrolled(enrolment);
  }

  private static TeamAnswers.EnrolledMember enrolled(Enrolment enrolment) {
    return enrolment.match(new Enrolment.Cases<>() {
      @Override
      public TeamAnswers.EnrolledMember enrolled(Enrolment.Enrolled enrolled) {
        return TeamAnswers.EnrolledMember.of(enrolled.account(), enrolled.password().orElse(null));
      }

      @Override
      public TeamAnswers.EnrolledMember refused(Enrolment.Refused refused) {
        throw AccountAnswers.problem(refused.refusal());
      }

      @Override
      public TeamAnswers.EnrolledMember hindered(Enrolment.Hindered hindered) {
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
  public TeamAnswers.GivenTeamRole give(@PathParam("id") String id, @PathParam("user") String user,
      JsonBody<TeamBodies.MemberRole> body, @Context HttpHeaders headers) {
    callers.ledTeam(id, callers.signedIn(headers));
    TeamRole role = TeamRole.of(body.required().role()).orElseThrow();
    UserId member = RequestParameters.user(user);
    TeamAnswers.require(teams.giveRole(id, member, role));
    return new TeamAnswers.GivenTeamRole(member.value(), role.word(), "Role updated successfully");
  }

  /** Rule TEAM9: an admin lets anybody go, everybody themselves. */
  @DELETE
  @Path("{user}")
  @Audited("team:remove")
  public Confirmation remove(@PathParam("id") String id, @PathParam("user") String user, @Context HttpHeaders headers) {
    TeamCallers.TeamCaller caller = callers.signedIn(headers);
    UserId member = RequestParameters.user(user);
    if (member.equals(caller.identity().id())) {
      callers.team(id, caller);
    } else {
      callers.ledTeam(id, caller);
    }
    String email = accounts.find(member).map(account -> account.email().value()).orElse("");
    TeamAnswers.require(teams.dismiss(id, member));
    return new Confirmation("User " + email + " removed from team");
  }
}
