package io.tutti.documents;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.Names;
import io.tutti.identity.Verdict;
import io.tutti.text.Affinity;
import io.tutti.text.Anchor;
import io.tutti.text.ElementId;
import io.tutti.text.Limits;
import io.tutti.text.MalformedDocument;
import io.tutti.text.Operation;
import io.tutti.text.Outlook;
import io.tutti.text.TextDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The text documents of one session: the projection that decisions are made on. {@link #decide} changes nothing;
 * {@link #apply} is the only way to change it, and it takes only what the log says. A document that nothing has happened to
 * is empty and costs nothing. Confined to its session.
 *
 * <p>Bounded (rule DOC10): {@value #MAX_DOCUMENTS} documents of 4 Mi elements each, and in all documents together 64 Mi
 * elements, 250,000 replicas, and 100,000 operations of 16 Mi UTF-16 units that wait.
 */
public final class Documents {

  /** The document that is always there. */
  public static final String MAIN = "main";

  /** The longest name. */
  public static final int MAX_NAME_LENGTH = 128;

  /** The most operations of one edit. */
  public static final int MAX_OPERATIONS = 1_000;

  /** The most documents of a session. */
  public static final int MAX_DOCUMENTS = 1_000;

  /** By how many events the view of an {@link Opening} may be behind. */
  public static final int MAX_OPENING_EVENTS = 256;

  private static final long MAX_ELEMENTS = 64 << 20;
  private static final long MAX_REPLICAS = 250_000;
  private static final long MAX_WAITING = 100_000;
  private static final long MAX_WAITING_UNITS = 16 << 20;
  /** Below this many elements nobody gains much from a new epoch. */
  private static final int MIN_COMPACTION = 10_000;

  /** 4 Mi elements; bytes as a snapshot of the worst of them needs. Logs may hold leaps of lamports that {@link LamportBound} refuses now. */
  private static final Limits LIMITS = new Limits(
      4 << 20, Limits.DEFAULT.maxReplicas(), Limits.DEFAULT.maxInsertUnits(), Limits.DEFAULT.maxDeleteSpans(),
      Limits.DEFAULT.maxWaiting(), Limits.DEFAULT.maxWaitingUnits(), 1 << 28, 1L << 43);

  private final Map<String, LiveDocument> documents = new TreeMap<>();
  private Load load = Load.NOTHING;
  /** There was a log before this one, whose elements a client without epochs may still name. */
  private boolean later;

  private Documents() {
    documents.put(MAIN, new LiveDocument(MAIN, LIMITS));
  }

  /** The documents of a new session: an empty {@value #MAIN}. */
  public static Documents empty() {
    return new Documents();
  }

  /**
   * The documents as {@link #snapshots} kept them; the log goes on after that.
   *
   * @throws IllegalArgumentException if one is damaged; the message says which and how
   */
  public static Documents restored(List<DocumentSnapshot> snapshots) {
    Documents restored = new Documents();
    for (DocumentSnapshot snapshot : snapshots) {
      String name = snapshot.document();
      boolean isFree = !restored.documents.containsKey(name) || restored.find(name).docSeq() == 0;
      if (!isName(name) || !isFree || restored.documents.size() > MAX_DOCUMENTS) {
        throw new IllegalArgumentException("the snapshot has a document too many, or one without a right name");
      }
      LiveDocument document = restore(snapshot);
      restored.documents.put(name, document);
      restored.load = restored.load.plus(Load.of(document.text()));
    }
    return restored;
  }

  /** These documents, of a session's log of that {@code generation}: 0 is its first. */
  public Documents ofLog(int generation) {
    later = generation > 0;
    return this;
  }

  private static LiveDocument restore(DocumentSnapshot snapshot) {
    try {
      return SnapshotContent.read(snapshot, LIMITS);
    } catch (MalformedDocument damaged) {
      throw new IllegalArgumentException("the " + snapshot + " is damaged: " + damaged.reason());
    }
  }

  /** Whether a document may have this name: 1–128 ASCII letters, digits, {@code .}, {@code _} or {@code -}. */
  public static boolean isName(String candidate) {
    return Names.consistsOf(candidate, MAX_NAME_LENGTH, "._-");
  }

  /** What follows from a command: events to be logged and then applied, none, or a refusal. Changes nothing. */
  public Verdict<DocumentEvent> decide(DocumentCommand command) {
    return command.match(new DocumentCommand.Cases<>() {
      @Override
      public Verdict<DocumentEvent> edit(DocumentCommand.Edit edit) {
        return decideEdit(edit);
      }

      @Override
      public Verdict<DocumentEvent> compact(DocumentCommand.Compact compact) {
        return decideCompaction(compact);
      }
    });
  }

  private Verdict<DocumentEvent> decideEdit(DocumentCommand.Edit edit) {
    String name = edit.document();
    int count = edit.operations().size();
    if (!isName(name)) {
      return Verdict.refuse(ErrorCode.INVALID_OP, "A document's name is 1–128 letters, digits, ., _ or -");
    }
    if (count == 0 || count > MAX_OPERATIONS) {
      return Verdict.refuse(
          ErrorCode.INVALID_OP, "An edit has 1 to " + MAX_OPERATIONS + " operations", Map.of("doc", name));
    }
    LiveDocument known = documents.get(name);
    if (known == null && documents.size() >= MAX_DOCUMENTS) {
      return Verdict.refuse(
          ErrorCode.TOO_LARGE, "A session has at most " + MAX_DOCUMENTS + " documents", Map.of("doc", name));
    }
    LiveDocument document = known == null ? new LiveDocument(name, LIMITS) : known;
    if (edit.epoch() == DocumentCommand.Edit.ANY_EPOCH) {
      long epoch = document.text().epoch();
      return decideEdit(new DocumentCommand.Edit(name, epoch, edit.operations(), edit.always()), document, true);
    }
    return decideEdit(edit, document, false);
  }

  /** {@code epochless}: whether it is of a client that knows of no epochs. */
  private Verdict<DocumentEvent> decideEdit(DocumentCommand.Edit edit, LiveDocument document, boolean epochless) {
    String name = edit.document();
    if (edit.epoch() != document.text().epoch()) {
      return stale(name, document, "That epoch of the document is not the one in force", false);
    }
    return document.text().foresee(edit.operations()).match(
        changes -> epochless && (later || edit.epoch() > 1) && changes.waiting() > 0
            ? Verdict.refuse(ErrorCode.NOT_FOUND, "There is no such element in this document any more", Map.of("doc", name))
            : corrected(edit, document, changes),
        () -> edit.always() ? Verdict.accept(edited(edit, document, 0)) : Verdict.accept(),
        refused -> refusal(name, document, refused));
  }

  private static DocumentEvent edited(DocumentCommand.Edit edit, LiveDocument document, int added) {
    return new DocumentEvent.Edited(edit.document(), edit.epoch(), document.docSeq() + 1, edit.operations(), added);
  }

  /** An edit that its document takes, with what has to follow it: mostly nothing (rule DOC23). */
  private Verdict<DocumentEvent> corrected(DocumentCommand.Edit edit, LiveDocument document, Outlook.Changes changes) {
    TextDocument text = document.text();
    List<Operation> corrections = text.corrections(edit.operations(), LiveDocument.replicaOf(edit.epoch()));
    if (corrections.isEmpty()) {
      return admitted(edit, document, changes, 0);
    }
    List<Operation> all = new ArrayList<>(edit.operations());
    all.addAll(corrections);
    DocumentCommand.Edit whole = new DocumentCommand.Edit(edit.document(), edit.epoch(), all, edit.always());
    return text.foresee(all).match(
        more -> admitted(whole, document, more, corrections.size()),
        () -> admitted(whole, document, changes, corrections.size()),
        refused -> refusal(edit.document(), document, refused));
  }

  /** An edit that its document takes: whether the session has room for it. */
  private Verdict<DocumentEvent> admitted(DocumentCommand.Edit edit, LiveDocument document, Outlook.Changes changes, int added) {
    int beyond = LamportBound.firstBeyond(edit.operations(), document.text());
    if (beyond >= 0) {
      return Verdict.refuse(
          ErrorCode.INVALID_OP, "Operation " + beyond + ": its lamports are too far above those of this document",
          Map.of("doc", edit.document(), "op", (long) beyond));
    }
    long units = 0;
    for (Operation operation : edit.operations()) {
      units += operation.match(insert -> insert.text().length(), delete -> 0);
    }
    // What waits takes its place later without being asked again, so it is counted where it will be.
    if (units > MAX_ELEMENTS - load.elements() - load.waitingUnits()
        || edit.operations().size() > MAX_REPLICAS - load.replicas() - load.waiting()) {
      return Verdict.refuse(
          ErrorCode.TOO_LARGE, "The documents of this session are full", Map.of("doc", edit.document()));
    }
    boolean crowded = load.waiting() + changes.waiting() > MAX_WAITING
        || load.waitingUnits() + units > MAX_WAITING_UNITS
        || document.text().waiting() + changes.waiting() > 2L * LIMITS.maxWaiting();
    return changes.waiting() > 0 && crowded
        ? stale(edit.document(), document, "Too many operations wait for others", true)
        : Verdict.accept(edited(edit, document, added));
  }

  private static Verdict<DocumentEvent> refusal(String name, LiveDocument document, Outlook.Refused refused) {
    String message = "Operation " + refused.index() + ": " + refused.because().detail();
    Map<String, Object> details = Map.of("doc", name, "op", (long) refused.index());
    return switch (refused.because().refusal()) {
      case INVALID_OP -> Verdict.refuse(ErrorCode.INVALID_OP, message, details);
      case ID_TAKEN -> Verdict.refuse(ErrorCode.ID_TAKEN, message, details);
      case TOO_LARGE -> Verdict.refuse(ErrorCode.TOO_LARGE, message, details);
      case RESYNC -> stale(name, document, message, true);
    };
  }

  private static Verdict<DocumentEvent> stale(String name, LiveDocument document, String message, boolean resync) {
    Map<String, Object> details = new HashMap<>();
    details.put("doc", name);
    details.put("epoch", document.text().epoch());
    details.put("docSeq", document.docSeq());
    if (resync) {
      details.put("resync", true);
    }
    return Verdict.refuse(ErrorCode.STALE_EPOCH, message, Map.copyOf(details));
  }

  private Verdict<DocumentEvent> decideCompaction(DocumentCommand.Compact compact) {
    String name = compact.document();
    LiveDocument document = documents.get(name);
    if (document == null) {
      return Verdict.refuse(ErrorCode.NOT_FOUND, "There is no such document");
    }
    if (!document.gainsByCompaction()) {
      return Verdict.refuse(
          ErrorCode.INVALID_OP, "Nothing was deleted in this document, and its ids are small: nothing to gain", Map.of("doc", name));
    }
    return Verdict.accept(
        new DocumentEvent.Compacted(name, document.text().epoch() + 1, document.docSeq() + 1));
  }

  /**
   * Applies the next event of a document.
   *
   * @param seq the event's place in the session's log, 1 or more
   * @throws IllegalStateException if it is not the next one, stands before the last one, or is not one that
   *     {@link #decide} makes: a bug, or a damaged log
   */
  public void apply(DocumentEvent event, long seq) {
    LiveDocument document = documents.computeIfAbsent(event.document(), name -> new LiveDocument(name, LIMITS));
    Load before = Load.of(document.text());
    event.match(new Application(document, seq));
    load = load.minus(before).plus(Load.of(document.text()));
  }

  private record Application(LiveDocument document, long seq) implements DocumentEvent.Cases<Boolean> {
    @Override
    public Boolean edited(DocumentEvent.Edited event) {
      document.apply(event, seq);
      return true;
    }

    @Override
    public Boolean compacted(DocumentEvent.Compacted event) {
      document.apply(event, seq);
      return true;
    }
  }

  /** All documents: {@value #MAIN} first, then the others by name. */
  public List<DocumentSummary> list() {
    List<DocumentSummary> list = new ArrayList<>(documents.size());
    list.add(find(MAIN).summary());
    documents.forEach((name, document) -> {
      if (!name.equals(MAIN)) {
        list.add(document.summary());
      }
    });
    return list;
  }

  /** The number of a document's last event; 0 before the first. */
  public long docSeq(String name) {
    return find(name).docSeq();
  }

  /** A document as it is now; the same object until the next change. */
  public DocumentView view(String name) {
    return find(name).view();
  }

  /** What somebody is given who opens a document now: cheap also while others type. */
  public Opening opening(String name) {
    return find(name).opening();
  }

  /** What is to be kept of the documents that something happened to. The bytes of an unchanged one stay the same array. */
  public List<DocumentSnapshot> snapshots() {
    return documents.values().stream()
        .filter(document -> document.docSeq() > 0)
        .map(LiveDocument::snapshot)
        .toList();
  }

  /** The place in the session's log of one of the last 1,024 events of a document; 0 for an older one, or none. */
  public long seqOf(String name, long docSeq) {
    return find(name).seqOf(docSeq);
  }

  /** Whether more than half of a document of over 10,000 elements is deleted, or its lamports are excessive. */
  public boolean wantsCompaction(String name) {
    TextDocument text = find(name).text();
    return text.elements() > MIN_COMPACTION && 2L * text.length() < text.elements()
        || text.clock() - text.elements() > LamportBound.EXCESSIVE_LEAD;
  }

  /** The anchor of the place before the code point at an index, or of the end of the text nearest to that index. */
  public Anchor anchor(String name, long index, Affinity affinity) {
    TextDocument text = find(name).text();
    return text.anchor((int) Math.max(0, Math.min(index, text.length())), affinity);
  }

  /** The index of an anchored place, in code points; empty if its element is not known. */
  public OptionalInt index(String name, Anchor anchor) {
    return find(name).text().index(anchor);
  }

  /**
   * The element that stands for {@code old} once the event, which is the next one, is applied: the same one, or for a
   * deleted one the nearest visible to its left, or the root. An unknown one becomes the root.
   */
  public ElementId shifted(DocumentEvent.Compacted event, ElementId old) {
    return shifted(event, new Anchor(old, Affinity.LEFT)).element();
  }

  /** The anchor of the same place once the event, which is the next one, is applied; of an unknown one, the outermost. */
  public Anchor shifted(DocumentEvent.Compacted event, Anchor old) {
    TextDocument text = find(event.document()).text();
    int index = text.index(old).orElse(old.affinity() == Affinity.LEFT ? 0 : text.length());
    long lamport = switch (old.affinity()) {
      case LEFT -> index;
      case RIGHT -> index == text.length() ? 0 : index + 1L;
    };
    ElementId element = lamport == 0 ? ElementId.ROOT : new ElementId(lamport, LiveDocument.replicaOf(event.epoch()));
    return new Anchor(element, old.affinity());
  }

  private LiveDocument find(String name) {
    LiveDocument document = documents.get(name);
    return document == null ? new LiveDocument(name, LIMITS) : document;
  }
}
