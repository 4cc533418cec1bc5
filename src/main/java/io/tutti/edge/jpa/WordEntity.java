package io.tutti.edge.jpa;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A word of a message, for searching: {@link MessageTable} writes them. Immutable. */
@Entity
@Immutable
@Table(name = "message_words")
class WordEntity {

  @EmbeddedId
  WordPlace place;

  /** For Hibernate, which fills every column. */
  WordEntity() {}
}
