package io.tutti.edge.jpa;

import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.edge.sealing.Seal;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages in the tables that the journal fills. Fails with {@link JournalFailure}. Thread-safe. */
public final class JpaMessages implements Messages {

  private final Transactions transactions;
  private final Seal seal;
  private final Consumer<SessionId> beforeReading;

  /**
   * The messages of {@code database}.
   *
   * @param beforeReading brings the tables up to date with what was stored of a session, where they may be behind
   */
  public JpaMessages(Database database, Consumer<SessionId> beforeReading) {
    this.transactions = new Transactions(database);
    this.seal = database.seal();
    this.beforeReading = beforeReading;
  }

  /** What {@code work} answers for the session of that key; {@code none} where there is no such session. */
  private <R> R in(SessionId session, R none, BiFunction<EntityManager, Long, R> work) {
    beforeReading.accept(session);
    return transactions.read("read the messages of session " + session,
        entities -> key(entities, session).map(key -> work.apply(entities, key)).orElse(none));
  }

  private static Optional<Long> key(EntityManager entities, SessionId session) {
    return entities
        .createQuery("select s.key from SessionEntity s where s.sessionId = :id", Long.class)
        .setParameter("id", session.value())
        .getResultStream()
        .findFirst();
  }

  @Override
  public Optional<Message> find(SessionId session, MessageId id) {
    return in(session, Optional.empty(), (entities, key) ->
        Optional.ofNullable(entities.find(MessageEntity.class, new MessagePlace(key, id.value())))
            .map(row -> row.toMessage(seal)));
  }

  @Override
  public Page page(SessionId session, Query query) {
    return in(session, new Page(List.of(), false), (entities, key) -> new MessageQuery(entities, seal, key, query).page());
  }

  /** Session by session, for an index begins with one. */
  @Override
  public List<Found> search(Set<SessionId> sessions, String text, int limit) {
    Query query = new Query(null, limit, null, null, null, null, text);
    List<Found> found = new ArrayList<>();
    for (SessionId session : sessions) {
      page(session, query).messages().forEach(message -> found.add(new Found(session, message)));
      found.sort(NEWEST_FIRST);
      found.subList(Math.min(limit, found.size()), found.size()).clear();
    }
    return List.copyOf(found);
  }

  private static final Comparator<Found> NEWEST_FIRST =
      Comparator.<Found>comparingLong(found -> found.message().createdAt()).reversed()
          .thenComparing(Found::session)
          .thenComparing(found -> found.message().seq(), Comparator.reverseOrder());

  /** In the order of the places, in which the rows lie: by the ids H2 would jump about. */
  @Override
  public Statistics statistics(SessionId session) {
    return in(session, MessageSums.of(List.of()), (entities, key) -> MessageSums.of(entities
        .createQuery("select new io.tutti.edge.jpa.MessageSums(m.kind, m.userId, count(*), count(m.deletedAt),"
            + " count(m.parentId), sum(case when m.kind <> 'chat' and m.parentId is null and m.deletedAt is null"
            + " and m.resolved = false then 1 else 0 end), min(m.createdAt), max(m.createdAt))"
            + " from MessageEntity m where m.place.sessionKey = :key and m.seq > 0 group by m.kind, m.userId",
            MessageSums.class)
        .setParameter("key", key)
        .getResultList()));
  }

  /** Where two notes of a new reader come at once, one of them finds the other's. */
  @Override
  public void read(SessionId session, UserId user, long seq) {
    try {
      note(session, user, seq);
    } catch (JournalFailure e) {
      if (!Failures.isTaken(e)) {
        throw e;
      }
      note(session, user, seq);
    }
  }

  private void note(SessionId session, UserId user, long seq) {
    transactions.read("note what was read in session " + session, entities -> {
      key(entities, session).ifPresent(key -> note(entities, key, user, seq));
      return true;
    });
  }

  /** Where another note was stored just after this one had found none, that one is moved on. */
  private static void note(EntityManager entities, long key, UserId user, long seq) {
    if (moved(entities, key, user, seq) > 0) {
      return;
    }
    ReadPositionEntity noted = position(entities, key, user);
    if (noted == null) {
      entities.persist(new ReadPositionEntity(key, user, seq));
    } else if (noted.seq < seq) {
      moved(entities, key, user, seq);
    }
  }

  private static int moved(EntityManager entities, long key, UserId user, long seq) {
    return entities
        .createQuery("update ReadPositionEntity r set r.seq = :seq"
            + " where r.reader.sessionKey = :key and r.reader.userId = :user and r.seq < :seq")
        .setParameter("seq", seq)
        .setParameter("key", key)
        .setParameter("user", user.value())
        .executeUpdate();
  }

  private static @Nullable ReadPositionEntity position(EntityManager entities, long key, UserId user) {
    return entities.find(ReadPositionEntity.class, new ParticipantPlace(key, user.value()));
  }

  @Override
  public Map<UserId, Long> readPositions(SessionId session) {
    return in(session, Map.of(), (entities, key) -> {
      Map<UserId, Long> positions = new HashMap<>();
      entities
          .createQuery("select r from ReadPositionEntity r where r.reader.sessionKey = :key", ReadPositionEntity.class)
          .setParameter("key", key)
          .getResultStream()
          .forEach(row -> positions.put(new UserId(row.reader.userId()), row.seq));
      return positions;
    });
  }

  /** Words go with the last of the places that share them. */
  @Override
  public void forgetUpTo(SessionId session, long seq) {
    in(session, 0, (entities, key) -> {
      entities.createQuery("delete from WordBlockEntity w where w.place.sessionKey = :key and w.place.block < :block")
          .setParameter("key", key)
          .setParameter("block", WordBlocks.of(seq + 1))
          .executeUpdate();
      return entities.createQuery("delete from MessageEntity m where m.place.sessionKey = :key and m.seq <= :seq")
          .setParameter("key", key)
          .setParameter("seq", seq)
          .executeUpdate();
    });
  }

  /** Not more of them are read than are counted, or are the reader's own: newest first, for that is where they are. */
  @Override
  public Unread unread(SessionId session, UserId user) {
    return in(session, Unread.at(List.of()), (entities, key) -> {
      ReadPositionEntity position = position(entities, key, user);
      return Unread.at(entities
          .createQuery("select m.seq from MessageEntity m where m.place.sessionKey = :key and m.seq > :seq"
              + " and m.userId <> :user and m.deletedAt is null order by m.place.sessionKey, m.seq desc", Long.class)
          .setParameter("key", key)
          .setParameter("seq", position == null ? 0 : position.seq)
          .setParameter("user", user.value())
          .setMaxResults(MAX_UNREAD)
          .getResultList());
    });
  }
}
