package io.tutti.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedStateTest {

  private static final UserId ANNA = new UserId("anna");
  private static final UserId BEN = new UserId("ben");

  private final SharedState state = SharedState.empty();

  private Verdict<StateChanged> wish(Map<String, Object> patch, Long base) {
    return state.decide(new StateCommand.Patch(patch, base));
  }

  private List<StateChanged> patched(UserId by, long at, Map<String, Object> patch) {
    if (!(wish(patch, null) instanceof Verdict.Accepted<StateChanged> accepted)) {
      throw new AssertionError("refused: " + wish(patch, null));
    }
    accepted.events().forEach(event -> state.apply(event, by, at));
    return accepted.events();
  }

  private List<StateChanged> patched(Map<String, Object> patch) {
    return patched(ANNA, 0, patch);
  }

  private Verdict.Refused<StateChanged> refused(Map<String, Object> patch, Long base) {
    Map<String, Object> before = state.value();
    if (!(wish(patch, base) instanceof Verdict.Refused<StateChanged> refused)) {
      throw new AssertionError("not refused");
    }
    assertEquals(before, state.value());
    return refused;
  }

  private static Map<String, Object> removal(String key) {
    Map<String, Object> patch = new HashMap<>();
    patch.put(key, null);
    return patch;
  }

  @Test
  @DisplayName("[STA1] A new state is an empty object of version 0, and each change makes the version greater by 1")
  void versions() {
    assertEquals(Map.of(), state.value());
    assertEquals(0, state.version());
    assertEquals(1, patched(Map.of("a", 1L)).get(0).version());
    assertEquals(2, patched(Map.of("a", 2L)).get(0).version());
    assertEquals(2, state.version());
    assertThrows(IllegalStateException.class, () -> state.apply(new StateChanged(Map.of("a", 3L), 9), ANNA, 0));
  }

  @Test
  @DisplayName("[STA2] The examples of RFC 7396 come out as they do there")
  void rfcExamples() {
    patched(Map.of("title", "Goodbye!", "author", Map.of("givenName", "John", "familyName", "Doe"),
        "tags", List.of("example", "sample"), "content", "This will be unchanged"));
    Map<String, Object> author = new HashMap<>();
    author.put("familyName", null);
    patched(Map.of("title", "Hello!", "phoneNumber", "+01-123-456-7890", "author", author, "tags", List.of("example")));
    assertEquals(Map.of("title", "Hello!", "author", Map.of("givenName", "John"), "tags", List.of("example"),
        "content", "This will be unchanged", "phoneNumber", "+01-123-456-7890"), state.value());
    Map<String, Object> nulls = new HashMap<>();
    nulls.put("bb", Map.of("ccc", Map.of()));
    nulls.put("gone", null);
    patched(Map.of("content", nulls));
    assertEquals(Map.of("bb", Map.of("ccc", Map.of())), state.value().get("content"));
    patched(Map.of("tags", Arrays.asList(1L, null)));
    assertEquals(Arrays.asList(1L, null), state.value().get("tags"));
  }

  @Test
  @DisplayName("[STA3] An event has only what changed; what changes nothing is taken without an event")
  void deltas() {
    patched(Map.of("a", Map.of("x", 1L, "y", 2L), "b", "same"));
    Map<String, Object> patch = new LinkedHashMap<>(Map.of("a", Map.of("x", 1L, "y", 3L), "b", "same"));
    patch.put("never there", null);
    assertEquals(Map.of("a", Map.of("y", 3L)), patched(patch).get(0).patch());
    assertEquals(List.of(), patched(patch));
    assertEquals(2, state.version());
  }

  @Test
  @DisplayName("[STA4] A patch is overtaken by a later touch of the same path, of one below it, or of one above it as a whole, and told the values in force")
  void staleByPath() {
    patched(Map.of("a", Map.of("x", 1L, "y", 1L), "b", 1L));
    patched(Map.of("a", Map.of("x", 2L)));
    Verdict.Refused<StateChanged> same = refused(Map.of("a", Map.of("x", 9L), "b", 5L), 1L);
    assertEquals(ErrorCode.STALE_VERSION, same.code());
    assertEquals(Map.of("version", 2L, "values", Map.of("a", Map.of("x", 2L, "y", 1L))), same.details());
    assertEquals(ErrorCode.STALE_VERSION, refused(Map.of("a", 0L), 1L).code(), "the whole, when a part was touched");
    assertEquals(ErrorCode.STALE_VERSION, refused(removal("a"), 1L).code());
    assertTrue(wish(Map.of("a", Map.of("y", 2L)), 1L) instanceof Verdict.Accepted, "a neighbour was touched");
    assertTrue(wish(Map.of("a", Map.of("z", 2L)), 1L) instanceof Verdict.Accepted, "a newcomer beside it");
    patched(Map.of("a", "no object any more"));
    assertEquals(ErrorCode.STALE_VERSION, refused(Map.of("a", Map.of("y", 2L)), 2L)
        .code(), "a part, when the whole was touched");
    patched(removal("b"));
    assertEquals("{b=null}", refused(Map.of("b", 5L), 3L).details().get("values").toString());
    assertTrue(wish(Map.of("b", 5L), 4L) instanceof Verdict.Accepted);
  }

  @Test
  @DisplayName("[STA5] A version from the future is stale too")
  void future() {
    patched(Map.of("a", 1L));
    Verdict.Refused<StateChanged> refusal = refused(Map.of("a", 2L, "b", 3L), 2L);
    assertEquals(ErrorCode.STALE_VERSION, refusal.code());
    assertEquals(1L, refusal.details().get("version"));
    assertEquals(1L, ((Map<?, ?>) refusal.details().get("values")).get("a"));
  }

  @Test
  @DisplayName("[STA6] Forbidden keys, keys that are empty or too long, endless numbers and broken texts are refused, at any depth")
  void flaws() {
    for (String key : List.of("__proto__", "constructor", "prototype", "", "k".repeat(257), "\ud800")) {
      assertEquals(ErrorCode.BAD_MESSAGE, refused(Map.of(key, 1L), null).code(), key);
      assertEquals(ErrorCode.BAD_MESSAGE, refused(Map.of("a", List.of(Map.of("b", Map.of(key, 1L)))), null).code(), key);
    }
    for (Object value : List.of(Double.NaN, Double.POSITIVE_INFINITY, "half a pair \udc00", new Object())) {
      assertEquals(ErrorCode.BAD_MESSAGE, refused(Map.of("a", List.of(value)), null).code());
    }
    patched(Map.of("k".repeat(256), 1L));
  }

  @Test
  @DisplayName("[STA6] 32 levels are taken, 33 and 10,000 are not")
  void depth() {
    patched(nested(32));
    assertEquals(ErrorCode.BAD_MESSAGE, refused(nested(33), null).code());
    assertEquals(ErrorCode.BAD_MESSAGE, refused(nested(10_000), null).code());
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      list = new ArrayList<>(List.of(list));
    }
    assertEquals(ErrorCode.BAD_MESSAGE, refused(Map.of("a", list), null).code());
  }

  private static Map<String, Object> nested(int levels) {
    Map<String, Object> nested = Map.of();
    for (int i = 1; i < levels; i++) {
      nested = Map.of("n", nested);
    }
    return nested;
  }

  @Test
  @DisplayName("[STA7] A patch of 1 MB, a state above 256 KiB and one of more than 10,000 keys are refused; the limits themselves are not")
  void sizes() {
    assertEquals(ErrorCode.TOO_LARGE, refused(Map.of("a", "x".repeat(1_000_000)), null).code());
    String half = "x".repeat(SharedState.MAX_BYTES / 2);
    patched(Map.of("a", half));
    assertEquals(ErrorCode.TOO_LARGE, refused(Map.of("b", half), null).code());
    patched(Map.of("b", "x".repeat(SharedState.MAX_BYTES - half.length() - "{'a':'','b':''}".length())));
    assertEquals(SharedState.MAX_BYTES, state.bytes());
    assertEquals(ErrorCode.TOO_LARGE, refused(Map.of("c", 1L), null).code());
    patched(removal("a"));
    patched(removal("b"));
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < SharedState.MAX_KEYS - 1; i++) {
      many.put("k" + i, 1L);
    }
    patched(Map.of("many", many));
    assertEquals(ErrorCode.TOO_LARGE, refused(Map.of("one more", 1L), null).code());
  }

  @Test
  @DisplayName("[STA8] Of each key that is there, the last version, author and time are kept")
  void touched() {
    patched(ANNA, 10, Map.of("a", Map.of("x", 1L), "b", 1L));
    patched(BEN, 20, Map.of("a", Map.of("y", 1L)));
    assertEquals(Map.of("a", new Touch(2, BEN, 20), "b", new Touch(1, ANNA, 10)), state.touched());
    patched(null, 30, removal("b"));
    assertEquals(Map.of("a", new Touch(2, BEN, 20)), state.touched());
  }

  @Test
  @DisplayName("[STA9] After a load, a removed key counts as touched when the last key was removed, and everything else goes on")
  void restored() {
    patched(Map.of("a", Map.of("x", 1L), "b", 1L));
    patched(removal("b"));
    patched(Map.of("a", Map.of("x", 2L)));
    SharedState again = SharedState.restored(state.snapshot());
    assertEquals(state.snapshot(), again.snapshot());
    assertEquals(state.bytes(), again.bytes());
    assertTrue(again.decide(new StateCommand.Patch(Map.of("b", 2L), 1L)) instanceof Verdict.Refused);
    assertTrue(again.decide(new StateCommand.Patch(Map.of("b", 2L), 2L)) instanceof Verdict.Accepted);
    assertTrue(again.decide(new StateCommand.Patch(Map.of("a", Map.of("x", 3L)), 2L)) instanceof Verdict.Refused);
  }

  @Test
  @DisplayName("[STA9] What is forgotten counts as touched: memory stays bounded, and no stale patch slips through")
  void forgotten() {
    for (int i = 0; i < 30_000; i++) {
      patched(Map.of("k" + i, 1L));
      patched(removal("k" + i));
    }
    assertTrue(wish(Map.of("k0", 1L), 1L) instanceof Verdict.Refused, "touched long ago, forgotten");
    assertTrue(wish(Map.of("k29999", 1L), state.version() - 1) instanceof Verdict.Refused, "touched just now");
    assertTrue(wish(Map.of("k29999", 1L), state.version()) instanceof Verdict.Accepted);
  }

  @Test
  @DisplayName("[STA10] Neither the given patch nor what the state gives out can change it afterwards")
  void nobodyElseChangesIt() {
    List<Object> list = new ArrayList<>(List.of(1L));
    Map<String, Object> inner = new HashMap<>(Map.of("list", list));
    Map<String, Object> patch = new HashMap<>(Map.of("a", inner));
    StateChanged event = patched(patch).get(0);
    list.add(2L);
    inner.put("b", 2L);
    patch.clear();
    assertEquals(Map.of("a", Map.of("list", List.of(1L))), state.value());
    assertEquals(Map.of("a", Map.of("list", List.of(1L))), event.patch());
    assertThrows(UnsupportedOperationException.class, () -> state.value().put("x", 1L));
    Map<?, ?> a = (Map<?, ?>) state.value().get("a");
    assertThrows(UnsupportedOperationException.class, a::clear);
    assertThrows(UnsupportedOperationException.class, ((List<?>) a.get("list"))::clear);
  }
}
