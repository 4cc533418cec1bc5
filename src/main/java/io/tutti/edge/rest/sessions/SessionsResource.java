package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.edge.json.SchemaJson;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.Paging;
import io.tutti.edge.rest.http.PatchMembers;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.Profile;
import io.tutti.session.SessionDescription;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions: make, list, read, delete. One per request. */
@Path("v1/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {

  /** Each listed session may have to be loaded from its log. */
  private static final int MAX_LISTED = 100;

  @Inject SessionGate gate;
  @Inject Callers callers;
  @Inject Authority authority;
  @Inject Readers readers;
  @Inject SessionCommands commands;
  @Inject SessionCreation creation;

  /** Rules REST5, REST6, REST50. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("session:create")
  public Response create(JsonBody<SessionRequest> body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Optional<Identity> caller = callers.admitted(headers);
    SessionRequest request = body.required();
    SessionDescription made = creation.make(request, request.toldStory(), caller);
    return Answer.of(generator -> {
      generator
          .writeStartObject()
          .write("session_id", made.id().value())
          .write("join_url", contextPath(uri) + "/trilogic?session=" + made.id());
      SessionJson.about(generator, made, Profile.of(made));
      SchemaJson.write(generator, "schema", made.schema());
      generator.writeEnd();
    }).build();
  }

  /** The path under which the WAR runs: empty, or begins with a slash. */
  public static String contextPath(UriInfo uri) {
    String base = uri.getBaseUri().getPath();
    return base.endsWith("/api/") ? base.substring(0, base.length() - "/api/".length()) : "";
  }

  /** Rule REST7. */
  @GET
  public Response list(
      @QueryParam("q") @Nullable String text, @QueryParam("status") @Nullable String status,
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers, @Context UriInfo uri) {
    int size = Math.min(RequestParameters.limit(limit, MAX_LISTED), MAX_LISTED);
    SessionList.Page page = new SessionList(gate, readers.caller(headers), new SessionList.Wanted(
        text == null || text.isBlank() ? null : text.strip(), status)).page(cursor, size);
    Response.ResponseBuilder answer = Answer.of(generator -> {
      generator.writeStartArray();
      page.sessions().forEach(report -> {
        generator.writeStartObject();
        SessionJson.summary(generator, report);
        generator.writeEnd();
      });
      generator.writeEnd();
    });
    return Paging.link(answer, uri, size, page.next()).build();
  }

  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id, @Context HttpHeaders headers) {
    SessionHub.Report report = readers.look(id, headers, SessionHub.Report::of);
    return Answer.of(generator -> {
      generator.writeStartObject();
      SessionJson.whole(generator, report);
      generator.writeEnd();
    }).build();
  }

  /** Rule REST36. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "session:update", session = "id", byCommand = true)
  public Response change(@PathParam("id") String id, JsonBody<PatchMembers> body, @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    var changes = ProfileRequest.of(body.required());
    commands.perform(RequestParameters.session(id), caller, new Command.ChangeProfile(changes));
    return read(id, headers);
  }

  /** Rule REST14. */
  @DELETE
  @Path("{id}")
  @Audited(value = "session:delete", session = "id")
  public Deletion delete(@PathParam("id") String id, @Context HttpHeaders headers) {
    SessionId session = RequestParameters.session(id);
    if (!deleted(authority.deletable(session, headers).orElseThrow(Problem::noSession))) {
      throw Problem.noSession();
    }
    return Deletion.of(session);
  }

  private static boolean deleted(SessionAccess session) {
    try {
      return session.delete();
    } catch (IllegalStateException e) {
      throw Problem.unavailable("The session is too busy to be deleted; try again");
    }
  }

  /** What was deleted. */
  public record Deletion(String status, String sessionId) {

    static Deletion of(SessionId session) {
      return new Deletion("deleted", session.value());
    }
  }
}
