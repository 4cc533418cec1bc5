package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.json.JsonText;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Span;
import jakarta.json.stream.JsonGenerator;
import jakarta.websocket.Encoder;
import java.util.function.Consumer;

/** Writes what the server says. Thread-safe: holds nothing. */
public final class ServerMessageEncoder implements Encoder.Text<ServerMessage> {

  private static final ServerMessage.Cases<String> WRITERS = new Writers();

  @Override
  public String encode(ServerMessage message) {
    return text(message);
  }

  /** {@code message} as it goes onto the wire. */
  static String text(ServerMessage message) {
    return message.match(WRITERS);
  }

  private static final class Writers implements ServerMessage.Cases<String> {

    /** The members that all messages have, and more. */
    private static String frame(String type, ServerMessage message, Consumer<JsonGenerator> members) {
      return JsonText.write(generator -> {
        generator.writeStartObject().write("type", type).write("doc_id", message.document().value());
        members.accept(generator);
        generator.writeEnd();
      });
    }

    @Override
    public String helloAck(ServerMessage.HelloAck message) {
      return frame("hello_ack", message, generator -> generator.write("server_seq", message.serverSeq()));
    }

    @Override
    public String resync(ServerMessage.Resync message) {
      return frame("resync", message,
          generator -> generator.write("server_seq", message.serverSeq()).write("full_text", message.text()));
    }

    @Override
    public String opEcho(ServerMessage.OpEcho message) {
      return frame("op_echo", message, generator -> {
        generator
            .write("server_seq", message.serverSeq())
            .write("origin_client_id", message.client())
            .write("client_msg_id", message.messageId())
            .writeStartObject("op");
        message.op().match(insert -> insertion(generator, insert), delete -> deletion(generator, delete));
        generator.writeEnd();
      });
    }

    private static JsonGenerator insertion(JsonGenerator generator, Insert insert) {
      generator.write("type", "ins");
      id(generator, "parent_id", insert.after());
      id(generator, "id", insert.id());
      return generator.write("value", insert.text());
    }

    private static JsonGenerator deletion(JsonGenerator generator, Delete delete) {
      Span span = delete.spans().get(0);
      generator.write("type", "del");
      id(generator, "id", new ElementId(span.lamport(), span.replica()));
      return generator;
    }

    private static void id(JsonGenerator generator, String member, ElementId id) {
      generator.writeStartArray(member).write(id.lamport()).write(id.replica()).writeEnd();
    }

    @Override
    public String presenceSnapshot(ServerMessage.PresenceSnapshot message) {
      return frame("presence_snapshot", message, generator -> {
        generator.writeStartArray("users");
        message.people().forEach(person -> {
          generator.writeStartObject();
          person(generator, person);
          generator.writeEnd();
        });
        generator.writeEnd();
      });
    }

    private static void person(JsonGenerator generator, ServerMessage.Person person) {
      ids(generator, person.client(), person.user());
      String name = person.name();
      if (name != null) {
        generator.write("name", name);
      }
      person.appearance().members(generator);
    }

    private static void ids(JsonGenerator generator, ClientId client, UserId user) {
      generator.write("client_id", client.value()).write("user_id", user.value());
    }

    @Override
    public String presenceUpdate(ServerMessage.PresenceUpdate message) {
      return frame("presence_update", message, generator -> person(generator, message.person()));
    }

    @Override
    public String presenceGone(ServerMessage.PresenceGone message) {
      return frame("presence_update", message, generator -> {
        ids(generator, message.client(), message.user());
        JsonText.member(generator, "cursor", null);
        JsonText.member(generator, "selection", null);
        generator.write("status", "away");
      });
    }
  }
}
