package io.tutti.documents;

import io.tutti.text.Restoration;
import io.tutti.text.Run;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was after one of its events, enough to edit on (rule DOC6); compared by identity. Immutable but for
 * {@link #rendering}; thread-safe: threads that meet there may render twice, and each gets a whole rendering.
 */
public final class DocumentView {

  private final String document;
  private final long epoch;
  private final long docSeq;
  private final String text;
  private final List<Run> runs;
  private final List<Restoration> restorations;
  private @Nullable Rendering rendering;

  DocumentView(String document, long epoch, long docSeq, String text, List<Run> runs, List<Restoration> restorations) {
    this.document = document;
    this.epoch = epoch;
    this.docSeq = docSeq;
    this.text = text;
    this.runs = List.copyOf(runs);
    this.restorations = List.copyOf(restorations);
  }

  /** The document's name. */
  public String document() {
    return document;
  }

  /** Its life, 1 or more. */
  public long epoch() {
    return epoch;
  }

  /** The number of the last event that it shows; 0 before the first. */
  public long docSeq() {
    return docSeq;
  }

  /** The visible text. */
  public String text() {
    return text;
  }

  /** All elements that have their place, deleted ones too, in the order of the text. */
  public List<Run> runs() {
    return runs;
  }

  /** Which elements brought back which. */
  public List<Restoration> restorations() {
    return restorations;
  }

  /** The view in the words of {@code dialect}, made by {@code render} at the first call and kept as long as the view. */
  public String rendering(Object dialect, Function<DocumentView, String> render) {
    Rendering made = rendering;
    if (made == null || made.dialect != dialect) {
      made = new Rendering(dialect, render.apply(this));
      rendering = made;
    }
    return made.words;
  }

  /** Its fields are final, so whoever sees it sees all of it. */
  private record Rendering(Object dialect, String words) {}
}
