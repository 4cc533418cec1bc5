package io.tutti.edge.rest.people;

import io.tutti.edge.json.Timestamps;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditRecord;
import io.tutti.session.KeyRotation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What operators are told. Holds nothing. */
final class OperatorAnswers {

  private OperatorAnswers() {}

  /** Rule DP12: a line of the audit log. */
  public record AuditLine(
      String at, @Nullable String user, String action, @Nullable String session, @Nullable String address, String outcome) {

    static AuditLine of(AuditRecord line) {
      UserId user = line.user();
      SessionId session = line.session();
      return new AuditLine(Timestamps.iso(line.at()), user == null ? null : user.value(), line.action(),
          session == null ? null : session.value(), line.address(), line.outcome());
    }
  }

  /** Rule SEAL8: which key seals, and how far a rotation is. */
  public record Keys(@Nullable String key, Rotation rotation) {

    static Keys of(KeyRotation.Progress progress) {
      return new Keys(progress.key(), new Rotation(progress.state().name().toLowerCase(Locale.ROOT), progress.sessions(),
          new TreeMap<>(progress.sealed()), progress.failure()));
    }
  }

  /** How far a rotation is. {@code encrypted}: how much of each kind. */
  public record Rotation(String state, long sessions, Map<String, Long> encrypted, @Nullable String failure) {}
}
