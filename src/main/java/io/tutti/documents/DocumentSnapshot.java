package io.tutti.documents;

import java.util.Arrays;

/**
 * A document as a snapshot of its session keeps it. Immutable, as long as nobody changes the bytes; equal by content.
 *
 * @param document its name
 * @param epoch its life, 1 or more
 * @param docSeq events so far
 * @param content what {@link SnapshotContent} wrote: the text with ids, what waits, the log places of the last events
 */
public record DocumentSnapshot(String document, long epoch, long docSeq, byte[] content) {

  @Override
  public boolean equals(Object other) {
    return other instanceof DocumentSnapshot that
        && document.equals(that.document)
        && epoch == that.epoch
        && docSeq == that.docSeq
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return 31 * document.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "snapshot of " + document + " epoch " + epoch + " docSeq " + docSeq + ", " + content.length + " bytes";
  }
}
