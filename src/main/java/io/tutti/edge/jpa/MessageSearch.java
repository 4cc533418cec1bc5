package io.tutti.edge.jpa;

import io.tutti.edge.sealing.Seal;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * A search through one session, from the newest message on: it passes over the blocks that lack a word, and looks at the
 * messages of the others. So a word that is everywhere is found at once, and one that is rare costs a look at each block.
 * Confined to its caller.
 */
final class MessageSearch {

  /** How many messages are looked at before the search gives up: words that are everywhere, but in no message together. */
  static final int MAX_LOOKED_AT = 20_000;

  /** How many blocks are opened in one go, where they are sealed and the database cannot look into them. */
  private static final int OPENED = 512;

  private static final int FIRST_PORTION = 4;
  private static final int MAX_PORTION = 64;

  private final EntityManager entities;
  private final Seal seal;
  private final long sessionKey;
  private final Sought sought;

  MessageSearch(EntityManager entities, Seal seal, long sessionKey, Sought sought) {
    this.entities = entities;
    this.seal = seal;
    this.sessionKey = sessionKey;
    this.sought = sought;
  }

  /** Where messages are. One range at a time: H2 finds no index for a list of places. */
  interface Rows {
    /** Those that were posted at places from {@code from} to just before {@code before}, the newest first. */
    List<MessageEntity> in(long from, long before);
  }

  /**
   * The newest messages before the place {@code before} that have the words, newest first: at least {@code limit}, if there
   * are so many.
   *
   * @param rows where the messages are that may be found
   */
  List<MessageEntity> newest(long before, int limit, Rows rows) {
    List<MessageEntity> found = new ArrayList<>();
    int portion = FIRST_PORTION;
    int looked = 0;
    List<Long> blocks = sought.isNothing() ? List.of() : blocks(WordBlocks.of(before) + 1, portion);
    while (!blocks.isEmpty()) {
      for (long block : blocks) {
        long first = block * WordBlocks.SIZE;
        look(rows.in(first, Math.min(before, first + WordBlocks.SIZE)), found);
      }
      looked += blocks.size() * WordBlocks.SIZE;
      boolean done = blocks.size() < portion || found.size() >= limit || looked >= MAX_LOOKED_AT;
      portion = Math.min(2 * portion, MAX_PORTION);
      blocks = done ? List.of() : blocks(blocks.get(blocks.size() - 1), portion);
    }
    return found;
  }

  private void look(List<MessageEntity> rows, List<MessageEntity> found) {
    for (MessageEntity row : rows) {
      if (row.deletedAt == null && sought.isIn(row.content(seal))) {
        found.add(row);
      }
    }
  }

  /** The last blocks before {@code block} that may have such a message, the last one first. */
  private List<Long> blocks(long block, int limit) {
    return seal.isActive() ? openedBlocks(block, limit) : matchingBlocks(block, limit);
  }

  /** As the database would find them: reads and opens every block until there are enough. */
  private List<Long> openedBlocks(long block, int limit) {
    List<Long> found = new ArrayList<>();
    List<WordBlockEntity> opened = before(block);
    while (!opened.isEmpty() && found.size() < limit) {
      for (WordBlockEntity candidate : opened) {
        if (found.size() < limit && (candidate.overfull || sought.mayBeIn(WordBlocks.opened(seal, candidate.words)))) {
          found.add(candidate.place.block());
        }
      }
      long last = opened.get(opened.size() - 1).place.block();
      opened = opened.size() < OPENED ? List.of() : before(last);
    }
    return found;
  }

  private List<WordBlockEntity> before(long block) {
    return entities.createQuery("select b from WordBlockEntity b where b.place.sessionKey = :key and b.place.block < :block"
            + " order by b.place.sessionKey, b.place.block desc", WordBlockEntity.class)
        .setParameter("key", sessionKey).setParameter("block", block).setHint("org.hibernate.readOnly", true)
        .setMaxResults(OPENED).getResultList();
  }

  private List<Long> matchingBlocks(long block, int limit) {
    List<String> patterns = sought.patterns();
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < patterns.size(); i++) {
      words.append(i == 0 ? "" : " and ").append("b.words like :word").append(i);
    }
    TypedQuery<Long> query = entities.createQuery(
        "select b.place.block from WordBlockEntity b where b.place.sessionKey = :key and b.place.block < :block"
            + " and (b.overfull = true or (" + words + ")) order by b.place.sessionKey, b.place.block desc", Long.class);
    for (int i = 0; i < patterns.size(); i++) {
      query.setParameter("word" + i, patterns.get(i));
    }
    return query.setParameter("key", sessionKey).setParameter("block", block).setMaxResults(limit).getResultList();
  }
}
