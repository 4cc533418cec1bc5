package io.tutti.parameters;

import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one session: values in force, who wrote them last, and the open conflicts.
 * Questions change nothing; {@link #write}, {@link #open} and {@link #close} apply what the log says. Confined to its session.
 */
public final class Parameters {

  private final ParameterSchema schema;
  private final long windowMillis;
  private final Map<String, Double> values;
  private final Map<String, ConflictDetector> detectors = new LinkedHashMap<>();
  private final Map<String, Conflict> open = new LinkedHashMap<>();
  private final Map<String, ClosedConflict> closed = new LinkedHashMap<>();

  /** The parameters of a new session whose conflict window is {@code windowMillis} long. */
  public Parameters(ParameterSchema schema, long windowMillis) {
    this.schema = schema;
    this.windowMillis = windowMillis;
    this.values = new LinkedHashMap<>(schema.initialValues());
  }

  public ParameterSchema schema() {
    return schema;
  }

  /** The adjustable values in force, in the schema's order; a copy that does not change. */
  public Map<String, Double> values() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The computed values in force, in the schema's order. */
  public Map<String, Double> computed() {
    return schema.compute(values);
  }

  /** The computed values that {@code changes} would lead to, in the schema's order. */
  public Map<String, Double> computedAfter(Map<String, Double> changes) {
    if (!schema.computesAnything()) {
      return Map.of();
    }
    Map<String, Double> changed = new LinkedHashMap<>(values);
    changed.putAll(changes);
    return schema.compute(changed);
  }

  /** The value of an adjustable parameter that is in force. */
  public double value(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no adjustable parameter " + name);
    }
    return value;
  }

  /** The last write of each parameter that anybody has written; a copy. */
  public Map<String, Write> lastWrites() {
    Map<String, Write> writes = new LinkedHashMap<>();
    detectors.forEach((name, detector) -> {
      Write last = detector.last();
      if (last != null) {
        writes.put(name, last);
      }
    });
    return writes;
  }

  /** Whose values are in force or in an open conflict. */
  public Set<UserId> authors() {
    Set<UserId> authors = new LinkedHashSet<>();
    lastWrites().values().forEach(write -> authors.add(write.user()));
    open.values().forEach(conflict -> authors.addAll(List.of(conflict.first().user(), conflict.second().user())));
    return authors;
  }

  /** The last write of {@code name}, or empty where nobody has written it. */
  public Optional<Write> lastWrite(String name) {
    ConflictDetector detector = detectors.get(name);
    return detector == null ? Optional.empty() : Optional.ofNullable(detector.last());
  }

  /** Why {@code wishes} cannot be taken as they are, in words for people; empty where they can. */
  public Optional<Refusal> refusal(Map<String, Double> wishes) {
    for (var wish : wishes.entrySet()) {
      Parameter parameter = schema.parameters().get(wish.getKey());
      if (parameter == null) {
        return Optional.of(new Refusal(wish.getKey(), "There is no parameter of that name"));
      }
      if (!(parameter instanceof Parameter.Adjustable adjustable)) {
        return Optional.of(new Refusal(wish.getKey(), wish.getKey() + " is computed and cannot be set"));
      }
      if (!adjustable.admits(wish.getValue())) {
        return Optional.of(new Refusal(wish.getKey(), wish.getKey() + " must be a number " + range(adjustable)));
      }
    }
    return Optional.empty();
  }

  /** A parameter that was refused, and why, for people. */
  public record Refusal(String parameter, String reason) {}

  private static String range(Parameter.Adjustable adjustable) {
    return "from " + (adjustable.min() == null ? "-∞" : adjustable.min())
        + " to " + (adjustable.max() == null ? "∞" : adjustable.max());
  }

  /**
   * What {@code wishes} (already free of a {@link #refusal}) come to: what is to be written, and which ones are in conflict
   * with the write that is in force. Wishes that change nothing are in neither.
   */
  public Assessment assess(UserId user, Map<String, Double> wishes, @Nullable Long baseSeq, long now) {
    Map<String, Double> writes = new LinkedHashMap<>();
    List<String> conflicts = new ArrayList<>();
    wishes.forEach((name, value) -> {
      switch (detector(name).judge(user, value, baseSeq, now)) {
        case WRITE -> writes.put(name, value);
        case CONFLICT -> conflicts.add(name);
        case REPETITION -> { }
      }
    });
    return new Assessment(compact(writes), conflicts);
  }

  /** Most updates change one parameter, and the log's tail in memory keeps them: a map of one takes an eighth of the room. */
  private static Map<String, Double> compact(Map<String, Double> writes) {
    return writes.size() == 1 ? Map.copyOf(writes) : writes;
  }

  /** What an update comes to: values to write, and names that are in conflict. */
  public record Assessment(Map<String, Double> writes, List<String> conflicts) {}

  /** The conflict that is open on {@code name}, or empty. */
  public Optional<Conflict> conflict(String name) {
    return Optional.ofNullable(open.get(name));
  }

  /** The open conflicts, oldest first; a copy. */
  public List<Conflict> conflicts() {
    return List.copyOf(open.values());
  }

  /** The conflict on {@code name} that is over and to which an answer of {@code user} comes too late, or empty. */
  public Optional<ClosedConflict> missed(String name, UserId user, long now, long memoryMillis) {
    return Optional.ofNullable(closed.get(name)).filter(conflict -> conflict.awaits(user, now, memoryMillis));
  }

  /** When the first open conflict runs out (milliseconds since 1970), or empty where none is open. */
  public Optional<Long> nextExpiry() {
    return open.isEmpty() ? Optional.empty() : open.values().stream().map(Conflict::expiresAt).min(Long::compare);
  }

  /** Applies an accepted change. */
  public void write(UserId user, Map<String, Double> changes, long seq, long at) {
    changes.forEach((name, value) -> {
      values.put(name, value);
      detector(name).write(new Write(user, seq, at, value));
    });
  }

  /** Applies the opening of a conflict. */
  public void open(Conflict conflict) {
    open.put(conflict.parameter(), conflict);
  }

  /** Applies the end of a conflict; one that is not open is ignored. */
  public void close(String name, @Nullable UserId by, long at) {
    Conflict conflict = open.remove(name);
    if (conflict != null) {
      closed.put(name, new ClosedConflict(conflict, by, at));
    }
  }

  /** Restores what a snapshot kept of a session with this schema. */
  public void restore(Map<String, Double> snapshotValues, Map<String, Write> writes, Collection<Conflict> conflicts) {
    values.putAll(snapshotValues);
    writes.forEach((name, write) -> detector(name).write(write));
    conflicts.forEach(this::open);
  }

  private ConflictDetector detector(String name) {
    return detectors.computeIfAbsent(name, absent -> new ConflictDetector(
        schema.adjustable(absent).orElseThrow(() -> new IllegalArgumentException("no adjustable parameter " + absent)),
        windowMillis));
  }
}
