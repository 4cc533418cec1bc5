package io.tutti.edge.json;

import io.tutti.documents.DocumentSummary;
import io.tutti.documents.DocumentView;
import io.tutti.text.ElementId;
import io.tutti.text.Restoration;
import io.tutti.text.Run;
import jakarta.json.stream.JsonGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is said of documents to who asks, in the native protocol's words. Thread-safe: holds nothing. */
public final class DocumentJson {

  private static final Object DIALECT = DocumentJson.class;

  private DocumentJson() {}

  /** The members of {@code doc:state} and the end of their JSON object, without its beginning; rendered once for each view. */
  public static String members(DocumentView view) {
    return view.rendering(DIALECT, DocumentJson::rendered);
  }

  /** A generator takes twice as long for the many small numbers of the runs. */
  private static String rendered(DocumentView view) {
    String head = JsonText.write(generator -> {
      generator.writeStartObject();
      head(generator, view);
      generator.writeEnd();
    });
    StringBuilder json = new StringBuilder(head.length() + 64 * view.runs().size());
    json.append(head, 1, head.length() - 1).append(",\"runs\":[");
    Map<String, String> quoted = new HashMap<>();
    String comma = "";
    for (Run run : view.runs()) {
      json.append(comma).append('[').append(run.lamport()).append(',').append(quoted(run.replica(), quoted));
      json.append(',').append(run.count()).append(run.deleted() ? ",1" : ",0");
      if (run.after().isPresent()) {
        ElementId after = run.after().get();
        json.append(",[").append(after.lamport()).append(',').append(quoted(after.replica(), quoted)).append(']');
      }
      json.append(']');
      comma = ",";
    }
    json.append(']');
    restored(json, view, quoted);
    return json.append('}').toString();
  }

  private static void restored(StringBuilder json, DocumentView view, Map<String, String> quoted) {
    String comma = ",\"restored\":[";
    for (Restoration one : view.restorations()) {
      json.append(comma).append('[').append(one.from().lamport()).append(',').append(quoted(one.from().replica(), quoted));
      json.append(',').append(one.count()).append(',').append(one.to().lamport()).append(',');
      json.append(quoted(one.to().replica(), quoted)).append(']');
      comma = ",";
    }
    json.append(view.restorations().isEmpty() ? "" : "]");
  }

  private static String quoted(String replica, Map<String, String> known) {
    return known.computeIfAbsent(replica, name -> JsonText.write(generator -> generator.write(name)));
  }

  /**
   * Puts the members of {@code doc:state} into the generator's object: {@code {doc, epoch, docSeq, text, runs: [[l, r,
   * count, deleted (0 or 1), after?], …], restored?: [[l, r, count, l2, r2], …]}}; {@code after} is {@code [l, r]}, see {@link
   * Run#after}; {@code restored} says which elements brought back which, see {@link Restoration}.
   */
  public static void state(JsonGenerator generator, DocumentView view) {
    head(generator, view);
    generator.writeStartArray("runs");
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
    if (!view.restorations().isEmpty()) {
      generator.writeStartArray("restored");
      for (Restoration one : view.restorations()) {
        generator.writeStartArray().write(one.from().lamport()).write(one.from().replica()).write(one.count());
        generator.write(one.to().lamport()).write(one.to().replica()).writeEnd();
      }
      generator.writeEnd();
    }
  }

  private static void head(JsonGenerator generator, DocumentView view) {
    generator
        .write("doc", view.document())
        .write("epoch", view.epoch())
        .write("docSeq", view.docSeq())
        .write("text", view.text());
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
