package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.access.Invites;
import io.tutti.access.Role;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
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
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invitations to a session, for its hosts (rules INV1–INV8). One per request. */
@Path("v1/sessions/{id}/invites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitesResource {

  private static final long WEEK_SECONDS = 7 * 86_400;
  private static final long YEAR_SECONDS = 366 * 86_400;
  private static final int MAX_USES = 100_000;

  @Inject Invites invites;
  @Inject Readers readers;

  /** Rules INV1, INV2. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "invite:create", session = "id")
  public Response issue(
      @PathParam("id") String id, @Nullable InputStream in, @Context HttpHeaders headers, @Context UriInfo uri) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    RequestBody body = RequestBody.required(in);
    Role role = Role.of(body.word("role", List.of("editor", "viewer"))).orElseThrow();
    long seconds = body.integer("expiresIn", 1, YEAR_SECONDS, WEEK_SECONDS);
    Integer maxUses = body.has("maxUses") ? (int) body.integer("maxUses", 1, MAX_USES, 1) : null;
    long now = System.currentTimeMillis();
    Invites.Issued issued = invites.issue(session, host.id(), new Invites.Terms(role, now + seconds * 1_000, maxUses), now)
        .orElseThrow(() -> Problem.of(409, ErrorCode.TOO_LARGE,
            "A session has at most " + Invites.MAX_PER_SESSION + " invitations; end some"));
    return Answer.of(generator -> {
      generator
          .writeStartObject()
          .write("token", issued.token())
          .write("url", SessionsResource.contextPath(uri) + "/trilogic?session=" + session + "&invite=" + issued.token());
      members(generator, issued.invite(), now);
      generator.writeEnd();
    }).status(201).build();
  }

  private static void members(JsonGenerator generator, Invites.Invite invite, long now) {
    generator
        .write("id", invite.id())
        .write("role", invite.terms().role().word())
        .write("created_by", invite.createdBy().value())
        .write("created_at", Timestamps.iso(invite.createdAt()))
        .write("expires_at", Timestamps.iso(invite.terms().expiresAt()));
    Integer maxUses = invite.terms().maxUses();
    if (maxUses == null) {
      generator.writeNull("max_uses");
    } else {
      generator.write("max_uses", maxUses);
    }
    generator.write("uses", invite.uses()).write("revoked", invite.revoked()).write("good", invite.isGood(now));
  }

  /** Rule INV3: without their tokens, of which only digests are kept. */
  @GET
  public Response list(@PathParam("id") String id, @Context HttpHeaders headers) {
    readers.host(id, headers);
    long now = System.currentTimeMillis();
    List<Invites.Invite> all = invites.list(RequestParameters.session(id));
    return Answer.of(generator -> {
      generator.writeStartArray();
      for (Invites.Invite invite : all) {
        generator.writeStartObject();
        members(generator, invite, now);
        generator.writeEnd();
      }
      generator.writeEnd();
    }).build();
  }

  /** Rule INV6. */
  @DELETE
  @Path("{invite}")
  @Audited(value = "invite:revoke", session = "id")
  public Response revoke(@PathParam("id") String id, @PathParam("invite") String invite, @Context HttpHeaders headers) {
    readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    if (!invites.revoke(session, invite)) {
      throw Problem.notFound("There is no such invitation");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "revoked");
    answer.put("session_id", session.value());
    answer.put("invite_id", invite);
    return Answer.of(answer);
  }
}
