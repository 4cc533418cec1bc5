package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.parameters.Write;
import java.util.List;
import java.util.Map;

/** A session's state after {@code seq}, complete enough to go on from. Immutable. */
public record SessionSnapshot(
    long seq,
    Map<String, Double> values,
    Map<String, Write> writes,
    List<Conflict> conflicts,
    List<Member> present,
    Map<UserId, Role> roles) {}
