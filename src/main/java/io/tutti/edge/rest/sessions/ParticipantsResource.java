package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.Seat;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Member;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who takes part in a session, and as what. One per request. */
@Path("v1/sessions/{id}/participants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ParticipantsResource {

  @Inject Callers callers;
  @Inject Readers readers;
  @Inject SessionCommands commands;

  /** Who takes part. Immutable. */
  private record Taking(SessionHub.Report report, Map<UserId, Role> roles) {
    static Taking of(Seat.Room room) {
      return new Taking(SessionHub.Report.of(room), Map.copyOf(room.state().roles()));
    }
  }

  /** Rule REST9: who is here, in order of arrival, then who is not but has a role. */
  @GET
  public Response list(@PathParam("id") String id, @Context HttpHeaders headers) {
    Taking taking = readers.look(id, headers, Taking::of);
    SessionHub.Report report = taking.report();
    return Answer.of(generator -> {
      generator.writeStartArray();
      Set<UserId> here = new HashSet<>();
      for (Member member : SessionJson.present(report)) {
        here.add(member.id());
        generator.writeStartObject();
        SessionJson.user(generator, report, member);
        generator.writeEnd();
      }
      Map<String, Role> absent = new TreeMap<>();
      taking.roles().forEach((user, role) -> {
        if (!here.contains(user)) {
          absent.put(user.value(), role);
        }
      });
      absent.forEach((user, role) -> absent(generator, user, role));
      generator.writeEnd();
    }).build();
  }

  private static void absent(JsonGenerator generator, String user, Role role) {
    generator
        .writeStartObject()
        .write("id", user)
        .writeNull("name")
        .writeNull("avatar")
        .writeNull("color")
        .write("role", role.word())
        .write("connections", 0)
        .write("status", "away")
        .writeEnd();
  }

  /** Rule REST10. */
  @PUT
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "participant:role", session = "id", byCommand = true)
  public MemberAnswers.RoleGiven give(@PathParam("id") String id, @PathParam("user") String user,
      JsonBody<MemberBodies.GivenRole> body, @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    Role role = Role.of(body.required().role()).orElseThrow();
    UserId participant = RequestParameters.user(user);
    long seq = commands.perform(session, caller, new Command.ChangeRole(participant, role));
    return MemberAnswers.RoleGiven.of(session, participant, role, seq);
  }

  /** Rules REST11, REST34. */
  @DELETE
  @Path("{user}")
  @Audited(value = "participant:kick", session = "id", byCommand = true)
  public MemberAnswers.Removal remove(
      @PathParam("id") String id, @PathParam("user") String user, @QueryParam("ban") @Nullable String ban,
      @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    UserId participant = RequestParameters.user(user);
    boolean banned = RequestParameters.flag("ban", ban);
    long seq = commands.perform(session, caller, banned ? new Command.Ban(participant, true) : new Command.Kick(participant));
    return new MemberAnswers.Removal(banned ? "banned" : "removed", session.value(), participant.value(), seq);
  }

  /** Rule REST35. */
  @POST
  @Path("{user}/transfer")
  @Audited(value = "participant:transfer", session = "id", byCommand = true)
  public MemberAnswers.RoleGiven transfer(
      @PathParam("id") String id, @PathParam("user") String user, @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    UserId heir = RequestParameters.user(user);
    long seq = commands.perform(session, caller, new Command.Transfer(heir));
    return MemberAnswers.RoleGiven.of(session, heir, Role.HOST, seq);
  }
}
