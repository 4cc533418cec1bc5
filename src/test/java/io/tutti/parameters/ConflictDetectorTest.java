package io.tutti.parameters;

import static io.tutti.parameters.ConflictDetector.Verdict.CONFLICT;
import static io.tutti.parameters.ConflictDetector.Verdict.REPETITION;
import static io.tutti.parameters.ConflictDetector.Verdict.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.identity.UserId;
import io.tutti.parameters.ConflictDetector.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictDetectorTest {

  private static final long WINDOW = 500;
  private static final Parameter.Adjustable UNIT = new Parameter.Adjustable(0.0, 1.0, 0.5, null, null, null);
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  private static ConflictDetector writtenByAnn(double value) {
    var detector = new ConflictDetector(UNIT, WINDOW);
    detector.write(new Write(ANN, 7, 1_000, value));
    return detector;
  }

  @ParameterizedTest(name = "{0} ms later: {1}")
  @DisplayName("[PAR5] [CON1] Another's different value is in conflict within the window, a write after it")
  @CsvSource({"0, CONFLICT", "1, CONFLICT", "499, CONFLICT", "500, WRITE", "501, WRITE", "100000, WRITE"})
  void window(long later, Verdict verdict) {
    assertEquals(verdict, writtenByAnn(0.6).judge(BOB, 0.9, null, 1_000 + later));
  }

  @Test
  @DisplayName("[TRI1] [PAR5] One's own quick changes are never in conflict")
  void ownChanges() {
    var detector = writtenByAnn(0.6);
    assertEquals(WRITE, detector.judge(ANN, 0.9, null, 1_001));
    assertEquals(WRITE, detector.judge(ANN, 0.5, null, 1_001));
  }

  @Test
  @DisplayName("[PAR5] The first write of a parameter is never in conflict")
  void firstWrite() {
    assertEquals(WRITE, new ConflictDetector(UNIT, WINDOW).judge(BOB, 0.9, null, 0));
  }

  @Test
  @DisplayName("[PAR4] The value in force is no write, whoever repeats it")
  void inForce() {
    assertEquals(REPETITION, writtenByAnn(0.6).judge(ANN, 0.6, null, 1_001));
    assertEquals(REPETITION, writtenByAnn(0.6).judge(BOB, 0.6, 0L, 9_000));
    assertEquals(REPETITION, new ConflictDetector(UNIT, WINDOW).judge(BOB, 0.5, null, 0));
  }

  @Test
  @DisplayName("[PAR6] Who has seen the last write may overwrite it at once")
  void seen() {
    assertEquals(WRITE, writtenByAnn(0.6).judge(BOB, 0.9, 7L, 1_001));
    assertEquals(WRITE, writtenByAnn(0.6).judge(BOB, 0.5, 8L, 1_001));
    assertEquals(CONFLICT, writtenByAnn(0.6).judge(BOB, 0.9, 6L, 1_001));
  }

  @Test
  @DisplayName("[PAR7] [TRI2] A client that has not heard of a write and repeats the older value means nothing by it")
  void staleRepetition() {
    assertEquals(REPETITION, writtenByAnn(0.6).judge(BOB, 0.5, null, 1_499));
    assertEquals(REPETITION, writtenByAnn(0.6).judge(BOB, 0.5, 3L, 1_499));
    assertEquals(WRITE, writtenByAnn(0.6).judge(BOB, 0.5, null, 1_500));
  }

  @Test
  @DisplayName("[PAR7] Without baseSeq every value of the window counts as one that the client may have been told")
  void olderRepetition() {
    var detector = writtenByAnn(0.6);
    detector.write(new Write(ANN, 8, 1_100, 0.7));
    detector.write(new Write(ANN, 9, 1_200, 0.8));
    assertEquals(REPETITION, detector.judge(BOB, 0.6, null, 1_599));
    assertEquals(CONFLICT, detector.judge(BOB, 0.6, null, 1_600));
    assertEquals(REPETITION, detector.judge(BOB, 0.6, 7L, 1_300));
    assertEquals(CONFLICT, detector.judge(BOB, 0.6, 8L, 1_300));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("[PAR8] What differs by no more than the tolerance is written")
  @CsvSource({"0.6009, WRITE", "0.5991, WRITE", "0.6011, CONFLICT", "0.5989, CONFLICT"})
  void tolerance(double value, Verdict verdict) {
    assertEquals(verdict, writtenByAnn(0.6).judge(BOB, value, null, 1_001));
  }

  @Test
  @DisplayName("[PAR5] A window of 0 knows no conflicts")
  void noWindow() {
    var detector = new ConflictDetector(UNIT, 0);
    detector.write(new Write(ANN, 1, 1_000, 0.6));
    assertEquals(WRITE, detector.judge(BOB, 0.9, null, 1_000));
  }

  @Test
  @DisplayName("[PAR7] However many writes a window has, memory is bounded and the value in force stands")
  void manyWrites() {
    var detector = new ConflictDetector(UNIT, WINDOW);
    for (int i = 1; i <= 1_000; i++) {
      detector.write(new Write(ANN, i, 1_000, i / 1_000.0));
    }
    assertEquals(1.0, detector.value());
    assertEquals(REPETITION, detector.judge(BOB, 0.99, null, 1_001));
    assertEquals(CONFLICT, detector.judge(BOB, 0.0021, null, 1_001));
  }

  /** One wish: {@code pause} ms after the one before; {@code behind}: how many writes of the past the client has not seen. */
  record Wish(UserId user, double value, int pause, @Nullable Integer behind) {}

  @Property(tries = 2_000)
  @Label("[PAR4] [PAR5] [PAR6] [PAR7] [PAR8] The detector judges as the rules say, on the whole history")
  void agreesWithTheRules(@ForAll("wishes") List<Wish> wishes) {
    var detector = new ConflictDetector(UNIT, WINDOW);
    List<Write> history = new ArrayList<>();
    long now = 10_000;
    for (Wish wish : wishes) {
      now += wish.pause();
      Integer behind = wish.behind();
      Long baseSeq = behind == null ? null : Math.max(0, (history.size() - behind) * 2L);
      Verdict judged = detector.judge(wish.user(), wish.value(), baseSeq, now);
      Optional<Verdict> expected = byTheRules(history, wish, baseSeq, now);
      Verdict verdict = judged;
      expected.ifPresent(rule -> assertEquals(rule, verdict));
      if (judged == WRITE) {
        Write write = new Write(wish.user(), (history.size() + 1) * 2L, now, wish.value());
        history.add(write);
        detector.write(write);
      }
    }
  }

  /** The rules of docs/protocol, word by word and without haste; empty where they say nothing (PAR7 beyond the window). */
  private static Optional<Verdict> byTheRules(List<Write> history, Wish wish, @Nullable Long baseSeq, long now) {
    double inForce = history.isEmpty() ? UNIT.initial() : history.get(history.size() - 1).value();
    if (wish.value() == inForce) {
      return Optional.of(REPETITION);
    }
    if (history.isEmpty()) {
      return Optional.of(WRITE);
    }
    Write last = history.get(history.size() - 1);
    boolean seen = baseSeq != null && baseSeq >= last.seq();
    if (last.user().equals(wish.user()) || last.at() + WINDOW <= now || seen) {
      return Optional.of(WRITE);
    }
    boolean told = false;
    for (int i = -1; i < history.size() - 1; i++) {
      double value = i < 0 ? UNIT.initial() : history.get(i).value();
      long from = i < 0 ? 0 : history.get(i).seq();
      Write next = history.get(i + 1);
      boolean withinWindow = next.at() > now - WINDOW;
      boolean atBase = baseSeq != null && baseSeq >= from && baseSeq < next.seq();
      if (atBase && !withinWindow) {
        return Optional.empty();
      }
      told |= value == wish.value() && (baseSeq == null ? withinWindow : atBase);
    }
    if (told) {
      return Optional.of(REPETITION);
    }
    return Optional.of(Math.abs(wish.value() - inForce) > 0.001 ? CONFLICT : WRITE);
  }

  @Provide
  Arbitrary<List<Wish>> wishes() {
    Arbitrary<Double> values = Arbitraries.of(0.1, 0.1005, 0.3, 0.5, 0.5009, 0.9);
    Arbitrary<Integer> pauses = Arbitraries.oneOf(
        Arbitraries.integers().between(0, 300), Arbitraries.of(0, 249, 250, 499, 500, 501));
    return Combinators.combine(
            Arbitraries.of(ANN, BOB, new UserId("cid")), values, pauses,
            Arbitraries.integers().between(0, 4).injectNull(0.5))
        .as(Wish::new).list().ofMaxSize(40);
  }
}
