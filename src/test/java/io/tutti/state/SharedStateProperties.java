package io.tutti.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The shared state against one that is as simple as it can be: whole copies, and a list of every path ever touched. */
class SharedStateProperties {

  private static final UserId ANNA = new UserId("anna");

  /** A patch, and how many versions its author lags behind; −1 for one that does not say. */
  record Wish(Map<String, Object> patch, int lag) {}

  @Provide
  Arbitrary<List<Wish>> wishes() {
    Arbitrary<Wish> wish = Combinators.combine(objects(3), Arbitraries.integers().between(-1, 4)).as(Wish::new);
    return wish.list().ofMaxSize(25);
  }

  private static Arbitrary<Map<String, Object>> objects(int levels) {
    Arbitrary<Object> scalars = Arbitraries.of(1L, 2L, "text", true, List.of(1L), 2.5).map(value -> (Object) value)
        .injectNull(0.3);
    Arbitrary<Object> values = levels == 0 ? scalars
        : Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(2, scalars),
            net.jqwik.api.Tuple.of(3, Arbitraries.lazy(() -> objects(levels - 1)).map(map -> (Object) map)));
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values).ofMaxSize(3).map(LinkedHashMap::new);
  }

  @Property(tries = 500)
  @Label("[STA2] [STA3] [STA4] Values, versions and refusals are those of a naive model, and every delta is as small as it can be")
  void likeTheNaiveModel(@ForAll("wishes") List<Wish> wishes) {
    SharedState state = SharedState.empty();
    Map<String, Object> naive = new HashMap<>();
    TreeMap<String, Long> touches = new TreeMap<>();
    for (Wish wish : wishes) {
      Long base = wish.lag < 0 ? null : Long.valueOf(Math.max(0, state.version() - wish.lag));
      boolean stale = base != null && leaves("", wish.patch).stream().anyMatch(leaf -> overtaken(touches, leaf, base));
      Verdict<StateChanged> verdict = state.decide(new StateCommand.Patch(wish.patch, base));
      assertEquals(stale, verdict instanceof Verdict.Refused, () -> wish + " after " + touches);
      if (verdict instanceof Verdict.Accepted<StateChanged> accepted) {
        Map<String, Object> after = merged(naive, wish.patch);
        assertEquals(!after.equals(naive), !accepted.events().isEmpty());
        for (StateChanged event : accepted.events()) {
          assertEquals(after, merged(naive, event.patch()));
          everyPartMatters(naive, event.patch());
          note(touches, naive, event.patch(), "", event.version());
          state.apply(event, ANNA, 0);
        }
        naive = after;
      }
      assertEquals(naive, state.value());
      assertEquals(state.snapshot(), SharedState.restored(state.snapshot()).snapshot());
    }
  }

  /** The pseudo-code of RFC 7396, on copies. */
  private static Map<String, Object> merged(Map<String, Object> target, Map<?, ?> patch) {
    Map<String, Object> result = new HashMap<>(target);
    patch.forEach((key, value) -> {
      if (value == null) {
        result.remove(key);
      } else if (value instanceof Map<?, ?> object) {
        result.put((String) key, merged(asObject(result.get(key)), object));
      } else {
        result.put((String) key, value);
      }
    });
    return result;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asObject(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static void everyPartMatters(Map<String, Object> target, Map<String, Object> patch) {
    for (String key : patch.keySet()) {
      assertTrue(!merged(target, without(patch, key)).equals(merged(target, patch)), "superfluous: " + key);
      if (patch.get(key) instanceof Map<?, ?> below && target.get(key) instanceof Map<?, ?>) {
        everyPartMatters(asObject(target.get(key)), asObject(below));
      }
    }
  }

  private static Map<String, Object> without(Map<String, Object> patch, String key) {
    Map<String, Object> rest = new HashMap<>(patch);
    rest.remove(key);
    return rest;
  }

  /** A path that a patch would change; {@code through}: as an object that stays one. */
  record Leaf(String path, boolean through) {}

  private static List<Leaf> leaves(String prefix, Map<?, ?> patch) {
    List<Leaf> leaves = new ArrayList<>();
    patch.forEach((key, value) -> {
      String path = prefix + "/" + key;
      if (value instanceof Map<?, ?> object) {
        leaves.add(new Leaf(path, true));
        leaves.addAll(leaves(path, object));
      } else {
        leaves.add(new Leaf(path, false));
      }
    });
    return leaves;
  }

  private static boolean overtaken(Map<String, Long> touches, Leaf leaf, long base) {
    return touches.entrySet().stream().filter(touch -> touch.getValue() > base).map(Map.Entry::getKey).anyMatch(path ->
        path.equals(leaf.path) || leaf.path.startsWith(path + "/") || (!leaf.through && path.startsWith(leaf.path + "/")));
  }

  private static void note(
      Map<String, Long> touches, Map<String, Object> target, Map<?, ?> patch, String prefix, long version) {
    patch.forEach((key, value) -> {
      String path = prefix + "/" + key;
      if (value instanceof Map<?, ?> object && target.get(key) instanceof Map<?, ?>) {
        note(touches, asObject(target.get(key)), object, path, version);
      } else {
        touches.put(path, version);
      }
    });
  }
}
