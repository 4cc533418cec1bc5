package io.tutti.edge.jpa;

import io.tutti.access.Invites;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.JournalFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Invitations in the tables. Fails with {@link JournalFailure}. Thread-safe. */
public final class JpaInvites implements Invites {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 24;
  private static final int ID_BYTES = 9;
  private static final int MAX_TOKEN_LENGTH = 128;

  private final Transactions transactions;

  public JpaInvites(Database database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public Optional<Issued> issue(SessionId session, UserId by, Terms terms, long now) {
    Invite invite = new Invite(random(ID_BYTES), terms, by, now, 0, false);
    String token = random(TOKEN_BYTES);
    return write("make an invitation to session " + session, entities -> lockedKey(entities, session)
        .filter(key -> hasRoom(entities, key, now))
        .map(key -> {
          entities.persist(new InviteEntity(key, digest(token), invite));
          return new Issued(invite, token);
        }));
  }

  /** Whether there is room for one more, perhaps because those that are good for nothing any more have made it. */
  private static boolean hasRoom(EntityManager entities, long key, long now) {
    List<InviteEntity> all = of(entities, key);
    if (all.size() < MAX_PER_SESSION) {
      return true;
    }
    List<InviteEntity> dead = all.stream().filter(row -> !row.toInvite().isGood(now)).toList();
    dead.forEach(row -> {
      entities.createNativeQuery("DELETE FROM invite_uses WHERE session_key = :key AND invite_id = :id")
          .setParameter("key", key).setParameter("id", row.id).executeUpdate();
      entities.remove(row);
    });
    return !dead.isEmpty();
  }

  private static List<InviteEntity> of(EntityManager entities, long key) {
    return entities
        .createQuery("select i from InviteEntity i where i.sessionKey = :key order by i.createdAt desc, i.id", InviteEntity.class)
        .setParameter("key", key)
        .getResultList();
  }

  @Override
  public List<Invite> list(SessionId session) {
    return transactions.read("read the invitations to session " + session, entities -> key(entities, session)
        .map(key -> of(entities, key).stream().map(InviteEntity::toInvite).toList()).orElse(List.of()));
  }

  @Override
  public boolean revoke(SessionId session, String inviteId) {
    return write("end an invitation to session " + session, entities -> {
      InviteEntity row = entities.find(InviteEntity.class, inviteId, LockModeType.PESSIMISTIC_WRITE);
      boolean isOfSession = row != null && key(entities, session).filter(key -> key == row.sessionKey).isPresent();
      if (isOfSession) {
        row.revoked = true;
      }
      return isOfSession;
    });
  }

  @Override
  public Optional<Accepted> look(SessionId session, String token, UserId user, long now) {
    return transactions.read("read an invitation to session " + session,
        entities -> find(entities, session, token, LockModeType.NONE).flatMap(row -> answer(entities, row, user, now)));
  }

  @Override
  public Optional<Accepted> accept(SessionId session, String token, UserId user, long now) {
    return write("use an invitation to session " + session,
        entities -> find(entities, session, token, LockModeType.PESSIMISTIC_WRITE).flatMap(row -> {
          Optional<Accepted> answer = answer(entities, row, user, now);
          if (answer.isPresent() && answer.get().role() != null) {
            row.uses++;
            entities.createNativeQuery("INSERT INTO invite_uses (session_key, invite_id, user_id) VALUES (:key, :id, :user)")
                .setParameter("key", row.sessionKey).setParameter("id", row.id).setParameter("user", user.value())
                .executeUpdate();
          }
          return answer;
        }));
  }

  private static Optional<Accepted> answer(EntityManager entities, InviteEntity row, UserId user, long now) {
    boolean usedBefore = !entities
        .createNativeQuery("SELECT 1 FROM invite_uses WHERE session_key = :key AND invite_id = :id AND user_id = :user")
        .setParameter("key", row.sessionKey).setParameter("id", row.id).setParameter("user", user.value())
        .getResultList().isEmpty();
    if (usedBefore) {
      return Optional.of(new Accepted(null));
    }
    Invite invite = row.toInvite();
    return invite.isGood(now) ? Optional.of(new Accepted(invite.terms().role())) : Optional.empty();
  }

  private static Optional<InviteEntity> find(EntityManager entities, SessionId session, String token, LockModeType lock) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Optional.empty();
    }
    Optional<Long> key = key(entities, session);
    return key.flatMap(known -> entities
        .createQuery("select i from InviteEntity i where i.tokenDigest = :digest and i.sessionKey = :key", InviteEntity.class)
        .setParameter("digest", digest(token))
        .setParameter("key", known)
        .setLockMode(lock)
        .getResultStream()
        .findFirst());
  }

  private static Optional<Long> key(EntityManager entities, SessionId session) {
    return entities.createQuery("select s.key from SessionEntity s where s.sessionId = :id", Long.class)
        .setParameter("id", session.value()).getResultStream().findFirst();
  }

  /** Of two that make the last possible invitation at the same time, one waits. */
  private static Optional<Long> lockedKey(EntityManager entities, SessionId session) {
    return entities
        .createQuery("select s from SessionEntity s where s.sessionId = :id", SessionEntity.class)
        .setParameter("id", session.value()).setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream().findFirst().map(SessionEntity::storedKey);
  }

  private <R> R write(String what, Function<EntityManager, R> work) {
    return transactions.write(what, work);
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static String digest(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
