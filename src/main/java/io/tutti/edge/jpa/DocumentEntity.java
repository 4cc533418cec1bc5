package io.tutti.edge.jpa;

import io.tutti.documents.DocumentSnapshot;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.Length;

/** A document of a session's newest snapshot. Confined to its persistence context. */
@Entity
@Table(name = "document_snapshots")
class DocumentEntity {

  @EmbeddedId
  DocumentPlace place;

  @Column(nullable = false)
  long epoch;

  @Column(name = "doc_seq", nullable = false)
  long docSeq;

  @Column(nullable = false, length = Length.LONG32)
  byte[] content;

  /** For Hibernate, which fills every column. */
  DocumentEntity() {}

  DocumentEntity(DocumentPlace place, DocumentSnapshot document) {
    this.place = place;
    take(document);
  }

  /** Takes what {@code document} holds; a row that holds it already is left alone. */
  final void take(DocumentSnapshot document) {
    if (epoch != document.epoch() || docSeq != document.docSeq()) {
      epoch = document.epoch();
      docSeq = document.docSeq();
      content = document.content();
    }
  }

  DocumentSnapshot toSnapshot() {
    return new DocumentSnapshot(place.document(), epoch, docSeq, content);
  }
}
