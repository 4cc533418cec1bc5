package io.tutti.edge.rest.sessions;

import io.tutti.access.Accounts;
import io.tutti.access.AddressBlocks;
import io.tutti.access.GuestNames;
import io.tutti.access.Identity;
import io.tutti.access.JoinRequest;
import io.tutti.access.JoinRequests;
import io.tutti.access.Role;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JoinRequestRates;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestBody;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.Notice;
import io.tutti.hub.SessionGate;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.Names;
import io.tutti.identity.PersonName;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asking to be let into a session, and answering that (rules REQ1–REQ8). One per request. */
@Path("v1/sessions/{id}/requests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class JoinRequestsResource {

  @Inject SessionGate gate;
  @Inject JoinRequests requests;
  @Inject AddressBlocks blocks;
  @Inject Callers callers;
  @Inject Readers readers;
  @Inject SessionCommands commands;
  @Inject JoinRequestRates rates;
  @Inject Accounts accounts;

  /** Rules REQ1–REQ4: the answer is the same whether there is such a session or not, and whether a host hears of it or not. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "request:ask", session = "id")
  public Response ask(@PathParam("id") String id, @Nullable InputStream in, @Context HttpHeaders headers,
      @Context HttpServletRequest request) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    RequestBody body = RequestBody.required(in);
    String name = name(body, caller);
    String message = message(body);
    rates.admit(request.getRemoteAddr());
    long now = System.currentTimeMillis();
    JoinRequest wanted = JoinRequest.of(RandomIds.request(), session, caller, name, message, now)
        .heard(isHeard(session, caller, request.getRemoteAddr(), now));
    JoinRequest kept = requests.ask(wanted).orElseThrow(() ->
        Problem.of(429, ErrorCode.RATE_LIMITED, "Too many people wait for an answer already; try again later"));
    if (kept.isHeard()) {
      gate.tellHosts(session, new Notice.AccessRequested(
          kept.id(), kept.user(), kept.name(), kept.anonymous(), kept.message(), kept.at()));
    }
    return Answer.of(generator -> whole(generator, kept)).status(202).build();
  }

  /** Who has signed in is called what the account is; of others the name is what they say (rules NAME4, NAME10). */
  private String name(RequestBody body, Identity caller) {
    String name = body.text("name");
    if (!caller.anonymous() || name == null) {
      return caller.name();
    }
    return PersonName.of(name).map(new GuestNames(accounts)::shown).orElseThrow(() ->
        body.wrong("name", "must have 1 to " + PersonName.MAX_LENGTH + " characters that can be seen, without control characters"));
  }

  private static @Nullable String message(RequestBody body) {
    String message = body.text("message");
    if (message == null || message.isBlank()) {
      return null;
    }
    String stripped = message.strip();
    if (stripped.length() > JoinRequest.MAX_MESSAGE_LENGTH
        || !Names.isPrintable(stripped.replaceAll("[\\r\\n\\t]", " "))) {
      throw body.wrong("message", "must have at most " + JoinRequest.MAX_MESSAGE_LENGTH + " printable characters");
    }
    return stripped;
  }

  /** Of those who are banned, and of guests from where none is let in, hosts do not hear. */
  private boolean isHeard(SessionId session, Identity caller, String address, long now) {
    return gate.isHeard(session, caller.id())
        && !(caller.anonymous() && blocks.covers(session, address, now));
  }

  /** Rule REQ5. */
  @GET
  public Response list(@PathParam("id") String id, @Context HttpHeaders headers) {
    readers.host(id, headers);
    long created = readers.look(id, headers, room -> room.state().description().createdAt());
    List<JoinRequest> waiting = requests.pending(
        RequestParameters.session(id), Math.max(created, System.currentTimeMillis() - JoinRequest.LIFETIME_MILLIS));
    return Answer.of(generator -> {
      generator.writeStartArray();
      waiting.forEach(request -> whole(generator, request));
      generator.writeEnd();
    }).build();
  }

  private static void whole(JsonGenerator generator, JoinRequest request) {
    Role role = request.role();
    generator
        .writeStartObject()
        .write("id", request.id())
        .write("session_id", request.session().value())
        .write("user_id", request.user().value())
        .write("name", request.name())
        .write("anonymous", request.anonymous());
    JsonText.member(generator, "message", request.message());
    generator.write("created_at", Timestamps.iso(request.at())).write("status", request.status().word());
    JsonText.member(generator, "role", role == null ? null : role.word());
    generator.writeEnd();
  }

  /** Rule REQ7: for whoever asked. */
  @GET
  @Path("{request}")
  public Response read(@PathParam("id") String id, @PathParam("request") String request, @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    JoinRequest found = requests.find(RequestParameters.session(id), request, System.currentTimeMillis())
        .filter(kept -> kept.user().equals(caller.id())).orElseThrow(JoinRequestsResource::none);
    return Answer.of(generator -> whole(generator, found)).build();
  }

  private static Problem none() {
    return Problem.notFound("There is no such request");
  }

  /** Rule REQ6. */
  @POST
  @Path("{request}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "request:answer", session = "id")
  public Response answer(@PathParam("id") String id, @PathParam("request") String request, @Nullable InputStream in,
      @Context HttpHeaders headers) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    Role granted = granted(RequestBody.required(in));
    JoinRequest found = requests.find(session, request, System.currentTimeMillis())
        .filter(kept -> kept.isHeard() && kept.status() == JoinRequest.Status.PENDING)
        .orElseThrow(JoinRequestsResource::none);
    if (granted != null) {
      commands.perform(session, host, new Command.ChangeRole(found.user(), granted));
    }
    JoinRequest answered = found.answered(granted);
    if (!requests.answer(answered)) {
      throw none();
    }
    return Answer.of(generator -> whole(generator, answered)).build();
  }

  private static @Nullable Role granted(RequestBody body) {
    if (!body.names("grant")) {
      throw Problem.missing("body", "grant");
    }
    return body.has("grant") ? Role.of(body.word("grant", List.of("editor", "viewer", "host"))).orElseThrow() : null;
  }
}
