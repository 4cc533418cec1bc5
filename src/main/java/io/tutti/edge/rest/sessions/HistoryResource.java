package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.Purpose;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.parameters.Write;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Member;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The changes of a session's parameters, as Trivector's clients read them. One per request. */
@Path("v1/history")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

  /** As many changes as the original kept. */
  static final int MAX_CHANGES = 1_000;

  @Inject SessionGate gate;
  @Inject Authority authority;
  @Inject Readers readers;

  /** Rule REST17: sessions with a connection. */
  @GET
  @Path("active")
  public Response active(@Context HttpHeaders headers) {
    List<SessionId> active = gate.active(readers.caller(headers), null).map(SessionAccess::id).toList();
    return Answer.of(generator -> {
      generator.writeStartArray();
      active.forEach(id -> generator.write(id.value()));
      generator.writeEnd();
    }).build();
  }

  /** Rule REST16: both ends are inclusive; a negative end is open; an unknown session has an empty history. */
  @GET
  @LongAnswer
  @Path("{id}")
  public Response changes(
      @PathParam("id") String id, @QueryParam("start_seq") @Nullable String start, @QueryParam("end_seq") @Nullable String end,
      @Context HttpHeaders headers) {
    SessionId session = RequestParameters.session(id);
    long from = RequestParameters.number("start_seq", start, 0);
    long to = RequestParameters.number("end_seq", end, -1);
    List<Entry> changes = readable(session, headers).map(access -> {
      long last = end(access);
      return new LogReader(access.log()).lastChanges(from, to < 0 ? last : Math.min(to, last), MAX_CHANGES);
    }).orElse(List.of());
    return Answer.of(generator -> {
      generator.writeStartObject().write("session_id", session.value()).writeStartArray("events");
      changes.forEach(entry -> change(generator, entry));
      generator.writeEnd().write("total_count", changes.size()).writeEnd();
    }).build();
  }

  /** Rule REST16: everything that is retained, written while it is read. */
  @GET
  @LongAnswer
  @Path("{id}/full")
  public Response everything(@PathParam("id") String id, @Context HttpHeaders headers) {
    SessionId session = RequestParameters.session(id);
    Optional<SessionAccess> readable = readable(session, headers);
    long last = readable.map(HistoryResource::end).orElse(0L);
    StreamingOutput body = out -> {
      AtomicLong count = new AtomicLong();
      out.write(("{\"session_id\":\"" + session + "\",\"events\":[").getBytes(StandardCharsets.UTF_8));
      if (readable.isPresent()) {
        new LogReader(readable.get().log()).<IOException>forwards(1, last, entry -> {
          if (entry.event() instanceof Event.ParametersChanged) {
            String separator = count.getAndIncrement() == 0 ? "" : ",";
            String text = JsonText.write(generator -> change(generator, entry));
            out.write((separator + text).getBytes(StandardCharsets.UTF_8));
          }
          return true;
        });
      }
      out.write(("],\"total_count\":" + count + "}").getBytes(StandardCharsets.UTF_8));
    };
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private Optional<SessionAccess> readable(SessionId session, HttpHeaders headers) {
    return gate.open(session, readers.caller(headers), Purpose.READ);
  }

  /** Where the log ends; 0 where the session has gone. */
  private static long end(SessionAccess access) {
    return access.look(room -> room.state().seq()).orElse(0L);
  }

  private static void change(JsonGenerator generator, Entry entry) {
    Event.ParametersChanged change = (Event.ParametersChanged) entry.event();
    generator.writeStartObject().write("seq", entry.seq()).write("user_id", change.user().value());
    JsonText.member(generator, "params", change.values());
    generator.write("timestamp", Timestamps.iso(entry.at())).writeEnd();
  }

  /** Rule REST18: users are those who are here. */
  @GET
  @LongAnswer
  @Path("{id}/metadata")
  public Response metadata(@PathParam("id") String id, @Context HttpHeaders headers) {
    SessionAccess access = readers.readable(id, headers);
    SessionHub.Report report = readers.look(access, SessionHub.Report::of);
    long updated = readers.look(access, room -> room.state().parameters().lastWrites().values().stream().mapToLong(Write::at).max()
        .orElse(room.state().description().createdAt()));
    long seq = report.view().seq();
    int count = new LogReader(access.log()).lastChanges(1, seq, MAX_CHANGES).size();
    List<Member> users = SessionJson.present(report);
    return Answer.of(generator -> {
      generator.writeStartObject().write("session_id", access.id().value()).writeStartObject("state");
      SessionJson.parameters(generator, report.view());
      generator.write("seq", seq).write("updated_at", Timestamps.iso(updated)).writeEnd();
      SessionJson.users(generator, report, users);
      generator.write("user_count", users.size()).write("history_count", count).write("seq", seq).writeEnd();
    }).build();
  }

  /** Rule REST15: the past goes, the session stays; an unknown session has no past. */
  @DELETE
  @Path("{id}")
  @Audited(value = "history:delete", session = "id")
  public SessionsResource.Deletion forget(@PathParam("id") String id, @Context HttpHeaders headers) {
    SessionId session = RequestParameters.session(id);
    authority.deletable(session, headers).ifPresent(HistoryResource::forget);
    return SessionsResource.Deletion.of(session);
  }

  private static void forget(SessionAccess access) {
    try {
      access.forget();
    } catch (IllegalStateException e) {
      throw Problem.unavailable("The session is too busy to delete its history; try again");
    }
  }
}
