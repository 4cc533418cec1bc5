package io.tutti.edge.json.stored;

import io.tutti.documents.DocumentEvent;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.text.Operation;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of documents as they are stored. Thread-safe: holds nothing. */
final class DocumentFormat {

  /** The type of an edit. */
  private static final String EDITED = "doc:ops";

  /** The type of the beginning of an epoch. */
  private static final String COMPACTED = "doc:compacted";

  private DocumentFormat() {}

  /** Whether {@link #event} reads events of this type. */
  static boolean isType(String type) {
    return type.equals(EDITED) || type.equals(COMPACTED);
  }

  /** The stored type of {@code event}. */
  static String type(DocumentEvent event) {
    return event.match(new DocumentEvent.Cases<>() {
      @Override
      public String edited(DocumentEvent.Edited edited) {
        return EDITED;
      }

      @Override
      public String compacted(DocumentEvent.Compacted compacted) {
        return COMPACTED;
      }
    });
  }

  /**
   * Puts the members of the event's payload into the generator's object.
   *
   * @param user who caused it; left out where it is null: nobody did, or the log says it beside the payload
   * @param client whose command caused it; left out where it is null
   */
  static void payload(
      JsonGenerator generator, DocumentEvent event, @Nullable UserId user, @Nullable ClientId client) {
    generator
        .write("doc", event.document())
        .write("epoch", event.epoch())
        .write("docSeq", event.docSeq());
    if (user != null) {
      generator.write("userId", user.value());
    }
    if (client != null) {
      generator.write("clientId", client.value());
    }
    if (event instanceof DocumentEvent.Edited edited) {
      OperationFormat.operations(generator, "ops", edited.operations());
      if (edited.added() > 0) {
        generator.write("added", edited.added());
      }
    }
  }

  /**
   * Reads the payload of an event of one of {@link #isType}.
   *
   * @throws MalformedJson if it is none that {@link #payload} writes
   */
  static DocumentEvent event(String type, JsonObject payload) throws MalformedJson {
    String document = payload.text("doc");
    long epoch = number(payload, "epoch");
    long docSeq = number(payload, "docSeq");
    return switch (type) {
      case EDITED -> edited(document, epoch, docSeq, payload);
      case COMPACTED -> new DocumentEvent.Compacted(document, epoch, docSeq);
      default -> throw new MalformedJson("There is no event of type " + type);
    };
  }

  private static DocumentEvent edited(String document, long epoch, long docSeq, JsonObject payload) throws MalformedJson {
    List<Operation> operations = OperationFormat.operations(payload.members().get("ops"), EDITED + ".ops");
    Long added = payload.optionalCount("added");
    if (added != null && added > operations.size()) {
      throw new MalformedJson("added must be at most the number of ops");
    }
    return new DocumentEvent.Edited(document, epoch, docSeq, operations, added == null ? 0 : added.intValue());
  }

  private static long number(JsonObject payload, String name) throws MalformedJson {
    Long number = payload.optionalCount(name);
    if (number == null) {
      throw new MalformedJson(name + " must be an integer");
    }
    return number;
  }
}
