package io.tutti.edge.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Words that are sought in one session: all of them, the last one perhaps only begun (rule CHAT17). It walks the places of the
 * longest word, which is likely the rarest, from the newest on, and looks each of them up among the others' places: so a word
 * that is everywhere costs no more than what is asked of it. Immutable.
 */
record WordSearch(List<String> whole, String begun) {

  /** Greater than any character that a word goes on with, by code points and by chars alike. */
  private static final String END = "\udbff\udfff";

  /** The search for the words of {@code text}; without a word it finds nothing. */
  static WordSearch of(String text) {
    List<String> words = new ArrayList<>(MessageWords.of(text));
    String begun = words.isEmpty() ? "" : words.remove(words.size() - 1);
    words.sort(Comparator.comparingInt(String::length).reversed());
    return new WordSearch(List.copyOf(words), begun);
  }

  boolean isEmpty() {
    return begun.isEmpty();
  }

  /** The newest {@code limit} places of messages before the place {@code before}, newest first. */
  List<Long> places(EntityManager entities, long sessionKey, long before, int limit) {
    if (isEmpty()) {
      return List.of();
    }
    TypedQuery<Long> query = entities.createQuery(whole.isEmpty() ? beginning() : words(), Long.class)
        .setParameter("key", sessionKey)
        .setParameter("before", before)
        .setParameter("begun", begun)
        .setParameter("end", begun + END)
        .setMaxResults(limit);
    for (int i = 0; i < whole.size(); i++) {
      query.setParameter("word" + i, whole.get(i));
    }
    return query.getResultList();
  }

  /** A message may have several words that begin alike. */
  private static String beginning() {
    return "select distinct w.place.seq from WordEntity w where w.place.sessionKey = :key and w.place.word >= :begun"
        + " and w.place.word < :end and w.place.seq < :before order by w.place.seq desc";
  }

  private String words() {
    StringBuilder query = new StringBuilder("select w.place.seq from WordEntity w where w.place.sessionKey = :key"
        + " and w.place.word = :word0 and w.place.seq < :before");
    for (int i = 1; i < whole.size(); i++) {
      query.append(also("= :word" + i, "w" + i));
    }
    return query.append(also(">= :begun", "b").replace(")", " and b.place.word < :end)"))
        .append(" order by w.place.sessionKey, w.place.word, w.place.seq desc")
        .toString();
  }

  private static String also(String condition, String name) {
    return " and exists (select 1 from WordEntity " + name + " where " + name + ".place.sessionKey = w.place.sessionKey and "
        + name + ".place.word " + condition + " and " + name + ".place.seq = w.place.seq)";
  }
}
