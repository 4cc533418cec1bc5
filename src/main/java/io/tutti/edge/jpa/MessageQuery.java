package io.tutti.edge.jpa;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page of a session's messages, made of what is wished. Each kind of wish has an index that begins with what is newest, so
 * the database reads about as many rows as the page has. Confined to its caller.
 */
final class MessageQuery {

  /** How many found places are looked at in one go where there are wishes beside the words. */
  private static final int FOUND_AT_ONCE = 500;

  private final EntityManager entities;
  private final long sessionKey;
  private final Messages.Query query;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final String conditions;
  private final String order;

  MessageQuery(EntityManager entities, long sessionKey, Messages.Query query) {
    this.entities = entities;
    this.sessionKey = sessionKey;
    this.query = query;
    StringBuilder where = new StringBuilder();
    StringBuilder index = new StringBuilder(" order by m.place.sessionKey");
    MessageId parent = query.parentId();
    Message.Kind kind = query.kind();
    if (parent != null) {
      add(where, "m.parentId = :parent", "parent", parent.value());
      index.append(", m.parentId");
    }
    if (kind != null) {
      add(where, "m.kind = :kind", "kind", kind.word());
    }
    if (query.file() != null) {
      add(where, "m.fileKey = :fileKey", "fileKey", MessageTable.fileKey(query.file()));
      add(where, "m.file = :file", "file", query.file());
    }
    if (query.line() != null) {
      add(where, "m.line = :line", "line", query.line());
    }
    if (parent == null && query.file() != null) {
      index.append(", m.fileKey");
    } else if (parent == null && kind != null) {
      index.append(", m.kind");
    }
    conditions = where.toString();
    order = index.append(", m.seq desc").toString();
  }

  private void add(StringBuilder where, String condition, String name, Object value) {
    where.append(" and ").append(condition);
    parameters.put(name, value);
  }

  Messages.Page page() {
    long before = query.before() == null ? Long.MAX_VALUE : query.before();
    List<Message> newestFirst = new ArrayList<>(query.text() == null ? before(before) : found(query.text(), before));
    boolean more = newestFirst.size() > query.limit();
    List<Message> messages = more ? newestFirst.subList(0, query.limit()) : newestFirst;
    Collections.reverse(messages);
    return new Messages.Page(messages, more);
  }

  private List<Message> before(long before) {
    TypedQuery<MessageEntity> rows = rows(" and m.seq < :before").setParameter("before", before);
    return messages(rows.setMaxResults(query.limit() + 1));
  }

  private List<Message> found(String text, long before) {
    WordSearch search = WordSearch.of(text);
    int portion = conditions.isEmpty() ? query.limit() + 1 : FOUND_AT_ONCE;
    List<Message> found = new ArrayList<>();
    List<Long> places = search.places(entities, sessionKey, before, portion);
    while (!places.isEmpty() && found.size() <= query.limit()) {
      found.addAll(messages(rows(" and m.seq in :places").setParameter("places", places)));
      places = places.size() < portion
          ? List.of()
          : search.places(entities, sessionKey, places.get(places.size() - 1), portion);
    }
    return found;
  }

  private TypedQuery<MessageEntity> rows(String condition) {
    TypedQuery<MessageEntity> rows = entities.createQuery(
        "select m from MessageEntity m where m.place.sessionKey = :key" + conditions + condition + order, MessageEntity.class);
    rows.setParameter("key", sessionKey).setHint("org.hibernate.readOnly", true);
    parameters.forEach(rows::setParameter);
    return rows;
  }

  private static List<Message> messages(TypedQuery<MessageEntity> rows) {
    return rows.getResultStream().map(MessageEntity::toMessage).toList();
  }
}
