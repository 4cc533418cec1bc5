package io.tutti.edge.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;

/** The words of a block of messages, for searching: {@link WordBlocks} writes them. Immutable. */
@Entity
@Immutable
@Table(name = "message_words")
class WordBlockEntity {

  @EmbeddedId
  WordBlockPlace place;

  @Column(nullable = false, length = Length.LONG32)
  String words;

  @Column(nullable = false)
  boolean overfull;

  /** For Hibernate, which fills every column. */
  WordBlockEntity() {}
}
