package io.tutti.text;

import java.util.Arrays;

/** Reads one {@link Snapshot}. Confined to one reading. */
final class SnapshotReader {
  private final ByteSource source;
  private final Limits limits;
  private final Loader loader;
  /** The stretch of visible or deleted elements that is being dealt out. */
  private boolean deleted;
  private long stretch;

  SnapshotReader(byte[] bytes, Limits limits) throws MalformedDocument {
    this.source = new ByteSource(bytes);
    this.limits = limits;
    this.loader = new Loader(limits);
  }

  TextDocument document() throws MalformedDocument {
    int version = source.octet();
    if (version != Snapshot.VERSION) {
      throw new MalformedDocument("version " + version + " is not known here");
    }
    long epoch = source.number(ElementId.MAX_LAMPORT);
    elements();
    TextDocument document = new TextDocument(epoch, limits, loader.elements());
    deletedAhead(document.integrator());
    waiting(document.integrator());
    source.requireEnd();
    return document;
  }

  private void elements() throws MalformedDocument {
    Replica[] replicas = new Replica[source.count(2)];
    for (int at = 0; at < replicas.length; at++) {
      replicas[at] = loader.replica(source.text());
    }
    int chains = source.count(2);
    Replica[] owners = owners(chains, replicas);
    long[] steps = new long[chains];
    for (int at = 0; at < chains; at++) {
      steps[at] = source.signed(ElementId.MAX_LAMPORT + 1);
    }
    int[] counts = new int[chains];
    long total = 0;
    for (int at = 0; at < chains; at++) {
      counts[at] = (int) source.number(limits.maxElements());
      total += counts[at];
    }
    VisibleText text = new VisibleText(source.text());
    stretch = source.number(total);
    long before = 0;
    for (int at = 0; at < chains; at++) {
      chain(owners[at], before + steps[at], counts[at], text);
      before += steps[at] + counts[at];
    }
    text.requireEnd();
  }

  private Replica[] owners(int chains, Replica[] replicas) throws MalformedDocument {
    Replica[] owners = new Replica[chains];
    for (int at = 0; at < chains; ) {
      int owner = (int) source.number(replicas.length - 1L);
      int inRow = (int) source.number(chains - at);
      if (inRow == 0) {
        throw new MalformedDocument("no chains in a row");
      }
      Arrays.fill(owners, at, at + inRow, replicas[owner]);
      at += inRow;
    }
    return owners;
  }

  private void chain(Replica owner, long lamport, int count, VisibleText text) throws MalformedDocument {
    if (count == 0) {
      throw new MalformedDocument("a chain of nothing");
    }
    for (int done = 0; done < count; ) {
      if (stretch == 0) {
        deleted = !deleted;
        stretch = source.number(limits.maxElements());
        if (stretch == 0) {
          throw new MalformedDocument("a stretch of nothing");
        }
      }
      int part = (int) Math.min(stretch, count - done);
      loader.add(owner, lamport + done, part, deleted ? -1 : text.moveTo(owner.content, part));
      stretch -= part;
      done += part;
    }
  }

  private void deletedAhead(Integrator integrator) throws MalformedDocument {
    int ranges = source.count(3);
    for (int at = 0; at < ranges; at++) {
      String replica = source.text();
      long lamport = source.number(ElementId.MAX_LAMPORT);
      integrator.restore(new Span(lamport, replica, source.number(ElementId.MAX_LAMPORT)));
    }
  }

  private void waiting(Integrator integrator) throws MalformedDocument {
    int inserts = source.count(5);
    for (int at = 0; at < inserts; at++) {
      String text = source.text();
      ElementId id = id();
      integrator.restore(new Insert(text, id, id()));
    }
  }

  private ElementId id() throws MalformedDocument {
    long lamport = source.number(ElementId.MAX_LAMPORT);
    return new ElementId(lamport, source.text());
  }
}
