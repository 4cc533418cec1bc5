package io.tutti.edge.websocket.v1;

import io.tutti.conversation.Message;
import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentView;
import io.tutti.edge.json.DocumentJson;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MessageJson;
import io.tutti.edge.json.PresenceJson;
import io.tutti.edge.json.StateJson;
import io.tutti.edge.json.StorySnapshotJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.hub.Notice;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.presence.Sighting;
import io.tutti.session.Signal;
import io.tutti.state.StateView;
import io.tutti.story.Option;
import io.tutti.story.StoryView;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is told about documents, shared state, the conversation and who looks at what, in the native protocol's words, as frames.
 * Times are milliseconds since 1970. Thread-safe: holds nothing.
 */
final class FeatureWords {

  private static final ServerMessageEncoder ENCODER = new ServerMessageEncoder();

  private FeatureWords() {}

  static String frame(String type, @Nullable Long seq, long at, @Nullable String ref, Consumer<JsonGenerator> payload) {
    return ENCODER.encode(new ServerMessage(type, seq, at, payload, ServerMessage.NOTHING, ref));
  }

  /** Rule DOC6. The payload is rendered once for each view of the document, whoever opens it. */
  static String document(DocumentView view, LogPlace place, long at, @Nullable String ref) {
    String head = "{\"type\":\"doc:state\",\"seq\":" + place.seq() + ",\"timestamp\":\"" + Timestamps.iso(at)
        + "\",\"payload\":{\"logId\":" + JsonText.quoted(place.logId()) + (place.reset() ? ",\"reset\":true," : ",");
    String tail = ref == null ? "}" : ",\"ref\":" + JsonText.quoted(ref) + "}";
    // A join copies a state of megabytes once, a builder twice.
    return String.join("", head, DocumentJson.members(view), tail);
  }

  /** Where a session's log stands, and which it is; {@code reset}: whoever is told so has seen another one. */
  record LogPlace(long seq, String logId, boolean reset) {}

  static String documents(List<io.tutti.documents.DocumentSummary> documents, long seq, long at, @Nullable String ref) {
    return frame("doc:list", seq, at, ref, generator -> DocumentJson.list(generator, documents));
  }

  static String textAt(String document, long seq, String text, long at, @Nullable String ref) {
    return frame("doc:text", null, at, ref,
        generator -> generator.write("doc", document).write("seq", seq).write("text", text));
  }

  /** Rule DOC5: whatever was refused for an epoch that is over. */
  static String stale(Map<String, Object> details, long at, @Nullable String ref) {
    return frame("doc:stale", null, at, ref,
        generator -> details.forEach((name, value) -> JsonText.member(generator, name, value)));
  }

  /** Rule REQ4. */
  static String accessRequested(Notice.AccessRequested requested, long at) {
    return frame("access:requested", null, at, null, generator -> {
      generator
          .write("requestId", requested.requestId())
          .write("userId", requested.user().value())
          .write("name", requested.name())
          .write("anonymous", requested.anonymous());
      JsonText.member(generator, "message", requested.message());
      generator.write("createdAt", Timestamps.iso(requested.at()));
    });
  }

  static boolean isStale(ErrorCode code) {
    return code == ErrorCode.STALE_EPOCH;
  }

  static String state(StateView state, long seq, long at, @Nullable String ref) {
    return frame("state:full", seq, at, ref, generator -> StateJson.full(generator, state));
  }

  /** {@code options}: what the asker's character can do. */
  static String story(
      @Nullable StoryView view, List<Option> options, List<UserId> awaited, long seq, long at, @Nullable String ref) {
    return frame("story:state", seq, at, ref, generator -> {
      if (view == null) {
        generator.writeNull("story");
      } else {
        StorySnapshotJson.view(generator, view);
      }
      StorySnapshotJson.options(generator, options);
      generator.writeStartArray("awaited");
      awaited.forEach(user -> generator.write(user.value()));
      generator.writeEnd();
    });
  }

  /** Rule STO3: to the actor only. */
  static String storyFailed(ErrorCode code, String error, @Nullable Object action, long at, @Nullable String ref) {
    return frame("story:failed", null, at, ref, generator -> {
      JsonText.member(generator, "action", action);
      generator.write("error", error).write("code", code.word());
    });
  }

  static String page(Messages.Page page, Reading reading, long at, @Nullable String ref) {
    return frame("chat:page", null, at, ref, generator -> {
      generator.writeStartArray("messages");
      for (Message message : page.messages()) {
        generator.writeStartObject();
        MessageJson.members(generator, message);
        generator.writeEnd();
      }
      generator.writeEnd().write("more", page.more())
          .write("unread", reading.unread().count()).write("unreadTo", reading.unread().newest()).writeStartObject("read");
      reading.positions().forEach((user, seq) -> generator.write(user.value(), seq));
      generator.writeEnd();
    });
  }

  /** How far each has read, by place of the log, and how many messages the asker has not read. */
  record Reading(Map<UserId, Long> positions, Messages.Unread unread) {}

  static String mentioned(String messageId, long at) {
    return frame("chat:mentioned", null, at, null, generator -> generator.write("messageId", messageId));
  }

  static String sightings(
      List<Sighting> sightings, Function<UserId, String> nameOf, long at, @Nullable String ref) {
    return frame("presence:snapshot", null, at, ref, generator -> {
      generator.writeStartArray("users");
      sightings.forEach(sighting -> PresenceJson.sighting(generator, sighting, nameOf.apply(sighting.user())));
      generator.writeEnd();
    });
  }

  /** A signal as a frame; empty where this protocol has no word for it. */
  static Optional<String> signal(Signal signal, long at) {
    return signal.match(new SignalFrames(at));
  }

  private record SignalFrames(long at) implements Signal.Cases<Optional<String>> {

    @Override
    public Optional<String> appearance(Signal.Appearance signal) {
      return Optional.of(frame("presence:changed", null, at, null, generator -> PresenceJson.news(generator, signal)));
    }

    /** Native clients put together themselves what a person's connections show. */
    @Override
    public Optional<String> attention(Signal.Attention signal) {
      return Optional.empty();
    }

    @Override
    public Optional<String> read(Signal.Read signal) {
      return Optional.of(frame("chat:read", null, at, null,
          generator -> generator.write("userId", signal.user().value()).write("messageId", signal.messageId())));
    }

    @Override
    public Optional<String> direct(Signal.Direct signal) {
      String type = signal.purpose() == Signal.Direct.Purpose.CALL ? "rtc:signal" : "user:message";
      return Optional.of(frame(type, null, at, null, generator -> {
        generator
            .write("from", signal.from().value())
            .write("fromClient", signal.fromClient().value())
            .write("fromName", signal.fromName());
        JsonText.member(generator, signal.purpose() == Signal.Direct.Purpose.CALL ? "data" : "content", signal.data());
      }));
    }

    @Override
    public Optional<String> narrating(Signal.Narrating signal) {
      return Optional.of(frame("story:narrating", null, at, null, generator ->
          generator.write("turn", signal.turn()).write("from", signal.from()).write("text", signal.text())));
    }
  }
}
