package io.tutti.edge.rest.people;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Identity;
import io.tutti.access.Revocations;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.hub.AuditQueue;
import io.tutti.hub.SessionGate;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Erasure;
import io.tutti.session.JournalFailure;
import io.tutti.session.PersonalData;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases one person, whose tokens end first (rules DP15–DP20). Immutable, but that all share one place. */
@Dependent
public class PersonErasure {

  private static final Logger LOG = LoggerFactory.getLogger(PersonErasure.class);
  private static final long SECOND = 1_000;
  /** Each sends people away and reads whole tables. */
  private static final Semaphore PLACE = new Semaphore(1);

  @Inject PersonalData data;
  @Inject SessionGate gate;
  @Inject Accounts accounts;
  @Inject Revocations revocations;
  @Inject AuditQueue audit;

  /** Erases {@code user}, who asks as {@code person}, or an operator does; the answer with the certificate. */
  String erase(UserId user, UserId pseudonym, Optional<Identity> person) {
    if (!PLACE.tryAcquire()) {
      throw Problem.unavailable("Another person's data is being erased at the moment; try again");
    }
    try {
      return certified(user, person.isPresent(), erased(new Erasure(user, pseudonym, names(user)), person));
    } finally {
      PLACE.release();
    }
  }

  /** What the person's account is called; what they were called in each session is found there. */
  private Set<String> names(UserId user) {
    return accounts.find(user).map(account -> Set.of(account.username().value())).orElse(Set.of());
  }

  private Map<String, Long> erased(Erasure erasure, Optional<Identity> person) {
    Optional<Account> account = accounts.deactivate(
        erasure.user(), (Math.floorDiv(System.currentTimeMillis(), SECOND) + 1) * SECOND);
    account.ifPresent(revocations::accountChanged);
    if (account.isEmpty()) {
      person.ifPresent(revocations::end);
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    int failed = 0;
    for (SessionId session : data.sessionsOf(erasure.user())) {
      failed += isErased(session, erasure, counts) ? 0 : 1;
    }
    audit.flush();
    data.eraseBeside(erasure, RandomIds.nowhere()).forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    if (failed > 0) {
      throw Problem.unavailable("Of " + failed + " sessions the person could not be erased; an operator may ask again");
    }
    return counts;
  }

  private boolean isErased(SessionId session, Erasure erasure, Map<String, Long> counts) {
    try {
      gate.rewrite(session, () -> {
        data.erase(session, erasure).forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        counts.merge("sessions", 1L, Long::sum);
      });
      return true;
    } catch (JournalFailure | IllegalStateException e) {
      LOG.error("Somebody could not be erased from session {}", session, e);
      return false;
    }
  }

  private static String certified(UserId user, boolean isOwnWish, Map<String, Long> counts) {
    Map<String, @Nullable Object> certificate = new LinkedHashMap<>();
    certificate.put("format", "tutti-erasure");
    certificate.put("version", 1L);
    certificate.put("userId", user.value());
    certificate.put("erasedAt", Timestamps.iso(System.currentTimeMillis()));
    certificate.put("askedBy", isOwnWish ? "person" : "operator");
    certificate.put("counts", counts);
    String text = JsonText.write(certificate);
    return "{\"certificate\":" + text + ",\"sha256\":\"" + digest(text) + "\"}";
  }

  private static String digest(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
