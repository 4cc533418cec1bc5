package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Invites;
import io.tutti.access.Role;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.ProfileField;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** Another link to a session, by which alone newcomers come in from then on (rule BAN6). One per request. */
@Path("v1/sessions/{id}/link")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LinkResource {

  private static final long YEAR_MILLIS = 366L * 86_400_000;

  @Inject Invites invites;
  @Inject Readers readers;
  @Inject SessionCommands commands;

  /** The old link is shut first: where something fails then, too few people come in and not too many. */
  @POST
  @Audited(value = "link:renew", session = "id")
  public MemberAnswers.NewLink renew(@PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    Role role = readers.look(id, headers, room -> room.state().profile().defaultRole());
    commands.perform(session, host, new Command.ChangeProfile(Map.of(ProfileField.ADMISSION, "members")));
    long now = System.currentTimeMillis();
    for (Invites.Invite invite : invites.list(session)) {
      if (invite.isGood(now)) {
        invites.revoke(session, invite.id());
      }
    }
    Invites.Issued issued = invites.issue(session, host.id(), new Invites.Terms(role, now + YEAR_MILLIS, null), now)
        .orElseThrow(() -> Problem.of(409, ErrorCode.TOO_LARGE, "The session has too many invitations"));
    return new MemberAnswers.NewLink(issued.token(),
        SessionsResource.contextPath(uri) + "/trilogic?session=" + session + "&invite=" + issued.token(), role.word(),
        Timestamps.iso(issued.invite().terms().expiresAt()));
  }
}
