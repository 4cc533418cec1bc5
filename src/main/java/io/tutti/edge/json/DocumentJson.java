package io.tutti.edge.json;

import io.tutti.documents.DocumentSummary;
import io.tutti.documents.DocumentView;
import io.tutti.text.Run;
import jakarta.json.stream.JsonGenerator;
import java.util.List;

/** What is said of documents to who asks, in the native protocol's words. Thread-safe: holds nothing. */
public final class DocumentJson {

  private static final Object DIALECT = DocumentJson.class;

  private DocumentJson() {}

  /** The payload of {@code doc:state} as one JSON object; rendered once for each view. */
  public static String state(DocumentView view) {
    return view.rendering(DIALECT, fresh -> JsonText.write(generator -> {
      generator.writeStartObject();
      state(generator, fresh);
      generator.writeEnd();
    }));
  }

  /**
   * Puts the members of {@code doc:state} into the generator's object: {@code {doc, epoch, docSeq, text, runs: [[l, r, count,
   * deleted (0 or 1), after?], …]}}; {@code after} is {@code [l, r]}, see {@link Run#after}.
   */
  public static void state(JsonGenerator generator, DocumentView view) {
    generator
        .write("doc", view.document())
        .write("epoch", view.epoch())
        .write("docSeq", view.docSeq())
        .write("text", view.text())
        .writeStartArray("runs");
    for (Run run : view.runs()) {
      generator
          .writeStartArray()
          .write(run.lamport())
          .write(run.replica())
          .write(run.count())
          .write(run.deleted() ? 1 : 0);
      run.after().ifPresent(after ->
          generator.writeStartArray().write(after.lamport()).write(after.replica()).writeEnd());
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  /** Puts the members of {@code doc:list}'s answer into the generator's object. */
  public static void list(JsonGenerator generator, List<DocumentSummary> documents) {
    generator.writeStartArray("docs");
    for (DocumentSummary document : documents) {
      generator
          .writeStartObject()
          .write("doc", document.document())
          .write("docSeq", document.docSeq())
          .write("length", document.length())
          .write("epoch", document.epoch())
          .writeEnd();
    }
    generator.writeEnd();
  }
}
