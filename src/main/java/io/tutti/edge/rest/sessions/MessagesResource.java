package io.tutti.edge.rest.sessions;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.edge.json.MessageJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.session.SessionMessages;
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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said in a session. One per request. */
@Path("v1/sessions/{id}/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

  private static final int USUAL_PAGE = 50;

  @Inject Readers readers;

  /** Rule REST37. */
  @GET
  public Response page(
      @PathParam("id") String id, @QueryParam("before") @Nullable String before, @QueryParam("limit") @Nullable String limit,
      @QueryParam("kind") @Nullable String kind, @QueryParam("q") @Nullable String text, @Context HttpHeaders headers) {
    SessionMessages messages = readers.readable(id, headers).messages();
    Messages.Query query = new Messages.Query(place(messages, before), size(limit), kind(kind), null, null, null,
        text == null || text.isBlank() ? null : words(text));
    Messages.Page page = messages.page(query);
    return Answer.of(generator -> {
      generator.writeStartObject().writeStartArray("messages");
      page.messages().forEach(message -> message(generator, message));
      generator.writeEnd().write("more", page.more()).writeEnd();
    }).build();
  }

  private static void message(JsonGenerator generator, Message message) {
    MessageJson.members(generator.writeStartObject(), message);
    generator.writeEnd();
  }

  static int size(@Nullable String limit) {
    return Math.min(RequestParameters.limit(limit, USUAL_PAGE), Messages.MAX_LIMIT);
  }

  static String words(String text) {
    if (text.length() > 200) {
      throw Problem.invalid("value_error", "q must have at most 200 characters", null, "query", "q");
    }
    return text;
  }

  private static Message.@Nullable Kind kind(@Nullable String word) {
    return word == null ? null : Message.Kind.of(word).orElseThrow(() ->
        Problem.invalid("value_error", "kind must be chat, comment or annotation", null, "query", "kind"));
  }

  /** A place of the log, or the message that stands there. */
  private static @Nullable Long place(SessionMessages messages, @Nullable String before) {
    if (before == null) {
      return null;
    }
    if (before.chars().allMatch(Character::isDigit)) {
      return RequestParameters.count("before", before);
    }
    if (!MessageId.isValid(before)) {
      throw Problem.invalid("value_error", "before must be a message's id or a place of the log", null, "query", "before");
    }
    return messages.find(new MessageId(before)).map(Message::seq)
        .orElseThrow(() -> Problem.notFound("There is no such message"));
  }

  /** Rule REST38. */
  @GET
  @Path("stats")
  public Statistics statistics(@PathParam("id") String id, @Context HttpHeaders headers) {
    Messages.Statistics statistics = readers.readable(id, headers).messages().statistics();
    Map<String, Long> byKind = new LinkedHashMap<>();
    for (Message.Kind kind : Message.Kind.values()) {
      byKind.put(kind.word(), statistics.posted().getOrDefault(kind, 0L));
    }
    return new Statistics(statistics.total(), byKind, statistics.deleted(), statistics.replies(), statistics.open(),
        statistics.authors(), time(statistics.firstAt()), time(statistics.lastAt()));
  }

  /** Rule REST38: how much was said. */
  public record Statistics(long total, Map<String, Long> byKind, long deleted, long replies, long open, long authors,
      @Nullable String firstAt, @Nullable String lastAt) {}

  private static @Nullable String time(@Nullable Long at) {
    return at == null ? null : Timestamps.iso(at);
  }
}
