package io.tutti.text;

import java.util.List;

/** What tests do with documents again and again. */
final class TextDocuments {
  private TextDocuments() {}

  static TextDocument empty() {
    return new TextDocument(1, Limits.DEFAULT);
  }

  static ElementId id(long lamport, String replica) {
    return new ElementId(lamport, replica);
  }

  static Insert insert(String text, ElementId id, ElementId after) {
    return new Insert(text, id, after);
  }

  static Delete delete(long lamport, String replica, long count) {
    return new Delete(List.of(new Span(lamport, replica, count)));
  }

  /** Does in an editor what an integration says. */
  static void show(Integration integration, StringBuilder editor) {
    if (integration instanceof Integration.Applied applied) {
      for (Change change : applied.changes()) {
        int from = editor.offsetByCodePoints(0, change.index());
        int to = editor.offsetByCodePoints(from, change.removed());
        editor.replace(from, to, change.inserted());
      }
    } else if (integration instanceof Integration.Refused refused) {
      throw new AssertionError(refused.toString());
    }
  }
}
