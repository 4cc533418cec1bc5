package io.tutti.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version last touched which path of the state: as a whole, or somewhere below. Remembers at most
 * {@value #MAX_PATHS} paths; when there are more, the older half is forgotten, and a path that is not remembered counts as
 * touched at the youngest version that was forgotten. Confined to its session.
 */
final class TouchTree {

  static final int MAX_PATHS = 20_000;

  private final Path root = new Path();
  private int paths;
  private long forgottenUpTo;

  /**
   * A key's place: {@code whole} is the version that last set or removed it as a whole, {@code youngest} that or any
   * below.
   */
  private static final class Path {
    private long whole;
    private long youngest;
    private final Map<String, Path> below = new LinkedHashMap<>(2);
  }

  /** A tree in which everything up to {@code forgottenUpTo} is forgotten. */
  TouchTree(long forgottenUpTo) {
    this.forgottenUpTo = forgottenUpTo;
  }

  long forgottenUpTo() {
    return forgottenUpTo;
  }

  /** Notes that {@code key} was touched as a whole. */
  void touch(String key, long version) {
    whole(root, key, version);
    root.youngest = version;
  }

  /** Notes what {@code patch}, in which everything has an effect, touches in {@code target}. */
  void touch(Map<?, ?> target, Map<?, ?> patch, long version) {
    touch(root, target, patch, version);
    if (paths > MAX_PATHS) {
      forgetOlderHalf();
    }
  }

  private void touch(Path place, Map<?, ?> target, Map<?, ?> patch, long version) {
    place.youngest = version;
    patch.forEach((name, wish) -> {
      String key = String.valueOf(name);
      if (wish instanceof Map<?, ?> changes && target.get(key) instanceof Map<?, ?> object) {
        touch(place.below.computeIfAbsent(key, this::newPath), object, changes, version);
      } else {
        whole(place, key, version);
      }
    });
  }

  private void whole(Path place, String key, long version) {
    Path path = place.below.computeIfAbsent(key, this::newPath);
    path.whole = version;
    path.youngest = version;
    paths -= size(path) - 1;
    path.below.clear();
  }

  private Path newPath(String key) {
    paths++;
    return new Path();
  }

  private static int size(Path path) {
    int size = 1;
    for (Path below : path.below.values()) {
      size += size(below);
    }
    return size;
  }

  private void forgetOlderHalf() {
    long[] versions = new long[paths];
    collect(root, versions, 0);
    java.util.Arrays.sort(versions);
    forgottenUpTo = Math.max(forgottenUpTo, versions[versions.length / 2]);
    prune(root);
    paths = size(root) - 1;
  }

  private static int collect(Path place, long[] versions, int count) {
    for (Path path : place.below.values()) {
      versions[count++] = path.youngest;
      count = collect(path, versions, count);
    }
    return count;
  }

  private void prune(Path place) {
    place.below.values().removeIf(path -> path.youngest <= forgottenUpTo);
    place.below.values().forEach(this::prune);
  }

  /**
   * Whether anything that the member {@code key} of a patch would change has been touched after {@code version}: the same
   * path, one above it as a whole, or one below it.
   */
  boolean touchedAfter(long version, String key, @Nullable Object wish) {
    return forgottenUpTo > version || touchedAfter(root, version, key, wish);
  }

  private static boolean touchedAfter(Path place, long version, String key, @Nullable Object wish) {
    Path path = place.below.get(key);
    if (path == null) {
      return false;
    }
    if (!(wish instanceof Map<?, ?> changes)) {
      return path.youngest > version;
    }
    return path.whole > version || changes.entrySet().stream()
        .anyMatch(change -> touchedAfter(path, version, String.valueOf(change.getKey()), change.getValue()));
  }
}
