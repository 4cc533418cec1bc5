package io.tutti.edge.json;

import io.tutti.documents.DocumentEvent;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Events of documents in the native protocol's words, as they are sent. Thread-safe: holds nothing.
 */
public final class DocumentEventJson {

  /** The type of an edit. */
  private static final String EDITED = "doc:ops";

  /** The type of the beginning of an epoch. */
  private static final String COMPACTED = "doc:compacted";

  private DocumentEventJson() {}

  /** The native protocol's type of {@code event}. */
  public static String type(DocumentEvent event) {
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
  public static void payload(
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
      OperationJson.operations(generator, "ops", edited.operations());
      if (edited.added() > 0) {
        generator.write("added", edited.added());
      }
    }
  }
}
