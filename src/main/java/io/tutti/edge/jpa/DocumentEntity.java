package io.tutti.edge.jpa;

import io.tutti.documents.DocumentSnapshot;
import io.tutti.edge.sealing.Seal;
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

  /** As it is sealed. */
  @Column(nullable = false, length = Length.LONG32)
  byte[] content;

  /** For Hibernate, which fills every column. */
  DocumentEntity() {}

  DocumentEntity(DocumentPlace place, DocumentSnapshot document, Seal seal) {
    this.place = place;
    take(document, seal);
  }

  /** Takes what {@code document} holds; a row that holds it already is left alone. */
  final void take(DocumentSnapshot document, Seal seal) {
    if (epoch != document.epoch() || docSeq != document.docSeq()) {
      epoch = document.epoch();
      docSeq = document.docSeq();
      content = seal.seal(SealedColumns.DOCUMENT, document.content());
    }
  }

  DocumentSnapshot toSnapshot(Seal seal) {
    return new DocumentSnapshot(place.document(), epoch, docSeq, seal.open(SealedColumns.DOCUMENT, content));
  }
}
