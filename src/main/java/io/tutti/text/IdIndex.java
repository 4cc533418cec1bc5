package io.tutti.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each element of one replica stands: lamports to leaves. Confined to its document.
 *
 * <p>An entry is a range of consecutive lamports whose elements are in one leaf, however many blocks they make there,
 * so cutting and joining blocks costs nothing here. Entries are sorted, in pages; the last hit is tried first.
 */
final class IdIndex {
  private Page[] pages = {new Page()};
  /** The first lamport of each page, so that the search for a page reads one array. */
  private long[] firsts = new long[1];
  private int pageCount = 1;
  /** The entry with the greatest start not above the lamport sought last; -1 before all entries. */
  private int hitPage;
  private int hit = -1;

  /** The leaf that holds an element, or null if there is no such element. */
  @Nullable Leaf leaf(long lamport) {
    return seek(lamport) ? pages[hitPage].leaf[hit] : null;
  }

  /** The least lamport of an element that is not below {@code lamport}, or {@link Long#MAX_VALUE}. */
  long atOrAbove(long lamport) {
    if (seek(lamport)) {
      return lamport;
    }
    if (hit + 1 < pages[hitPage].size) {
      return pages[hitPage].start[hit + 1];
    }
    return hitPage + 1 < pageCount ? firsts[hitPage + 1] : Long.MAX_VALUE;
  }

  /** The end of the known lamports from that of an element on; more may follow. */
  long endOfEntry(long lamport) {
    seek(lamport);
    return pages[hitPage].end(hit);
  }

  /** The greatest lamport, or 0 if there is no element. */
  long last() {
    Page page = pages[pageCount - 1];
    return page.size == 0 ? 0 : page.end(page.size - 1) - 1;
  }

  /** Adds elements that are not there yet. */
  void add(long lamport, int count, Leaf leaf) {
    if (hit < 0 || !pages[hitPage].endsAt(hit, lamport)) {
      seek(lamport);
    }
    Page page = pages[hitPage];
    if (hit >= 0 && page.endsAt(hit, lamport) && page.leaf[hit] == leaf) {
      page.count[hit] += count;
    } else {
      insert(lamport, count, leaf);
    }
  }

  /** Says that elements which are there now stand in another leaf. */
  void move(long lamport, int count, Leaf leaf) {
    long from = lamport;
    long to = lamport + count;
    while (from < to) {
      if (!seek(from)) {
        throw new IllegalStateException("no element has the lamport " + from);
      }
      int part = (int) (Math.min(to, pages[hitPage].end(hit)) - from);
      moveWithin(from, part, leaf);
      from += part;
    }
  }

  /** Moves a part of the entry that was hit. */
  private void moveWithin(long from, int part, Leaf leaf) {
    Page page = pages[hitPage];
    long end = page.end(hit);
    Leaf before = page.leaf[hit];
    int head = (int) (from - page.start[hit]);
    int tail = (int) (end - from) - part;
    if (head == 0 && tail == 0) {
      page.leaf[hit] = leaf;
      joinBackwards();
    } else if (head == 0) {
      page.start[hit] += part;
      page.count[hit] -= part;
      firsts[hitPage] = page.start[0];
      hit--;
      if (hit >= 0 && page.endsAt(hit, from) && page.leaf[hit] == leaf) {
        page.count[hit] += part;
      } else {
        insert(from, part, leaf);
      }
    } else {
      page.count[hit] = head;
      insert(from, part, leaf);
      if (tail > 0) {
        insert(from + part, tail, before);
      }
    }
  }

  /** Joins the entry that was hit with the one before it in its page, if it continues that one in the same leaf. */
  private void joinBackwards() {
    Page page = pages[hitPage];
    if (hit > 0 && page.endsAt(hit - 1, page.start[hit]) && page.leaf[hit - 1] == page.leaf[hit]) {
      page.count[hit - 1] += page.count[hit];
      page.remove(hit);
      hit--;
    }
  }

  /** Puts an entry behind the one that was hit, and hits it. */
  private void insert(long start, int count, Leaf leaf) {
    if (pages[hitPage].size == Page.CAPACITY) {
      splitPage();
    }
    hit++;
    pages[hitPage].insert(hit, start, count, leaf);
    firsts[hitPage] = pages[hitPage].start[0];
  }

  private void splitPage() {
    Page page = pages[hitPage];
    boolean appending = hitPage == pageCount - 1 && hit == page.size - 1;
    int keep = appending ? page.size : page.size / 2;
    Page right = page.splitOff(keep);
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, 2 * pageCount);
      firsts = Arrays.copyOf(firsts, 2 * pageCount);
    }
    System.arraycopy(pages, hitPage + 1, pages, hitPage + 2, pageCount - hitPage - 1);
    System.arraycopy(firsts, hitPage + 1, firsts, hitPage + 2, pageCount - hitPage - 1);
    pages[hitPage + 1] = right;
    firsts[hitPage + 1] = right.size == 0 ? Long.MAX_VALUE : right.start[0];
    pageCount++;
    if (appending || hit >= keep) {
      hitPage++;
      hit -= keep;
    }
  }

  /** Hits the entry for a lamport. Returns whether it holds the lamport. */
  private boolean seek(long lamport) {
    Page page = pages[hitPage];
    if (hit >= 0 && page.holds(hit, lamport)) {
      return true;
    }
    int low = 0;
    int high = pageCount - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firsts[middle] <= lamport) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    hitPage = low;
    page = pages[low];
    hit = page.floor(lamport);
    return hit >= 0 && page.holds(hit, lamport);
  }

  /** Up to {@link #CAPACITY} entries in columns. */
  private static final class Page {
    static final int CAPACITY = 128;
    private static final int FIRST_CAPACITY = 4;

    long[] start = new long[FIRST_CAPACITY];
    int[] count = new int[FIRST_CAPACITY];
    Leaf[] leaf = new Leaf[FIRST_CAPACITY];
    int size;

    long end(int entry) {
      return start[entry] + count[entry];
    }

    boolean endsAt(int entry, long lamport) {
      return entry < size && end(entry) == lamport;
    }

    boolean holds(int entry, long lamport) {
      return entry < size && lamport >= start[entry] && lamport < end(entry);
    }

    /** The entry with the greatest start not above {@code lamport}, or -1. */
    int floor(long lamport) {
      int low = -1;
      int high = size - 1;
      while (low < high) {
        int middle = (low + high + 1) >> 1;
        if (start[middle] <= lamport) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    void insert(int at, long first, int howMany, Leaf where) {
      if (size == start.length) {
        resize(Math.min(CAPACITY, 2 * size));
      }
      shift(at, at + 1);
      start[at] = first;
      count[at] = howMany;
      leaf[at] = where;
    }

    void remove(int at) {
      shift(at + 1, at);
      Arrays.fill(leaf, size, size + 1, null);
    }

    Page splitOff(int keep) {
      Page right = new Page();
      for (int entry = keep; entry < size; entry++) {
        right.insert(entry - keep, start[entry], count[entry], leaf[entry]);
      }
      size = keep;
      return right;
    }

    private void resize(int capacity) {
      start = Arrays.copyOf(start, capacity);
      count = Arrays.copyOf(count, capacity);
      leaf = Arrays.copyOf(leaf, capacity);
    }

    private void shift(int from, int to) {
      System.arraycopy(start, from, start, to, size - from);
      System.arraycopy(count, from, count, to, size - from);
      System.arraycopy(leaf, from, leaf, to, size - from);
      size += to - from;
    }
  }
}
