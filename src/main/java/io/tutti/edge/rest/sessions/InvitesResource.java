package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Invites;
import io.tutti.access.Role;
import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Invitations to a session, for its hosts (rules INV1–INV8). One per request. */
@Path("v1/sessions/{id}/invites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitesResource {

  private static final long WEEK_SECONDS = 7 * 86_400;

  @Inject Invites invites;
  @Inject Readers readers;

  /** Rules INV1, INV2. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "invite:create", session = "id")
  @Answers(MemberAnswers.IssuedInvite.class)
  public Response issue(
      @PathParam("id") String id, JsonBody<MemberBodies.NewInvite> body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    MemberBodies.NewInvite asked = body.required();
    Role role = asked.role() == null ? Role.EDITOR : Role.of(asked.role()).orElseThrow();
    long seconds = asked.expiresIn() == null ? WEEK_SECONDS : asked.expiresIn();
    Integer maxUses = asked.maxUses();
    long now = System.currentTimeMillis();
    Invites.Issued issued = invites.issue(session, host.id(), new Invites.Terms(role, now + seconds * 1_000, maxUses), now)
        .orElseThrow(() -> Problem.of(409, ErrorCode.TOO_LARGE,
            "A session has at most " + Invites.MAX_PER_SESSION + " invitations; end some"));
    String url = SessionsResource.contextPath(uri) + "/trilogic?session=" + session + "&invite=" + issued.token();
    return Response.status(Response.Status.CREATED).entity(MemberAnswers.IssuedInvite.of(issued, url, now)).build();
  }

  /** Rule INV3: without their tokens, of which only digests are kept. */
  @GET
  public List<MemberAnswers.Invite> list(@PathParam("id") String id, @Context HttpHeaders headers) {
    readers.host(id, headers);
    long now = System.currentTimeMillis();
    return invites.list(RequestParameters.session(id)).stream().map(invite -> MemberAnswers.Invite.of(invite, now)).toList();
  }

  /** Rule INV6. */
  @DELETE
  @Path("{invite}")
  @Audited(value = "invite:revoke", session = "id")
  public MemberAnswers.RevokedInvite revoke(
      @PathParam("id") String id, @PathParam("invite") String invite, @Context HttpHeaders headers) {
    readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    if (!invites.revoke(session, invite)) {
      throw Problem.notFound("There is no such invitation");
    }
    return new MemberAnswers.RevokedInvite("revoked", session.value(), invite);
  }
}
