package io.tutti.edge.jpa;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.edge.sealing.Seal;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page of a session's messages, made of what is wished. Each kind of wish has an index that begins with what is newest,
 * so the database reads about as many rows as the page has. Confined to its caller.
 */
final class MessageQuery {

  private final EntityManager entities;
  private final Seal seal;
  private final long sessionKey;
  private final Messages.Query query;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final String conditions;
  private final String order;

  MessageQuery(EntityManager entities, Seal seal, long sessionKey, Messages.Query query) {
    this.entities = entities;
    this.seal = seal;
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
    List<MessageEntity> newestFirst = query.text() == null ? before(before) : found(query.text(), before);
    List<Message> messages = new ArrayList<>();
    newestFirst.stream().limit(query.limit()).forEach(row -> messages.add(row.toMessage(seal)));
    Collections.reverse(messages);
    return new Messages.Page(messages, newestFirst.size() > query.limit());
  }

  private List<MessageEntity> before(long before) {
    TypedQuery<MessageEntity> rows = rows(" and m.seq < :before").setParameter("before", before);
    return rows.setMaxResults(query.limit() + 1).getResultList();
  }

  private List<MessageEntity> found(String text, long before) {
    return new MessageSearch(entities, seal, sessionKey, Sought.in(text)).newest(before, query.limit() + 1,
        (from, end) -> rows(" and m.seq >= :from and m.seq < :before")
            .setParameter("from", from)
            .setParameter("before", end)
            .getResultList());
  }

  private TypedQuery<MessageEntity> rows(String condition) {
    TypedQuery<MessageEntity> rows = entities.createQuery(
        "select m from MessageEntity m where m.place.sessionKey = :key" + conditions + condition + order,
        MessageEntity.class);
    rows.setParameter("key", sessionKey).setHint("org.hibernate.readOnly", true);
    parameters.forEach(rows::setParameter);
    return rows;
  }
}
