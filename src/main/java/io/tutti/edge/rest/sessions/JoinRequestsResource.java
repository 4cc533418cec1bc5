package io.tutti.edge.rest.sessions;

import io.tutti.access.Accounts;
import io.tutti.access.AddressBlocks;
import io.tutti.access.GuestNames;
import io.tutti.access.Identity;
import io.tutti.access.JoinRequest;
import io.tutti.access.JoinRequests;
import io.tutti.access.Role;
import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JoinRequestRates;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
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
  @Answers(MemberAnswers.JoinRequestAnswer.class)
  public Response ask(@PathParam("id") String id, JsonBody<MemberBodies.NewJoinRequest> body, @Context HttpHeaders headers,
      @Context HttpServletRequest request) {
    Identity caller = callers.known(headers);
    SessionId session = RequestParameters.session(id);
    MemberBodies.NewJoinRequest asked = body.required();
    String name = name(asked.name(), caller);
    String message = message(asked.message());
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
    return Response.status(Response.Status.ACCEPTED).entity(MemberAnswers.JoinRequestAnswer.of(kept)).build();
  }

  /** Who has signed in is called what the account is; of others the name is what they say (rules NAME4, NAME10). */
  private String name(@Nullable String name, Identity caller) {
    if (!caller.anonymous() || name == null) {
      return caller.name();
    }
    return PersonName.of(name).map(new GuestNames(accounts)::shown).orElseThrow(() ->
        Problem.wrong("name", "must have 1 to " + PersonName.MAX_LENGTH
            + " characters that can be seen, without control characters", name));
  }

  private static @Nullable String message(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return null;
    }
    String stripped = message.strip();
    if (stripped.length() > JoinRequest.MAX_MESSAGE_LENGTH
        || !Names.isPrintable(stripped.replaceAll("[\\r\\n\\t]", " "))) {
      throw Problem.wrong("message", "must have at most " + JoinRequest.MAX_MESSAGE_LENGTH + " printable characters", message);
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
  public List<MemberAnswers.JoinRequestAnswer> list(@PathParam("id") String id, @Context HttpHeaders headers) {
    readers.host(id, headers);
    long created = readers.look(id, headers, room -> room.state().description().createdAt());
    return requests.pending(
            RequestParameters.session(id), Math.max(created, System.currentTimeMillis() - JoinRequest.LIFETIME_MILLIS))
        .stream().map(MemberAnswers.JoinRequestAnswer::of).toList();
  }

  /** Rule REQ7: for whoever asked. */
  @GET
  @Path("{request}")
  public MemberAnswers.JoinRequestAnswer read(
      @PathParam("id") String id, @PathParam("request") String request, @Context HttpHeaders headers) {
    Identity caller = callers.known(headers);
    JoinRequest found = requests.find(RequestParameters.session(id), request, System.currentTimeMillis())
        .filter(kept -> kept.user().equals(caller.id())).orElseThrow(JoinRequestsResource::none);
    return MemberAnswers.JoinRequestAnswer.of(found);
  }

  private static Problem none() {
    return Problem.notFound("There is no such request");
  }

  /** Rule REQ6. */
  @POST
  @Path("{request}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "request:answer", session = "id")
  public MemberAnswers.JoinRequestAnswer answer(@PathParam("id") String id, @PathParam("request") String request,
      JsonBody<MemberBodies.JoinAnswer> body, @Context HttpHeaders headers) {
    Identity host = readers.host(id, headers);
    SessionId session = RequestParameters.session(id);
    Role granted = granted(body);
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
    return MemberAnswers.JoinRequestAnswer.of(answered);
  }

  private static @Nullable Role granted(JsonBody<MemberBodies.JoinAnswer> body) {
    String grant = body.required().grant();
    if (!body.names("grant")) {
      throw Problem.missing("body", "grant");
    }
    return grant == null ? null : Role.of(grant).orElseThrow();
  }
}
