package io.tutti.contract;

import static io.tutti.contract.Logs.ADA;
import static io.tutti.contract.Logs.NOON;
import static io.tutti.contract.Logs.TAB;
import static io.tutti.contract.Logs.batch;
import static io.tutti.contract.Logs.describedSession;
import static io.tutti.contract.Logs.entries;
import static io.tutti.contract.Logs.entry;
import static io.tutti.contract.Logs.session;
import static io.tutti.contract.Logs.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.Member;
import io.tutti.session.Profile;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every journal does, whatever it is made of. The rules are those of {@code docs/journal.md}. */
public abstract class JournalContract extends LogIdentityContract {

  private static SessionId id(String id) {
    return new SessionId(id);
  }

  /** A journal with session {@code s} and the entries 1 to {@code end}. */
  private Journal journalWithLog(long end) {
    Journal journal = journal();
    journal.create(session("s"));
    journal.append(List.of(batch("s", entries(1, end))));
    return journal;
  }

  /** Session {@code s} of {@link #journalWithLog} once it has been deleted and made again. */
  private static SessionDescription madeAgain() {
    return session("s").withLog(Logs.log("s").after(1));
  }

  @Test
  @DisplayName("[JRN1] A created session is there with everything that it was created with")
  void aCreatedSessionIsThereWithEverythingThatItWasCreatedWith() {
    Journal journal = journal();
    assertTrue(journal.create(describedSession("s")));
    assertEquals(Optional.of(describedSession("s")), journal.describe(id("s")));
    Journal.Opened opened = journal.open(id("s")).orElseThrow();
    assertEquals(describedSession("s"), opened.description());
    assertEquals(List.copyOf(describedSession("s").schema().parameters().keySet()),
        List.copyOf(opened.description().schema().parameters().keySet()), "the schema's order");
    assertNull(opened.snapshot());
    assertEquals(List.of(), opened.tail());
  }

  @Test
  @DisplayName("[JRN1] Creating an id a second time changes nothing and says so")
  void creatingAnIdASecondTimeChangesNothingAndSaysSo() {
    Journal journal = journalWithLog(2);
    assertFalse(journal.create(describedSession("s")));
    assertEquals(Optional.of(session("s")), journal.describe(id("s")));
    assertEquals(entries(1, 2), journal.open(id("s")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN1] A session that was never created is not there")
  void aSessionThatWasNeverCreatedIsNotThere() {
    Journal journal = journal();
    assertEquals(Optional.empty(), journal.open(id("none")));
    assertEquals(Optional.empty(), journal.describe(id("none")));
    assertEquals(List.of(), journal.read(id("none"), 1, 10, 10));
    assertEquals(Optional.empty(), journal.find(id("none"), TAB, "r1", 0));
    assertEquals(0, journal.retainedAfter(id("none")));
    journal.delete(id("none"));
    assertEquals(List.of(), journal.list(null, 10));
  }

  @Test
  @DisplayName("[JRN2] Every kind of event comes back as it was appended")
  void everyKindOfEventComesBackAsItWasAppended() {
    Journal journal = journal();
    journal.create(session("s"));
    List<Entry> log = new ArrayList<>();
    for (Event event : Logs.everyEvent()) {
      log.add(new Entry(log.size() + 1, NOON + log.size(), ADA, TAB, "ref \"" + log.size() + "\" \uD83D\uDE00", event));
    }
    log.add(new Entry(log.size() + 1, -1, null, null, null, Logs.change(0.5)));
    journal.append(List.of(batch("s", log)));
    assertEquals(log, journal.open(id("s")).orElseThrow().tail());
    assertEquals(log, journal.read(id("s"), 1, log.size(), log.size()));
  }

  @Test
  @DisplayName("[JRN2] An event of two million characters is stored like any other")
  void anEventOfTwoMillionCharactersIsStoredLikeAnyOther() {
    Journal journal = journal();
    journal.create(session("s"));
    Entry large = entry(1, new Event.Joined(
        new Member(ADA, "é\"".repeat(1_000_000), "#fff", Role.EDITOR, false, false)));
    journal.append(List.of(batch("s", large)));
    assertEquals(List.of(large), journal.open(id("s")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN3] A call with many batches stores every one of them, each in its own log")
  void aCallWithManyBatchesStoresEveryOneOfThem() {
    Journal journal = journal();
    List<Journal.Batch> batches = new ArrayList<>();
    for (int s = 0; s < 40; s++) {
      journal.create(session("s" + s));
      batches.add(batch("s" + s, entries(1, 30 + s)));
    }
    for (int s = 0; s < 40; s++) {
      batches.add(batch("s" + s, entry(31 + s)));
    }
    journal.append(batches);
    for (int s = 0; s < 40; s++) {
      assertEquals(entries(1, 31 + s), journal.open(id("s" + s)).orElseThrow().tail());
    }
  }

  @Test
  @DisplayName("[JRN4] A taken place is refused as the request's own fault, and nothing of the call is stored")
  void aTakenPlaceIsRefusedAndNothingOfTheCallIsStored() {
    Journal journal = journalWithLog(3);
    journal.create(session("other"));
    JournalFailure failure = failure(
        () -> journal.append(List.of(batch("other", entries(1, 2)), batch("s", entry(3, "again")))));
    assertTrue(failure.isData());
    assertEquals(List.of(), journal.open(id("other")).orElseThrow().tail());
    assertEquals(entries(1, 3), journal.open(id("s")).orElseThrow().tail());
    journal.append(List.of(batch("other", entry(1)), batch("s", entry(4))));
    assertEquals(entries(1, 4), journal.open(id("s")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN4] A place that leaves a gap is refused, between calls and within one")
  void aPlaceThatLeavesAGapIsRefused() {
    Journal journal = journalWithLog(3);
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(5))))).isData());
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(4), entry(6))))).isData());
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(4)), batch("s", entry(4))))).isData());
    assertEquals(entries(1, 3), journal.open(id("s")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN4] Appending to a session that does not exist is refused, and nothing of the call is stored")
  void appendingToASessionThatDoesNotExistIsRefused() {
    Journal journal = journalWithLog(1);
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(2)), batch("none", entry(1))))).isData());
    assertEquals(entries(1, 1), journal.open(id("s")).orElseThrow().tail());
    assertEquals(Optional.empty(), journal.open(id("none")));
  }

  @Test
  @DisplayName("[JRN5] Reading gives the asked places, both ends included, in order and no more than the limit")
  void readingGivesTheAskedPlaces() {
    Journal journal = journalWithLog(20);
    assertEquals(entries(5, 9), journal.read(id("s"), 5, 9, 100));
    assertEquals(entries(5, 7), journal.read(id("s"), 5, 20, 3));
    assertEquals(entries(1, 20), journal.read(id("s"), -3, Long.MAX_VALUE, Integer.MAX_VALUE));
    assertEquals(List.of(), journal.read(id("s"), 21, 30, 10));
    assertEquals(List.of(), journal.read(id("s"), 9, 5, 10));
    assertEquals(List.of(), journal.read(id("s"), 1, 5, 0));
  }

  @Test
  @DisplayName("[JRN20] Pieces that follow each other make the log, however little each may hold")
  void readingInPieces() {
    Journal journal = journalWithLog(20);
    for (long characters : new long[] {0, 200, 1_000, 1_000_000}) {
      List<Entry> read = new ArrayList<>();
      for (long next = 3; next <= 18; next = read.get(read.size() - 1).seq() + 1) {
        List<Entry> piece = journal.readPiece(id("s"), next, 18, 7, characters);
        assertTrue(!piece.isEmpty() && piece.size() <= 7);
        read.addAll(piece);
      }
      assertEquals(entries(3, 18), read);
    }
    assertEquals(List.of(), journal.readPiece(id("s"), 21, 30, 10, 1));
    assertEquals(List.of(), journal.readPiece(id("none"), 1, 30, 10, 1));
  }

  @Test
  @DisplayName("[JRN6] Opening gives the newest snapshot and only the entries after it")
  void openingGivesTheNewestSnapshotAndOnlyTheEntriesAfterIt() {
    Journal journal = journalWithLog(10);
    journal.keep(id("s"), snapshot(4));
    journal.keep(id("s"), snapshot(8));
    Journal.Opened opened = journal.open(id("s")).orElseThrow();
    assertEquals(snapshot(8), opened.snapshot());
    assertEquals(entries(9, 10), opened.tail());
    assertEquals(entries(1, 10), journal.read(id("s"), 1, 10, 10), "a snapshot drops nothing");
  }

  @Test
  @DisplayName("[JRN6] An older snapshot does not replace a newer one")
  void anOlderSnapshotDoesNotReplaceANewerOne() {
    Journal journal = journalWithLog(10);
    journal.keep(id("s"), snapshot(8));
    journal.keep(id("s"), snapshot(4));
    assertEquals(snapshot(8), journal.open(id("s")).orElseThrow().snapshot());
  }

  @Test
  @DisplayName("[JRN6] A snapshot of a place that the log has not reached is refused, also after the id was created anew")
  void aSnapshotAheadOfTheLogIsRefused() {
    Journal journal = journalWithLog(9);
    journal.keep(id("s"), snapshot(4));
    assertTrue(failure(() -> journal.keep(id("s"), snapshot(10))).isData());
    assertEquals(snapshot(4), journal.open(id("s")).orElseThrow().snapshot());
    journal.append(List.of(batch("s", entry(10))));
    assertEquals(entries(5, 10), journal.open(id("s")).orElseThrow().tail());
    journal.delete(id("s"));
    journal.create(session("s"));
    assertTrue(failure(() -> journal.keep(id("s"), snapshot(10))).isData());
    journal.append(List.of(batch("s", entry(1))));
    assertEquals(new Journal.Opened(madeAgain(), null, entries(1, 1)), journal.open(id("s")).orElseThrow());
  }

  @Test
  @DisplayName("[JRN6] A snapshot of many participants is stored like any other; one of no session is refused")
  void aLargeSnapshotIsStoredAndOneOfNoSessionIsRefused() {
    Journal journal = journalWithLog(1);
    List<Member> crowd = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      crowd.add(new Member(new io.tutti.identity.UserId("u" + i), "Somebody with a name", "#123456", Role.EDITOR, false, true));
    }
    SessionSnapshot large = Logs.plainSnapshot(1, Map.of(), crowd, Map.of());
    journal.keep(id("s"), large);
    assertEquals(large, journal.open(id("s")).orElseThrow().snapshot());
    assertTrue(failure(() -> journal.keep(id("none"), snapshot(1))).isData());
    assertTrue(failure(() -> journal.forget(id("none"), snapshot(1))).isData());
  }

  @Test
  @DisplayName("[JRN7] A named command is found by client and name together; its first entry counts")
  void aNamedCommandIsFoundByClientAndNameTogether() {
    Journal journal = journal();
    journal.create(session("s"));
    journal.create(session("other"));
    ClientId aa = new ClientId("Aa");
    ClientId bb = new ClientId("BB");
    List<Entry> log = List.of(
        entry(1, (String) null),
        new Entry(2, NOON, ADA, aa, "Aa", Logs.change(1)),
        new Entry(3, NOON, ADA, bb, "Aa", Logs.change(2)),
        new Entry(4, NOON, ADA, bb, "BB", Logs.change(3)),
        new Entry(5, NOON, ADA, bb, "BB", Logs.change(4)));
    journal.append(List.of(batch("s", log)));
    assertEquals(Optional.of(log.get(1)), journal.find(id("s"), aa, "Aa", 0));
    assertEquals(Optional.of(log.get(2)), journal.find(id("s"), bb, "Aa", 0), "both clients' names have one hash code");
    assertEquals(Optional.of(log.get(3)), journal.find(id("s"), bb, "BB", 0));
    assertEquals(Optional.of(log.get(3)), journal.find(id("s"), bb, "BB", log.get(3).seq() - 1));
    assertEquals(Optional.empty(), journal.find(id("s"), bb, "BB", log.get(log.size() - 1).seq()), "it stands before what is asked for");
    assertEquals(Optional.empty(), journal.find(id("s"), aa, "BB", 0));
    assertEquals(Optional.empty(), journal.find(id("s"), TAB, "aa", 0));
    assertEquals(Optional.empty(), journal.find(id("other"), aa, "Aa", 0));
  }

  @Test
  @DisplayName("[JRN8] What is forgotten is gone, and the log goes on after it")
  void whatIsForgottenIsGoneAndTheLogGoesOn() {
    Journal journal = journalWithLog(10);
    assertEquals(0, journal.retainedAfter(id("s")));
    journal.forget(id("s"), snapshot(6));
    assertEquals(6, journal.retainedAfter(id("s")));
    assertEquals(entries(7, 10), journal.read(id("s"), 1, 10, 10));
    assertEquals(Optional.empty(), journal.find(id("s"), TAB, "r6", 0));
    assertEquals(Optional.of(entry(7)), journal.find(id("s"), TAB, "r7", 0));
    journal.append(List.of(batch("s", entry(11))));
    Journal.Opened opened = journal.open(id("s")).orElseThrow();
    assertEquals(snapshot(6), opened.snapshot());
    assertEquals(entries(7, 11), opened.tail());
  }

  @Test
  @DisplayName("[JRN8] The whole log can be forgotten, and its end stays its end")
  void theWholeLogCanBeForgottenAndItsEndStays() {
    Journal journal = journalWithLog(10);
    journal.forget(id("s"), snapshot(10));
    assertEquals(List.of(), journal.open(id("s")).orElseThrow().tail());
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(1))))).isData());
    journal.append(List.of(batch("s", entry(11))));
    assertEquals(entries(11, 11), journal.open(id("s")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN8] A place that the log has not reached cannot be forgotten; a second time changes nothing")
  void aPlaceThatTheLogHasNotReachedCannotBeForgotten() {
    Journal journal = journalWithLog(10);
    assertTrue(failure(() -> journal.forget(id("s"), snapshot(11))).isData());
    assertEquals(entries(1, 10), journal.open(id("s")).orElseThrow().tail());
    journal.forget(id("s"), snapshot(6));
    journal.forget(id("s"), snapshot(3));
    assertEquals(6, journal.retainedAfter(id("s")));
    assertEquals(snapshot(6), journal.open(id("s")).orElseThrow().snapshot());
  }

  @Test
  @DisplayName("[JRN8] What a snapshot has reached can be forgotten, however far the snapshot is ahead")
  void thePastBehindASnapshotCanBeForgotten() {
    Journal journal = journalWithLog(10);
    assertTrue(failure(() -> journal.forgetUpTo(id("s"), 4)).isData());
    journal.keep(id("s"), snapshot(7));
    assertTrue(failure(() -> journal.forgetUpTo(id("s"), 8)).isData());
    journal.forgetUpTo(id("s"), 4);
    assertEquals(4, journal.retainedAfter(id("s")));
    assertEquals(entries(5, 10), journal.read(id("s"), 1, 10, 10));
    assertEquals(new Journal.Opened(session("s"), snapshot(7), entries(8, 10)), journal.open(id("s")).orElseThrow());
  }

  @Test
  @DisplayName("[JRN19] A log may begin after a place, and opens once a snapshot is kept; a log that has begun may not")
  void aLogMayBeginAfterAPlace() {
    Journal journal = journal();
    journal.create(session("s"));
    journal.beginAfter(id("s"), 5);
    assertEquals(5, journal.retainedAfter(id("s")));
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(1))))).isData());
    journal.append(List.of(batch("s", entries(6, 9))));
    failure(() -> journal.open(id("s")));
    journal.keep(id("s"), snapshot(7));
    assertEquals(new Journal.Opened(session("s"), snapshot(7), entries(8, 9)), journal.open(id("s")).orElseThrow());
    assertEquals(entries(6, 9), journal.read(id("s"), 1, 100, 100));
    assertTrue(failure(() -> journal.beginAfter(id("s"), 12)).isData());
    assertTrue(failure(() -> journal.beginAfter(id("none"), 1)).isData());
  }

  @Test
  @DisplayName("[JRN9] A deleted session leaves nothing; its id can be created again and starts anew")
  void aDeletedSessionLeavesNothing() {
    Journal journal = journalWithLog(10);
    journal.create(session("other"));
    journal.append(List.of(batch("other", entry(1))));
    journal.keep(id("s"), snapshot(5));
    journal.delete(id("s"));
    assertEquals(Optional.empty(), journal.open(id("s")));
    assertTrue(failure(() -> journal.append(List.of(batch("s", entry(11))))).isData());
    assertTrue(journal.create(session("s")));
    assertEquals(List.of(), journal.read(id("s"), 1, 100, 100));
    assertEquals(Optional.empty(), journal.find(id("s"), TAB, "r1", 0));
    journal.append(List.of(batch("s", entry(1))));
    assertEquals(new Journal.Opened(madeAgain(), null, entries(1, 1)), journal.open(id("s")).orElseThrow());
    assertEquals(entries(1, 1), journal.open(id("other")).orElseThrow().tail());
  }

  @Test
  @DisplayName("[JRN10] Sessions are listed by the characters of their ids, page by page, with the end of their log")
  void sessionsAreListedByTheCharactersOfTheirIds() {
    Journal journal = journal();
    List.of("b", "a-1", "Z", "_", "a1", "-", "0").forEach(id -> journal.create(session(id)));
    journal.append(List.of(batch("Z", entries(1, 3))));
    assertEquals(List.of("-", "0", "Z"), ids(journal.list(null, 3)));
    assertEquals(List.of("_", "a-1", "a1"), ids(journal.list(id("Z"), 3)));
    assertEquals(List.of("b"), ids(journal.list(id("a1"), 3)));
    assertEquals(List.of("_"), ids(journal.list(id("Zz"), 1)), "the id to go on from need not exist");
    assertEquals(List.of(), journal.list(null, 0));
    assertEquals(new Journal.Summary(session("Z"), Profile.of(session("Z")), 3, NOON + 3), journal.list(id("0"), 1).get(0));
    assertEquals(new Journal.Summary(session("0"), Profile.of(session("0")), 0, NOON), journal.list(id("-"), 1).get(0));
  }

  private static List<String> ids(List<Journal.Summary> summaries) {
    return summaries.stream().map(summary -> summary.description().id().value()).toList();
  }

  @Test
  @DisplayName("[JRN11] A journal that works says so")
  void aJournalThatWorksSaysSo() {
    assertTrue(journal().isHealthy());
  }
}
