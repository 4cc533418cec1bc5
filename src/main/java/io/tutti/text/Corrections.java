package io.tutti.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to follow operations so that what they bring back is there once, and where it was: others may have brought back a
 * part of it meanwhile, or written between. The elements of such an insert are deleted again, with those that others brought
 * back, and all of it is inserted anew, each part in its place; so whoever knows nothing of restorations has the same text. Confined to one list of
 * operations; the document must not change meanwhile.
 *
 * <p>The place of something that was deleted is behind the latest element that stood for it. Only what has its places side
 * by side is brought back in one piece, right behind the first of them: so the places keep their order.
 */
final class Corrections {
  private final Elements elements;
  private final Restorations restorations;
  private final String replica;
  private long clock;
  /** What the operations so far link, insert and delete. */
  private final Restorations linked = new Restorations();
  private final DeletedAhead inserted = new DeletedAhead();
  private final DeletedAhead deleted = new DeletedAhead();
  private final List<Operation> corrections = new ArrayList<>();

  private Corrections(TextDocument document, Restorations restorations, String replica) {
    this.elements = document.contents();
    this.restorations = restorations;
    this.replica = replica;
    this.clock = document.clock();
  }

  /** The operations that have to follow, by a replica of which nobody else inserts anything. */
  static List<Operation> of(TextDocument document, Restorations restorations, List<Operation> operations, String replica) {
    Corrections corrections = new Corrections(document, restorations, replica);
    for (Operation operation : operations) {
      corrections.clock = Math.max(corrections.clock, operation.match(
          insert -> insert.id().lamport() - 1 + Unicode.length(insert.text()),
          delete -> delete.spans().stream().mapToLong(span -> span.lamport() - 1 + span.count()).max().orElse(0)));
    }
    for (Operation operation : operations) {
      operation.match(corrections::pass, corrections::pass);
    }
    return corrections.corrections;
  }

  private boolean pass(Delete delete) {
    delete.spans().forEach(this::delete);
    return true;
  }

  private void delete(Span span) {
    deleted.add(span.replica(), span.lamport(), span.lamport() + span.count());
  }

  private boolean pass(Insert insert) {
    Span own = new Span(insert.id().lamport(), insert.id().replica(), Unicode.length(insert.text()));
    if (!insert.restores().isEmpty()) {
      linked.add(insert);
      List<Part> parts = parts(insert, own);
      if (!stands(insert, parts)) {
        List<Span> gone = new ArrayList<>(List.of(own));
        parts.forEach(part -> part.back().forEach(id -> gone.add(new Span(id.lamport(), id.replica(), part.count()))));
        gone.forEach(this::delete);
        corrections.add(new Delete(gone));
        insertAnew(insert, parts);
      }
    }
    inserted.add(own.replica(), own.lamport(), own.lamport() + own.count());
    return true;
  }

  /**
   * Elements that an insert brings back and that are alike.
   *
   * @param named the first of them
   * @param latest the element in the place of the first, after which it is to stand
   * @param back what is visible of those that stand for the first: somebody else has brought it back already
   * @param isAgain whether the insert has named what stands for the same before
   */
  private record Part(ElementId named, long count, ElementId latest, List<ElementId> back, boolean isAgain) {}

  /** Whether all of an insert comes to stand where it was, and nothing of it is back already. */
  private boolean stands(Insert insert, List<Part> parts) {
    ElementId first = parts.get(0).latest();
    boolean stands = insert.after().equals(first) && !(elements.has(first) && elements.next(first).compareTo(insert.id()) > 0);
    for (int at = 0; at < parts.size() && stands; at++) {
      Part part = parts.get(at);
      stands = part.back().isEmpty() && !part.isAgain() && part.latest().equals(part.named()) && (at == 0 || isBehind(parts.get(at - 1), part));
    }
    return stands;
  }

  /** Whether the places of a part begin right behind those of another. */
  private boolean isBehind(Part before, Part part) {
    ElementId last = new ElementId(before.latest().lamport() + before.count() - 1, before.latest().replica());
    ElementId behind = elements.has(last) ? elements.next(last) : new ElementId(last.lamport() + 1, last.replica());
    return behind.equals(part.latest());
  }

  private List<Part> parts(Insert insert, Span own) {
    List<Part> parts = new ArrayList<>();
    DeletedAhead seen = new DeletedAhead();
    for (Span span : insert.restores()) {
      for (long done = 0; done < span.count(); ) {
        Part part = part(new ElementId(span.lamport() + done, span.replica()), span.count() - done, own, seen);
        seen.add(part.latest().replica(), part.latest().lamport(), part.latest().lamport() + part.count());
        parts.add(part);
        done += part.count();
      }
    }
    return parts;
  }

  private Part part(ElementId named, long most, Span own, DeletedAhead seen) {
    Restorations.Same same = restorations.sameAs(named, most, linked);
    long count = same.length();
    ElementId latest = named;
    List<ElementId> back = new ArrayList<>();
    for (ElementId member : same.members()) {
      long offset = member.lamport() - own.lamport();
      if (member.replica().equals(own.replica()) && offset >= 0 && offset < own.count()) {
        continue;
      }
      long end = member.lamport() + count;
      boolean isHere = inserted.covers(member.replica(), member.lamport(), member.lamport() + 1);
      boolean isThere = elements.has(member);
      count = Math.min(inserted.alike(member.replica(), member.lamport(), end), Math.min(
          deleted.alike(member.replica(), member.lamport(), end), elements.alike(member, end))) - member.lamport();
      boolean isDeleted = deleted.covers(member.replica(), member.lamport(), member.lamport() + 1);
      if (!isDeleted && (isHere || (isThere && elements.isVisible(member)))) {
        back.add(member);
      }
      if ((isHere || isThere) && member.compareTo(latest) > 0) {
        latest = member;
      }
    }
    count = seen.alike(latest.replica(), latest.lamport(), latest.lamport() + count) - latest.lamport();
    return new Part(named, count, latest, List.copyOf(back), seen.covers(latest.replica(), latest.lamport(), latest.lamport() + 1));
  }

  private void insertAnew(Insert insert, List<Part> parts) {
    int unit = 0;
    for (int at = 0; at < parts.size(); ) {
      Part first = parts.get(at);
      int start = unit;
      long count = 0;
      List<Span> restores = new ArrayList<>();
      do {
        Part part = parts.get(at++);
        unit = insert.text().offsetByCodePoints(unit, (int) part.count());
        restores.add(new Span(part.named().lamport(), part.named().replica(), part.count()));
        count += part.count();
      } while (at < parts.size() && !first.isAgain() && !parts.get(at).isAgain() && isBehind(parts.get(at - 1), parts.get(at)));
      if (first.isAgain()) {
        continue;
      }
      Insert anew = new Insert(insert.text().substring(start, unit), new ElementId(clock + 1, replica), first.latest(), restores);
      clock += count;
      corrections.add(anew);
      linked.add(anew);
      inserted.add(replica, anew.id().lamport(), clock + 1);
    }
  }
}
