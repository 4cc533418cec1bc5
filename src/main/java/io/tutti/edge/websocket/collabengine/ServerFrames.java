package io.tutti.edge.websocket.collabengine;

import io.tutti.edge.json.JsonText;
import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;

/** What is told beside {@link Echoes}, as frames. Thread-safe: holds nothing. */
final class ServerFrames {

  private ServerFrames() {}

  static String helloAck(DocumentId document, long docSeq) {
    return frame("hello_ack", document, generator -> generator.write("server_seq", docSeq));
  }

  static String resync(DocumentId document, long docSeq, String text) {
    return frame("resync", document, generator -> generator.write("server_seq", docSeq).write("full_text", text));
  }

  /** A frame with the members that all frames have, and more. */
  static String frame(String type, DocumentId document, Consumer<JsonGenerator> members) {
    return JsonText.write(generator -> {
      generator.writeStartObject().write("type", type).write("doc_id", document.value());
      members.accept(generator);
      generator.writeEnd();
    });
  }
}
