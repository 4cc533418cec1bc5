package io.tutti.edge.websocket.v1;

import io.tutti.documents.DocumentCommand;
import io.tutti.documents.Documents;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.OperationJson;
import io.tutti.session.Command;
import org.jspecify.annotations.Nullable;

/** Reads what a client says about documents (rules DOC1–DOC20). Thread-safe: holds nothing. */
final class DocumentReader {

  private DocumentReader() {}

  static ClientMessage message(String type, JsonObject payload, @Nullable String ref) throws MalformedJson {
    return switch (type) {
      case "doc:open" -> open(payload, ref);
      case "doc:edit" -> new MemberMessage.EditDocument(new DocumentCommand.Edit(name(payload), payload.count("epoch"),
          OperationJson.operations(payload.members().get("ops"), "payload.ops"), false), ref);
      case "doc:close" -> new MemberMessage.CloseDocument(name(payload), ref);
      case "doc:list" -> new MemberMessage.ListDocuments(ref);
      case "doc:at" -> new MemberMessage.DocumentAt(name(payload), payload.count("seq"), ref);
      case "doc:compact" -> new MemberMessage.Perform(
          new Command.ChangeDocument(new DocumentCommand.Compact(name(payload)), null), ref);
      default -> ClientMessageDecoder.unknown(type, ref);
    };
  }

  private static ClientMessage open(JsonObject payload, @Nullable String ref) throws MalformedJson {
    JsonObject since = payload.optionalObject("since");
    return new MemberMessage.OpenDocument(name(payload), since == null ? null : new MemberMessage.Since(
        since.count("epoch"), since.count("docSeq"),
        since.optionalName("logId", ClientMessageDecoder.MAX_LOG_ID_LENGTH)), ref);
  }

  private static String name(JsonObject payload) throws MalformedJson {
    String name = payload.text("doc");
    if (!Documents.isName(name)) {
      throw new MalformedJson("payload.doc must have 1 to 128 letters, digits, dots, underscores or hyphens");
    }
    return name;
  }
}
