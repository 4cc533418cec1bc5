package io.tutti.edge.rest.sessions;

import io.tutti.edge.json.EventJson;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.hub.SessionAccess;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionLog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log of a session. Events are told as over a connection, with {@code userId} beside the payload; by which client and under
 * which name (ref) they were wished stays between that client and the server. One per request.
 */
@Path("v1/sessions/{id}/events")
@RequestScoped
public class EventsResource {

  static final String LINES = "application/x-ndjson";
  /** The header that names the log in a stream. */
  static final String LOG_ID = "Log-Id";

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LOOKED_AT = 20_000;
  /** A page that has more ends, whatever its limit. */
  private static final int MAX_CHARACTERS = 1 << 20;

  @Inject Readers readers;

  /** Which entries are wanted; an empty set of types means all. */
  private record Wanted(SessionLog log, long from, long to, End end, Set<String> types) {
    boolean has(Entry entry) {
      return types.isEmpty() || types.contains(EventJson.type(entry.event()));
    }
  }

  /** Rule REST12: {@code next} is where the next page begins, null where there is none; a page of over 1 MiB is short. */
  @GET
  @LongAnswer
  @Produces(MediaType.APPLICATION_JSON + ";qs=1")
  public Response page(
      @PathParam("id") String id, @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to,
      @QueryParam("type") @Nullable String type, @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    int size = RequestParameters.limit(limit, DEFAULT_LIMIT);
    Wanted wanted = wanted(id, headers, from, to, type);
    List<String> found = new ArrayList<>();
    Position position = new Position();
    new LogReader(wanted.log()).forwards(wanted.from(), wanted.to(), entry -> {
      if (found.size() == size || position.lookedAt == MAX_LOOKED_AT || position.characters > MAX_CHARACTERS) {
        position.next = entry.seq();
        return false;
      }
      position.lookedAt++;
      if (wanted.has(entry)) {
        String line = line(entry);
        position.characters += line.length();
        found.add(line);
      }
      return true;
    });
    return Response.ok(page(wanted, found, position.next), MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static byte[] page(Wanted wanted, List<String> found, long next) {
    String head = JsonText.write(generator -> generator
        .writeStartObject()
        .write("session_id", wanted.log().session().value())
        .write("log_id", wanted.end().logId())
        .write("current_seq", wanted.end().seq())
        .write("retained_after", wanted.log().retainedAfter())
        .writeEnd());
    return (head.substring(0, head.length() - 1) + ",\"events\":[" + String.join(",", found)
        + "],\"next\":" + (next > 0 ? String.valueOf(next) : "null") + "}").getBytes(StandardCharsets.UTF_8);
  }

  /** The same as a stream, one event a line, without an end but the log's. */
  @GET
  @LongAnswer
  @Produces(LINES + ";qs=0.5")
  public Response stream(
      @PathParam("id") String id, @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to,
      @QueryParam("type") @Nullable String type, @QueryParam("limit") @Nullable String limit, @Context HttpHeaders headers) {
    long most = RequestParameters.count("limit", limit);
    Wanted wanted = wanted(id, headers, from, to, type);
    LogReader log = new LogReader(wanted.log());
    StreamingOutput lines = out -> {
      Position position = new Position();
      log.<IOException>forwards(wanted.from(), wanted.to(), entry -> {
        if (wanted.has(entry)) {
          position.lookedAt++;
          out.write((line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return position.lookedAt < most;
      });
    };
    return Response.ok(lines, LINES).header(LOG_ID, wanted.end().logId()).build();
  }

  private Wanted wanted(
      String id, HttpHeaders headers, @Nullable String from, @Nullable String to, @Nullable String type) {
    long first = RequestParameters.number("from", from, 1);
    long last = RequestParameters.number("to", to, Long.MAX_VALUE);
    SessionAccess session = readers.readable(id, headers);
    End end = readers.look(session, room -> new End(room.state().seq(), room.state().description().log().id()));
    Set<String> types = type == null || type.isEmpty() ? Set.of() : new HashSet<>(List.of(type.split(",")));
    return new Wanted(session.log(), first, Math.min(last, end.seq()), end, types);
  }

  /** Where the log ends, and which log it is. */
  private record End(long seq, String logId) {}

  private static String line(Entry entry) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      event(generator, entry);
      generator.writeEnd();
    });
  }

  private static void event(JsonGenerator generator, Entry entry) {
    generator.write("type", EventJson.type(entry.event())).writeStartObject("payload");
    EventJson.payload(generator, entry.event());
    generator.writeEnd();
    if (entry.event() instanceof Event.ParametersChanged changed) {
      JsonText.member(generator, "computed", changed.computed());
    }
    generator.write("seq", entry.seq()).write("timestamp", Timestamps.iso(entry.at()));
    JsonText.member(generator, "userId", entry.user() == null ? null : entry.user().value());
  }

  /** How far the reading of one page has come. Confined to one call. */
  private static final class Position {
    private long lookedAt;
    private long characters;
    private long next;
  }
}
