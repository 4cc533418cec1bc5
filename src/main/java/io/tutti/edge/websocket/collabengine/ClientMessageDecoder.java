package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.OperationJson;
import io.tutti.edge.json.PresenceJson;
import io.tutti.identity.PersonName;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.presence.Status;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import jakarta.websocket.Decoder;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a client says (rules CE2, CE9, CE10, CE21). Never fails. Thread-safe: holds nothing. */
public final class ClientMessageDecoder implements Decoder.Text<ClientMessage> {

  /** The longest document name, client name and name of a message, in UTF-16 units. */
  static final int MAX_NAME_LENGTH = 256;

  private static final int MAX_PERSON_LENGTH = 80;

  @Override
  public boolean willDecode(String text) {
    return true;
  }

  @Override
  public ClientMessage decode(String text) {
    try {
      JsonObject frame = new JsonObject("message", JsonText.readObject(text));
      return switch (frame.text("type")) {
        case "hello" -> hello(frame);
        case "op" -> new DocumentMessage.Op(
            name(frame, "doc_id"), name(frame, "client_id"), name(frame, "client_msg_id"), operation(frame));
        case "presence_update" ->
            new DocumentMessage.UpdatePresence(name(frame, "doc_id"), name(frame, "client_id"), change(frame));
        default -> new ClientMessage.Invalid();
      };
    } catch (MalformedJson e) {
      return new ClientMessage.Invalid();
    }
  }

  private static ClientMessage hello(JsonObject frame) throws MalformedJson {
    long lastSeen = frame.members().containsKey("last_seen_server_seq")
        ? integer(frame.members().get("last_seen_server_seq")) : 0;
    DocumentId document = document(frame);
    if (lastSeen < 0) {
      throw new MalformedJson("last_seen_server_seq is at least 0");
    }
    return new ClientMessage.Hello(document, name(frame, "client_id"), lastSeen);
  }

  private static DocumentId document(JsonObject frame) throws MalformedJson {
    return DocumentId.of(name(frame, "doc_id"));
  }

  private static String name(JsonObject frame, String member) throws MalformedJson {
    String name = frame.optionalName(member, MAX_NAME_LENGTH);
    if (name == null) {
      throw new MalformedJson(member + " is missing");
    }
    return name;
  }

  private static long integer(@Nullable Object value) throws MalformedJson {
    if (value instanceof Long number) {
      return number;
    }
    throw new MalformedJson("an integer is missing");
  }

  /** What an id may be, and what it may stand after, is the document's to judge. */
  private static Operation operation(JsonObject frame) throws MalformedJson {
    JsonObject op = frame.optionalObject("op");
    if (op == null) {
      throw new MalformedJson("op is missing");
    }
    ElementId id = OperationJson.id(op.members().get("id"), "op.id");
    return switch (op.text("type")) {
      case "ins" -> new Insert(character(op), id, OperationJson.id(op.members().get("parent_id"), "op.parent_id"));
      case "del" -> new Delete(List.of(new Span(id.lamport(), id.replica(), 1)));
      default -> throw new MalformedJson("op.type is ins or del");
    };
  }

  private static String character(JsonObject op) throws MalformedJson {
    String value = op.text("value");
    if (value.isEmpty() || value.offsetByCodePoints(0, 1) != value.length()) {
      throw new MalformedJson("op.value is one character");
    }
    return value;
  }

  private static Change change(JsonObject frame) throws MalformedJson {
    Map<Aspect, @Nullable Object> aspects = new EnumMap<>(Aspect.class);
    String document = document(frame).document();
    // Whoever has no cursor, or not yet, is in the document all the same.
    aspects.put(Aspect.VIEWPORT, Map.of("file", document));
    if (frame.members().containsKey("cursor")) {
      JsonObject cursor = within(document, frame, "cursor");
      aspects.put(Aspect.CURSOR, cursor == null ? null : PresenceJson.place(document, PresenceJson.anchor(cursor)));
    }
    if (frame.members().containsKey("selection")) {
      JsonObject selection = within(document, frame, "selection");
      aspects.put(Aspect.SELECTION, selection == null ? null : selection.members());
    }
    String name = frame.optionalName("name", MAX_PERSON_LENGTH);
    Optional<String> shown = name == null ? Optional.empty() : PersonName.salvaged(name);
    if (shown.isPresent()) {
      aspects.put(Aspect.CUSTOM, Map.of("name", shown.get()));
    }
    String word = frame.optionalText("status");
    Status status = word == null ? null : Status.of(word).orElseThrow(() -> new MalformedJson("status is none"));
    return new Change(status, aspects);
  }

  /** The object {@code member} with the document that it is about; null where it is null. */
  private static @Nullable JsonObject within(String document, JsonObject frame, String member) throws MalformedJson {
    JsonObject object = frame.optionalObject(member);
    if (object == null) {
      return null;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("doc", document);
    object.members().forEach((name, value) -> {
      if (!name.equals("doc")) {
        members.put(name, value);
      }
    });
    if (JsonText.sizeOf(members) > PresenceJson.MAX_ASPECT_CHARACTERS) {
      throw new MalformedJson(member + " is too large");
    }
    return new JsonObject(member, members);
  }
}
