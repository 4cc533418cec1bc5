package io.tutti.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges operations one after the other as if those before had been integrated, and changes nothing. Confined to one list
 * of operations; the document must not change meanwhile.
 *
 * <p>What the operations would add is kept beside the document. Where room is short the trial errs on the strict side: it
 * may say {@link Refusal#RESYNC} where integrating would just fit, never the other way round.
 */
final class Trial {
  private static final Comparator<Insert> BY_PLACE = Comparator.comparingLong(insert -> insert.after().lamport());

  private final Integrator integrator;
  private final Elements elements;
  private final Limits limits;
  private final Map<String, Placed> placed = new HashMap<>();
  private final WaitingRoom waiting = new WaitingRoom();
  /** Everything that the deletes so far name, there or not. */
  private final DeletedAhead deleted = new DeletedAhead();
  private int added;
  private int newReplicas;
  private long clock;
  /** By how much the ranges that were deleted ahead may be more, at most. */
  private int moreAhead;

  private Trial(Integrator integrator, Limits limits) {
    this.integrator = integrator;
    this.elements = integrator.elements;
    this.limits = limits;
    this.clock = integrator.clock();
  }

  /** What would become of the operations. */
  static Outlook of(Integrator integrator, Limits limits, List<Operation> operations) {
    if (operations.size() == 1) {
      return operations.get(0).match(integrator::foresee, integrator::foresee);
    }
    Trial trial = new Trial(integrator, limits);
    boolean changes = false;
    for (int index = 0; index < operations.size(); index++) {
      Integration verdict = operations.get(index).match(trial::judge, trial::judge);
      if (verdict instanceof Integration.Refused refused) {
        return new Outlook.Refused(index, refused);
      }
      changes |= !(verdict instanceof Integration.Known);
    }
    return changes ? new Outlook.Changes(trial.waiting.size() + trial.moreAhead) : Outlook.Nothing.INSTANCE;
  }

  private @Nullable Integration judge(Insert insert) {
    int count = Unicode.length(insert.text());
    Integration problem = problem(insert, count);
    if (problem != null) {
      return problem;
    }
    int known = known(insert, count);
    if (known < 0) {
      return Integrator.taken(insert, count);
    }
    if (known == count) {
      return Integration.Known.INSTANCE;
    }
    if (known > 0 || has(insert.after())) {
      place(insert, count, known);
      return null;
    }
    return judgeWaiting(insert, count);
  }

  private @Nullable Integration problem(Insert insert, int count) {
    String replica = insert.id().replica();
    boolean room = elements.replicas.size() + newReplicas < limits.maxReplicas()
        || placed.containsKey(replica)
        || elements.replicas.find(replica) != null;
    return integrator.problem(insert, count, elements.size() + added, clock, room);
  }

  private @Nullable Integration judgeWaiting(Insert insert, int count) {
    if (!insert.after().isValid()) {
      return integrator.judge(insert);
    }
    if (integrator.waiting.contains(insert) || waiting.contains(insert)) {
      return Integration.Known.INSTANCE;
    }
    if (waitingNow() >= limits.maxWaiting()
        || integrator.waiting.units() + waiting.units() + insert.text().length() > limits.maxWaitingUnits()) {
      return Integrator.tooManyWait();
    }
    waiting.add(insert);
    clock = Math.max(clock, insert.id().lamport() + count - 1);
    return Integration.Waiting.INSTANCE;
  }

  private long waitingNow() {
    return (long) integrator.waiting.size() + integrator.deletedAhead.size() + waiting.size() + moreAhead;
  }

  /** Places an insert, and what it releases, in the order in which integrating would. */
  private void place(Insert insert, int count, int known) {
    add(insert, count, known);
    Deque<Insert> ready = new ArrayDeque<>(released(insert, count));
    for (Insert next = ready.poll(); next != null; next = ready.poll()) {
      int length = Unicode.length(next.text());
      int there = problem(next, length) == null && has(next.after()) ? known(next, length) : -1;
      if (there >= 0 && there < length) {
        add(next, length, there);
        ready.addAll(released(next, length));
      }
    }
  }

  private List<Insert> released(Insert insert, int count) {
    List<Insert> released = new ArrayList<>(integrator.waiting.waitingFor(insert.id(), count));
    if (waiting.size() > 0) {
      released.addAll(waiting.take(insert.id(), count));
      released.sort(BY_PLACE);
    }
    return released;
  }

  private void add(Insert insert, int count, int known) {
    String replica = insert.id().replica();
    Placed own = placed.get(replica);
    if (own == null) {
      own = new Placed();
      placed.put(replica, own);
      newReplicas += elements.replicas.find(replica) == null ? 1 : 0;
    }
    long first = insert.id().lamport() + known;
    ElementId after = known == 0 ? insert.after() : new ElementId(first - 1, replica);
    own.add(first, after, Unicode.after(insert.text(), known));
    added += count - known;
    long end = insert.id().lamport() + count;
    clock = Math.max(clock, end - 1);
    if (integrator.deletedAhead.touches(replica, first, end) || deleted.touches(replica, first, end)) {
      moreAhead++;
    }
  }

  private boolean has(ElementId id) {
    Placed own = placed.get(id.replica());
    return (own != null && own.has(id.lamport())) || elements.has(id);
  }

  /** As {@link Elements#known}, with what the trial has placed and deleted. */
  private int known(Insert insert, int count) {
    long from = insert.id().lamport();
    String replica = insert.id().replica();
    Placed own = placed.get(replica);
    boolean untouched = own == null || own.atOrAbove(from) >= from + count;
    if (untouched && !deleted.touches(replica, from, from + count)) {
      return elements.known(insert, count);
    }
    if (atOrAbove(replica, from) >= from + count) {
      return 0;
    }
    int[] codePoints = insert.text().codePoints().toArray();
    ElementId after = insert.after();
    int known = 0;
    for (ElementId id = insert.id(); known < count && has(id); id = new ElementId(from + known, replica)) {
      if (!says(id, after, codePoints[known])) {
        return -1;
      }
      known++;
      after = id;
    }
    return known == 0 || atOrAbove(replica, from + known) < from + count ? -1 : known;
  }

  private boolean says(ElementId id, ElementId after, int codePoint) {
    Placed own = placed.get(id.replica());
    boolean gone = deleted.covers(id.replica(), id.lamport(), id.lamport() + 1);
    if (own != null && own.has(id.lamport())) {
      boolean ahead = integrator.deletedAhead.covers(id.replica(), id.lamport(), id.lamport() + 1);
      return own.says(id, after, codePoint, gone || ahead);
    }
    return elements.says(id, after, codePoint, gone);
  }

  private long atOrAbove(String replica, long lamport) {
    Replica owner = elements.replicas.find(replica);
    Placed own = placed.get(replica);
    long there = owner == null ? Long.MAX_VALUE : owner.ids.atOrAbove(lamport);
    return own == null ? there : Math.min(there, own.atOrAbove(lamport));
  }

  private @Nullable Integration judge(Delete delete) {
    Integration problem = integrator.problem(delete);
    if (problem != null) {
      return problem;
    }
    List<Span> spans = Integrator.disjoint(delete.spans());
    boolean again = integrator.isKnown(delete) || spans.stream().allMatch(this::isDeleted);
    long latest = clock;
    int ahead = 0;
    for (Span span : spans) {
      long end = span.lamport() + span.count();
      int gaps = gaps(span);
      if (gaps > 0 && end - 1 - clock > limits.maxLamportLead()) {
        return Integrator.tooFarAhead(span);
      }
      latest = gaps > 0 ? Math.max(latest, end - 1) : latest;
      ahead += gaps;
    }
    if (ahead > 0 && ahead > limits.maxWaiting() - waitingNow()) {
      return Integrator.tooManyDeletionsWait();
    }
    clock = latest;
    moreAhead += ahead;
    spans.forEach(span -> deleted.add(span.replica(), span.lamport(), span.lamport() + span.count()));
    return again ? Integration.Known.INSTANCE : null;
  }

  private boolean isDeleted(Span span) {
    return deleted.covers(span.replica(), span.lamport(), span.lamport() + span.count());
  }

  /** As {@link Integrator#gaps}, with what the trial has placed and deleted. */
  private int gaps(Span span) {
    Placed own = placed.get(span.replica());
    if (own == null) {
      return isDeleted(span) ? 0 : integrator.gaps(span);
    }
    Replica owner = elements.replicas.find(span.replica());
    long end = span.lamport() + span.count();
    int gaps = 0;
    for (long at = span.lamport(); at < end; ) {
      long next = Math.min(end, atOrAbove(span.replica(), at));
      if (next > at) {
        boolean remembered = integrator.deletedAhead.covers(span.replica(), at, next)
            || deleted.covers(span.replica(), at, next);
        gaps += remembered ? 0 : 1;
      } else if (own.has(at)) {
        next = own.end(at);
      } else if (owner != null) {
        next = owner.ids.endOfEntry(at);
      }
      at = next;
    }
    return gaps;
  }
}
