package io.tutti.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges operations, applies them, and keeps those that came too early. Confined to its document.
 *
 * <p>Judging changes nothing, so an operation takes effect as a whole or not at all.
 */
final class Integrator {
  private static final Comparator<Span> BY_PLACE =
      Comparator.comparing(Span::replica).thenComparingLong(Span::lamport);

  final Elements elements;
  final WaitingRoom waiting;
  final DeletedAhead deletedAhead;
  private final Limits limits;
  /** The greatest lamport of what waits or has waited. */
  private long waitedLamport;

  Integrator(Elements elements, Limits limits) {
    this.elements = elements;
    this.limits = limits;
    this.waiting = new WaitingRoom();
    this.deletedAhead = new DeletedAhead();
  }

  /** The greatest lamport seen. */
  long clock() {
    return Math.max(elements.lastLamport(), waitedLamport);
  }

  /** Takes note of a lamport that was seen elsewhere. */
  void witness(long lamport) {
    waitedLamport = Math.max(waitedLamport, lamport);
  }

  /** What {@link #integrate(Insert)} would say, where it would change no text; null where it would. */
  @Nullable Integration judge(Insert insert) {
    int count = Unicode.length(insert.text());
    Integration problem = problem(insert, count);
    if (problem != null) {
      return problem;
    }
    int known = elements.known(insert, count);
    if (known < 0) {
      return taken(insert, count);
    }
    if (known == count) {
      return Integration.Known.INSTANCE;
    }
    if (known == 0 && !elements.has(insert.after())) {
      return judgeWaiting(insert);
    }
    return null;
  }

  private Integration judgeWaiting(Insert insert) {
    if (!insert.after().isValid()) {
      return invalid("nothing can stand after " + insert.after());
    }
    boolean fits =
        waiting.size() + deletedAhead.size() < limits.maxWaiting()
            && waiting.units() + insert.text().length() <= limits.maxWaitingUnits();
    return fits || waiting.contains(insert)
        ? Integration.Waiting.INSTANCE
        : tooManyWait();
  }

  /** What would become of an insert. */
  Outlook foresee(Insert insert) {
    Integration verdict = judge(insert);
    if (verdict instanceof Integration.Refused refused) {
      return new Outlook.Refused(0, refused);
    }
    boolean waits = verdict instanceof Integration.Waiting;
    if (verdict instanceof Integration.Known || (waits && waiting.contains(insert))) {
      return Outlook.Nothing.INSTANCE;
    }
    long from = insert.id().lamport();
    boolean splits = deletedAhead.touches(insert.id().replica(), from, from + insert.text().length());
    return new Outlook.Changes(waits || splits ? 1 : 0);
  }

  /** What would become of a delete. */
  Outlook foresee(Delete delete) {
    Integration.Refused refused = judge(delete);
    if (refused != null) {
      return new Outlook.Refused(0, refused);
    }
    return isKnown(delete)
        ? Outlook.Nothing.INSTANCE
        : new Outlook.Changes(disjoint(delete.spans()).stream().mapToInt(this::gaps).sum());
  }

  private @Nullable Integration problem(Insert insert, int count) {
    boolean room =
        elements.replicas.size() < limits.maxReplicas() || elements.replicas.find(insert.id().replica()) != null;
    return problem(insert, count, elements.size(), clock(), room);
  }

  /** What is wrong with an insert into a document of that size and clock, with room for its replica or without; or null. */
  @Nullable Integration problem(Insert insert, int count, int size, long clock, boolean room) {
    Integration malformed = malformed(insert, count);
    if (malformed != null) {
      return malformed;
    }
    if (insert.text().length() > limits.maxInsertUnits()) {
      return tooLarge("an insert has at most " + limits.maxInsertUnits() + " UTF-16 units");
    }
    if (count > limits.maxElements() - size) {
      return tooLarge("a document has at most " + limits.maxElements() + " elements");
    }
    if (insert.id().lamport() + count - 1 - clock > limits.maxLamportLead()) {
      return invalid("the lamport of " + insert.id() + " is too far above the clock");
    }
    return room ? null : tooLarge("a document has at most " + limits.maxReplicas() + " replicas");
  }

  private @Nullable Integration malformed(Insert insert, int count) {
    ElementId id = insert.id();
    if (insert.text().isEmpty() || !Unicode.isValid(insert.text())) {
      return invalid("the text of an insert is at least one code point and valid Unicode");
    }
    if (id.lamport() < 1 || id.lamport() > ElementId.MAX_LAMPORT - count + 1) {
      return invalid("lamports are 1 to " + ElementId.MAX_LAMPORT);
    }
    if (elements.replicas.find(id.replica()) == null && !ElementId.isReplica(id.replica())) {
      return invalid("a replica is 1 to " + ElementId.MAX_REPLICA_LENGTH + " characters of valid Unicode");
    }
    if (!insert.restoresEach(count) || insert.restores().size() > Insert.MAX_RESTORED_SPANS) {
      return invalid("what an insert restores is at most " + Insert.MAX_RESTORED_SPANS + " spans, with an element for each code point");
    }
    return id.lamport() > insert.after().lamport()
        ? null
        : invalid("the lamport of " + id + " is not greater than that of " + insert.after());
  }

  private boolean leads(long lamport) {
    return lamport - clock() > limits.maxLamportLead();
  }

  static Integration.Refused taken(Insert insert, int count) {
    return new Integration.Refused(
        Refusal.ID_TAKEN, "another insert has an id of " + insert.id() + " and the " + count + " from there on");
  }

  static Integration.Refused tooManyWait() {
    return new Integration.Refused(Refusal.RESYNC, "too many operations wait for others");
  }

  static Integration.Refused tooManyDeletionsWait() {
    return new Integration.Refused(Refusal.RESYNC, "too many deletions wait for their elements");
  }

  static Integration.Refused tooFarAhead(Span span) {
    return invalid("the deletion of " + span + " is too far above the clock");
  }

  private static Integration.Refused invalid(String detail) {
    return new Integration.Refused(Refusal.INVALID_OP, detail);
  }

  private static Integration.Refused tooLarge(String detail) {
    return new Integration.Refused(Refusal.TOO_LARGE, detail);
  }

  /** Integrates an insert, and what has waited for it. */
  Integration integrate(Insert insert) {
    Integration verdict = judge(insert);
    if (verdict instanceof Integration.Waiting) {
      keep(insert);
    }
    if (verdict != null) {
      return verdict;
    }
    if (waiting.size() == 0 && deletedAhead.size() == 0) {
      return new Integration.Applied(List.of(apply(insert)));
    }
    List<Change> changes = new ArrayList<>();
    Deque<Insert> ready = new ArrayDeque<>();
    for (Insert next = insert; next != null; next = ready.poll()) {
      if (judge(next) == null) {
        changes.add(apply(next));
        deleteAhead(next, changes);
        ready.addAll(waiting.take(next.id(), Unicode.length(next.text())));
      }
    }
    return new Integration.Applied(List.copyOf(changes));
  }

  /** Keeps an insert that waits; nothing happens if it is there already. */
  void keep(Insert insert) {
    if (!waiting.contains(insert)) {
      waiting.add(insert);
      waitedLamport = Math.max(waitedLamport, insert.id().lamport() + Unicode.length(insert.text()) - 1);
    }
  }

  /** Remembers the deletion of ids that have not come. They count as seen, so nobody here takes them innocently. */
  private void keep(String replica, long from, long to) {
    deletedAhead.add(replica, from, to);
    waitedLamport = Math.max(waitedLamport, to - 1);
  }

  private Change apply(Insert insert) {
    int count = Unicode.length(insert.text());
    int known = elements.known(insert, count);
    ElementId id = insert.id();
    if (known == 0) {
      return new Change(elements.insert(id, count, insert.text(), insert.after()), 0, insert.text());
    }
    ElementId first = new ElementId(id.lamport() + known, id.replica());
    ElementId after = new ElementId(first.lamport() - 1, id.replica());
    String rest = Unicode.after(insert.text(), known);
    return new Change(elements.insert(first, count - known, rest, after), 0, rest);
  }

  private void deleteAhead(Insert insert, List<Change> changes) {
    for (Span span : deletedAhead.take(insert.id(), Unicode.length(insert.text()))) {
      elements.delete(
          elements.replicas.get(span.replica()), span.lamport(), span.lamport() + span.count(), changes);
    }
  }

  /** What is wrong with a delete whatever the document is, or null. */
  Integration.@Nullable Refused problem(Delete delete) {
    if (delete.spans().isEmpty()) {
      return invalid("a delete names at least one element");
    }
    if (delete.spans().size() > limits.maxDeleteSpans()) {
      return tooLarge("a delete has at most " + limits.maxDeleteSpans() + " spans");
    }
    for (Span span : delete.spans()) {
      if (!isValid(span)) {
        return invalid("a span has a lamport and a count of at least 1 and ends at most at " + ElementId.MAX_LAMPORT);
      }
    }
    return null;
  }

  /** What {@link #integrate(Delete)} would refuse, or null. */
  Integration.@Nullable Refused judge(Delete delete) {
    Integration.Refused problem = problem(delete);
    if (problem != null) {
      return problem;
    }
    int ahead = 0;
    for (Span span : disjoint(delete.spans())) {
      int gaps = gaps(span);
      if (gaps > 0 && leads(span.lamport() + span.count() - 1)) {
        return tooFarAhead(span);
      }
      ahead += gaps;
    }
    return ahead == 0 || ahead <= limits.maxWaiting() - waiting.size() - deletedAhead.size()
        ? null
        : tooManyDeletionsWait();
  }

  private boolean isValid(Span span) {
    boolean inRange =
        span.lamport() >= 1
            && span.count() >= 1
            && span.lamport() <= ElementId.MAX_LAMPORT
            && span.count() <= ElementId.MAX_LAMPORT - span.lamport() + 1;
    return inRange && (elements.replicas.find(span.replica()) != null || span.isValid());
  }

  /** Spans that name every id once, so that a delete costs no more than what it names. */
  static List<Span> disjoint(List<Span> spans) {
    if (spans.size() == 1) {
      return spans;
    }
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(BY_PLACE);
    List<Span> disjoint = new ArrayList<>();
    Span open = sorted.get(0);
    for (Span span : sorted.subList(1, sorted.size())) {
      long end = open.lamport() + open.count();
      if (span.replica().equals(open.replica()) && span.lamport() <= end) {
        long newEnd = Math.max(end, span.lamport() + span.count());
        open = new Span(open.lamport(), open.replica(), newEnd - open.lamport());
      } else {
        disjoint.add(open);
        open = span;
      }
    }
    disjoint.add(open);
    return disjoint;
  }

  /** How many ranges of a span have no elements yet and are not remembered either. */
  int gaps(Span span) {
    Replica owner = elements.replicas.find(span.replica());
    long end = span.lamport() + span.count();
    int gaps = 0;
    for (long at = span.lamport(); at < end; ) {
      long next = owner == null ? end : Math.min(end, owner.ids.atOrAbove(at));
      if (owner != null && next == at) {
        next = Math.min(end, owner.ids.endOfEntry(at));
      } else if (!deletedAhead.covers(span.replica(), at, next)) {
        gaps++;
      }
      at = next;
    }
    return gaps;
  }

  /** Whether everything that a delete names is deleted or remembered as such. */
  boolean isKnown(Delete delete) {
    return delete.spans().stream().allMatch(this::isKnown);
  }

  private boolean isKnown(Span span) {
    Replica owner = elements.replicas.find(span.replica());
    long end = span.lamport() + span.count();
    for (long at = span.lamport(); at < end; ) {
      long next = owner == null ? end : Math.min(end, owner.ids.atOrAbove(at));
      if (owner != null && next == at) {
        next = elements.endOfDeleted(owner, at);
      } else if (!deletedAhead.covers(span.replica(), at, next)) {
        return false;
      }
      if (next == at) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** Integrates a delete; what is not there yet is remembered. */
  Integration integrate(Delete delete) {
    Integration refused = judge(delete);
    if (refused != null) {
      return refused;
    }
    List<Change> changes = new ArrayList<>(1);
    boolean remembered = false;
    for (Span span : disjoint(delete.spans())) {
      remembered |= delete(span, changes);
    }
    if (!changes.isEmpty()) {
      return new Integration.Applied(List.copyOf(changes));
    }
    return remembered ? Integration.Waiting.INSTANCE : Integration.Known.INSTANCE;
  }

  private boolean delete(Span span, List<Change> changes) {
    Replica owner = elements.replicas.find(span.replica());
    long end = span.lamport() + span.count();
    boolean remembered = false;
    for (long at = span.lamport(); at < end; ) {
      long next = owner == null ? end : Math.min(end, owner.ids.atOrAbove(at));
      if (owner != null && next == at) {
        next = Math.min(end, owner.ids.endOfEntry(at));
        elements.delete(owner, at, next, changes);
      } else if (!deletedAhead.covers(span.replica(), at, next)) {
        keep(span.replica(), at, next);
        remembered = true;
      }
      at = next;
    }
    return remembered;
  }

  /** Takes back an insert that waited when a snapshot was taken. */
  void restore(Insert insert) throws MalformedDocument {
    int count = Unicode.length(insert.text());
    boolean waits =
        malformed(insert, count) == null
            && insert.after().isValid()
            && !elements.has(insert.after())
            && elements.known(insert, count) == 0;
    if (!waits) {
      throw new MalformedDocument("the insert " + insert.id() + " waits for nothing");
    }
    keep(insert);
  }

  /** Takes back ids that were deleted ahead of their insertion when a snapshot was taken. */
  void restore(Span span) throws MalformedDocument {
    long end = span.lamport() + span.count();
    Replica owner = elements.replicas.find(span.replica());
    if (!span.isValid() || (owner != null && owner.ids.atOrAbove(span.lamport()) < end)) {
      throw new MalformedDocument("the deletion of " + span + " was not ahead of its insertion");
    }
    keep(span.replica(), span.lamport(), end);
  }
}
