package io.tutti.text;

/** What one replica has inserted into a document. Confined to its document. */
final class Replica {
  final String name;
  /** Where each of its elements stands. */
  final IdIndex ids = new IdIndex();
  /** Its visible elements, and deleted ones until they are swept out. */
  Content content = new Content();

  Replica(String name) {
    this.name = name;
  }

  /** Whether the id {@code (lamport, this)} is greater than {@code (otherLamport, other)}. */
  boolean isAbove(long lamport, Replica other, long otherLamport) {
    return lamport != otherLamport
        ? lamport > otherLamport
        : this != other && Unicode.compare(name, other.name) > 0;
  }

  /** The id of one of its elements. */
  ElementId id(long lamport) {
    return new ElementId(lamport, name);
  }
}
