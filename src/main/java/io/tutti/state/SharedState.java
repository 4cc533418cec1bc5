package io.tutti.state;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.PlainValues;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a session shares, its version, and who touched what last (rules STA1–STA10).
 *
 * <p>The version is 0 at first and grows by 1 with each change. As JSON the object has at most {@value #MAX_BYTES} bytes, at
 * most {@value #MAX_DEPTH} levels and {@value #MAX_KEYS} keys. {@link #decide} changes nothing; {@link #apply} takes
 * what the log says. Confined to its session.
 */
public final class SharedState {

  public static final int MAX_BYTES = 256 * 1024;
  public static final int MAX_DEPTH = 32;
  public static final int MAX_KEYS = 10_000;

  private Map<String, @Nullable Object> value = Map.of();
  private final Map<String, Touch> touched = new LinkedHashMap<>();
  private final TouchTree paths;
  private long version;
  private long removedUpTo;
  private long bytes = 2;
  private int keys;

  private SharedState(long forgottenUpTo) {
    this.removedUpTo = forgottenUpTo;
    this.paths = new TouchTree(forgottenUpTo);
  }

  /** The state of a new session: an empty object, version 0. */
  public static SharedState empty() {
    return new SharedState(0);
  }

  /** The state that {@code snapshot} kept. Touches are then known by top-level key only (rule STA9). */
  public static SharedState restored(StateSnapshot snapshot) {
    SharedState state = new SharedState(snapshot.forgottenUpTo());
    state.value = snapshot.value();
    state.version = snapshot.version();
    state.bytes = PlainValues.bytes(state.value);
    state.keys = PlainValues.keys(state.value);
    state.touched.putAll(snapshot.touched());
    snapshot.touched().forEach((key, touch) -> state.paths.touch(key, touch.version()));
    return state;
  }

  /** What a snapshot keeps of this state. */
  public StateSnapshot snapshot() {
    return new StateSnapshot(value, version, touched, Math.max(removedUpTo, paths.forgottenUpTo()));
  }

  /** What becomes of {@code command}: one change with only what really changes, none where nothing does, or a refusal. */
  public Verdict<StateChanged> decide(StateCommand.Patch command) {
    Optional<Verdict<StateChanged>> refusal = flaw(command.patch()).or(() -> staleness(command));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Map<String, @Nullable Object> wish = PlainValues.copy(command.patch());
    Map<String, @Nullable Object> effective = MergePatch.effective(value, wish);
    if (effective.isEmpty()) {
      return Verdict.accept();
    }
    Measure after = measured(MergePatch.apply(value, effective), effective.keySet());
    if (after.bytes > MAX_BYTES || after.keys > MAX_KEYS) {
      return Verdict.refuse(ErrorCode.TOO_LARGE, "The shared state would become too large");
    }
    return Verdict.accept(new StateChanged(effective, version + 1));
  }

  /** Rules STA6, STA7. */
  private static Optional<Verdict<StateChanged>> flaw(Map<String, @Nullable Object> patch) {
    Optional<String> flaw = PlainValues.flaw(patch, MAX_DEPTH);
    if (flaw.isPresent()) {
      return Optional.of(Verdict.refuse(ErrorCode.BAD_MESSAGE, flaw.get()));
    }
    if (PlainValues.bytes(patch) > MAX_BYTES || PlainValues.keys(patch) > MAX_KEYS) {
      return Optional.of(Verdict.refuse(ErrorCode.TOO_LARGE, "The patch is too large"));
    }
    return Optional.empty();
  }

  /** Rules STA4, STA5. */
  private Optional<Verdict<StateChanged>> staleness(StateCommand.Patch command) {
    Long base = command.baseVersion();
    if (base == null) {
      return Optional.empty();
    }
    if (base > version) {
      return Optional.of(stale("There is no such version yet", command.patch().keySet()));
    }
    List<String> overtaken = command.patch().entrySet().stream()
        .filter(member -> paths.touchedAfter(base, member.getKey(), member.getValue()))
        .map(Map.Entry::getKey)
        .toList();
    return overtaken.isEmpty() ? Optional.empty() : Optional.of(stale("That has been changed since", overtaken));
  }

  private Verdict<StateChanged> stale(String message, Iterable<String> overtaken) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    overtaken.forEach(key -> values.put(key, value.get(key)));
    return Verdict.refuse(ErrorCode.STALE_VERSION, message, Map.of("version", version, "values", values));
  }

  /** What the state comes to as JSON. */
  private record Measure(long bytes, int keys) {}

  /** Measures only the top-level keys that change: the rest is known. */
  private Measure measured(Map<String, @Nullable Object> after, Iterable<String> changed) {
    long bytesAfter = bytes - commas(value) + commas(after);
    int keysAfter = keys;
    for (String key : changed) {
      if (value.containsKey(key)) {
        bytesAfter -= PlainValues.memberBytes(key, value.get(key));
        keysAfter -= 1 + PlainValues.keys(value.get(key));
      }
      if (after.containsKey(key)) {
        bytesAfter += PlainValues.memberBytes(key, after.get(key));
        keysAfter += 1 + PlainValues.keys(after.get(key));
      }
    }
    return new Measure(bytesAfter, keysAfter);
  }

  private static int commas(Map<?, ?> object) {
    return Math.max(0, object.size() - 1);
  }

  /**
   * Applies an accepted change.
   *
   * @param by who made it, or null for the server itself; {@code at} in milliseconds since 1970
   * @throws IllegalStateException if {@code changed} does not lead to the next version: a bug, or a damaged log
   */
  public void apply(StateChanged changed, @Nullable UserId by, long at) {
    if (changed.version() != version + 1) {
      throw new IllegalStateException("state version " + changed.version() + " follows " + version);
    }
    Map<String, @Nullable Object> after = MergePatch.apply(value, changed.patch());
    Measure measure = measured(after, changed.patch().keySet());
    paths.touch(value, changed.patch(), changed.version());
    for (String key : changed.patch().keySet()) {
      if (after.containsKey(key)) {
        touched.put(key, new Touch(changed.version(), by, at));
      } else {
        touched.remove(key);
        removedUpTo = changed.version();
      }
    }
    value = after;
    version = changed.version();
    bytes = measure.bytes;
    keys = measure.keys;
  }

  /** The object as it is; unmodifiable, and it does not change. */
  public Map<String, @Nullable Object> value() {
    return value;
  }

  /** The object, its version and its touches as they are now; nothing of it changes any more. */
  public StateView view() {
    return new StateView(value, version, touched());
  }

  /** How many changes there have been. */
  public long version() {
    return version;
  }

  /** The last change of each top-level key that is there; a copy. */
  public Map<String, Touch> touched() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(touched));
  }

  /** How many bytes the object has as JSON, 2 or more. */
  public long bytes() {
    return bytes;
  }
}
