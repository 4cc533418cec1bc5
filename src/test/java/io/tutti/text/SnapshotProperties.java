package io.tutti.text;

import static io.tutti.text.TextDocuments.delete;
import static io.tutti.text.TextDocuments.id;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SnapshotProperties {

  private static TextDocument whole(Loaded loaded) {
    return loaded.match(document -> document, reason -> {
      throw new AssertionError(reason);
    });
  }

  /** The bytes with a right seal, as somebody makes them who means harm. */
  private static byte[] sealed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    for (int at = 0; at < 4; at++) {
      bytes[bytes.length - 4 + at] = (byte) (crc.getValue() >>> 8 * at);
    }
    return bytes;
  }

  @Property(tries = 200)
  @Label("[TXT10] A document from a snapshot is the same, also with what waited, and goes on as the first one does")
  void snapshotGoesOn(
      @ForAll @IntRange(min = 1, max = 150) int inserts, @ForAll boolean inOrder, @ForAll Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    if (!inOrder) {
      Collections.shuffle(operations, random);
    }
    int half = random.nextInt(operations.size());
    TextDocument live = TextDocuments.empty();
    operations.subList(0, half).forEach(live::integrate);
    TextDocument loaded = whole(Snapshot.decode(Snapshot.encode(live), Limits.DEFAULT));

    assertEquals(live.text(), loaded.text());
    assertEquals(live.runs(), loaded.runs());
    assertEquals(live.waiting(), loaded.waiting());
    assertEquals(live.clock(), loaded.clock());
    requireSameFuture(live, loaded, operations.subList(half, operations.size()));
  }

  @Property(tries = 200)
  @Label("[TXT10] A document made of its runs and its text is the same and goes on as the first one does")
  void runsGoOn(@ForAll @IntRange(min = 1, max = 150) int inserts, @ForAll Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    int half = random.nextInt(operations.size());
    TextDocument live = TextDocuments.empty();
    operations.subList(0, half).forEach(live::integrate);
    TextDocument loaded = whole(TextDocument.ofRuns(7, live.runs(), live.text(), Limits.DEFAULT));

    assertEquals(7, loaded.epoch());
    requireSameFuture(live, loaded, operations.subList(half, operations.size()));
  }

  @Property(tries = 300)
  @Label("[TXT10] A run names what it stands after, where that is not the element before it")
  void runsNameParents(@ForAll @IntRange(min = 1, max = 150) int inserts, @ForAll Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    Map<ElementId, ElementId> parents = new HashMap<>();
    TextDocument document = TextDocuments.empty();
    for (Operation operation : operations) {
      document.integrate(operation);
      if (operation instanceof Insert insert) {
        parents.put(insert.id(), insert.after());
      }
    }
    ElementId before = ElementId.ROOT;
    for (Run run : document.runs()) {
      ElementId first = id(run.lamport(), run.replica());
      ElementId after = parents.getOrDefault(first, id(run.lamport() - 1, run.replica()));
      assertEquals(after, run.after().orElse(before), () -> "parent of " + first);
      assertTrue(run.after().isEmpty() || after.isRoot() || !after.equals(before), "said without need");
      before = id(run.lamport() + run.count() - 1, run.replica());
    }
  }

  /** Both go on alike, and tell their editors so; only how they cut a change in pieces may differ. */
  private static void requireSameFuture(TextDocument live, TextDocument loaded, List<Operation> operations) {
    StringBuilder editorOfLive = new StringBuilder(live.text());
    StringBuilder editorOfLoaded = new StringBuilder(live.text());
    for (Operation operation : operations) {
      Integration ofLive = live.integrate(operation);
      Integration ofLoaded = loaded.integrate(operation);
      TextDocuments.show(ofLive, editorOfLive);
      TextDocuments.show(ofLoaded, editorOfLoaded);
      assertEquals(ofLive.getClass(), ofLoaded.getClass());
    }
    assertEquals(live.text(), loaded.text());
    assertEquals(live.text(), editorOfLive.toString());
    assertEquals(live.text(), editorOfLoaded.toString());
    assertEquals(live.runs(), loaded.runs());
  }

  @Property(tries = 2_000)
  @Label("[TXT11] A snapshot with changed bytes is refused")
  void changedBytesAreRefused(@ForAll @IntRange(min = 1, max = 60) int inserts, @ForAll Random random) {
    byte[] bytes = Snapshot.encode(somewhere(inserts, random));
    int at = random.nextInt(bytes.length);
    bytes[at] ^= (byte) (1 << random.nextInt(8));

    assertInstanceOf(Loaded.Corrupt.class, Snapshot.decode(bytes, Limits.DEFAULT));
    assertInstanceOf(
        Loaded.Corrupt.class, Snapshot.decode(Arrays.copyOf(bytes, random.nextInt(bytes.length)), Limits.DEFAULT));
  }

  @Property(tries = 5_000)
  @Label("[TXT11] A snapshot with changed bytes and a right checksum is refused or a document without contradictions")
  void forgedBytesAreRefusedOrSound(@ForAll @IntRange(min = 1, max = 40) int inserts, @ForAll Random random) {
    byte[] bytes = Snapshot.encode(somewhere(inserts, random));
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length - 4);
      bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[at] + random.nextInt(3) - 1);
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length - 4));
    }

    if (Snapshot.decode(sealed(bytes), Limits.DEFAULT) instanceof Loaded.Whole sound) {
      TextDocument document = sound.document();
      TextDocument again = whole(Snapshot.decode(Snapshot.encode(document), Limits.DEFAULT));
      assertEquals(document.runs(), again.runs());
      assertEquals(document.text(), again.text());
      if (document.clock() < ElementId.MAX_LAMPORT) {
        new LocalReplica("a", document).insert(document.length() / 2, "x");
        assertEquals(again.length() + 1, document.length());
      }
    }
  }

  private static TextDocument somewhere(int inserts, Random random) {
    List<Operation> operations = Forest.grow(inserts, random);
    if (random.nextBoolean()) {
      Collections.shuffle(operations, random);
    }
    TextDocument document = TextDocuments.empty();
    operations.subList(0, 1 + random.nextInt(operations.size())).forEach(document::integrate);
    return document;
  }

  private static String refusal(int... octets) {
    byte[] bytes = new byte[octets.length + 4];
    for (int at = 0; at < octets.length; at++) {
      bytes[at] = (byte) octets[at];
    }
    return Snapshot.decode(sealed(bytes), Limits.DEFAULT).match(document -> "taken", reason -> reason);
  }

  @Example
  @Label("[TXT11] A refusal says what is wrong, and huge counts in few bytes take no room")
  void refusalSaysWhy() {
    assertEquals("taken", refusal(1, 0, 0, 0, 0, 0, 0, 0));
    assertEquals("version 2 is not known here", refusal(2));
    assertEquals("it ends too early", refusal(1));
    assertEquals("1 bytes too many", refusal(1, 0, 0, 0, 0, 0, 0, 0, 0));
    assertEquals("a number is too long", refusal(1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0));
    assertTrue(refusal(1, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0).endsWith("2 bytes at least are not to come"));
    assertTrue(refusal(1, 0, 1, 1, 'a', 0xFF, 0xFF, 0xFF, 0x7F, 0, 1).endsWith("2 bytes at least are not to come"));
    assertEquals("the number 1 is more than 0", refusal(1, 0, 1, 1, 'a', 1, 1, 1, 2, 1, 0));
    assertEquals("a text is not UTF-8", refusal(1, 0, 1, 1, 0xC3, 0, 0, 0, 0));
    Limits tiny = new Limits(1, 1, 1, 1, 1, 1, 9, 1);
    assertEquals(new Loaded.Corrupt("the checksum is wrong"), Snapshot.decode(new byte[3], tiny));
    assertEquals(new Loaded.Corrupt("10 bytes are more than 9"), Snapshot.decode(new byte[10], tiny));
  }

  @Example
  @Label("[TXT11] Runs that no document can have are refused")
  void impossibleRunsAreRefused() {
    Run low = new Run(1, "a", 1, false, Optional.empty());
    Run high = new Run(2, "a", 1, false, Optional.of(ElementId.ROOT));
    Run greater = new Run(1, "b", 1, false, Optional.empty());

    assertEquals("yx", whole(TextDocument.ofRuns(1, List.of(greater, low), "yx", Limits.DEFAULT)).text());
    assertEquals("the element [1,b] stands in the wrong place", corrupt("xy", low, greater));
    assertEquals("an id from [1,a] on stands twice", corrupt("xy", low, low));
    assertEquals("[2,a] cannot stand after [0,root]", corrupt("xy", low, high));
    assertEquals("the text is shorter than its runs", corrupt("", low));
    assertEquals("the text is longer than its runs", corrupt("xy", low));
    assertEquals("the text is not valid Unicode", corrupt("\uD83D", low));
    assertEquals("a run of 0 from lamport 1", corrupt("", new Run(1, "a", 0, false, Optional.empty())));
  }

  private static String corrupt(String text, Run... runs) {
    return TextDocument.ofRuns(1, List.of(runs), text, Limits.DEFAULT).match(document -> "taken", reason -> reason);
  }

  @Example
  @Label("[TXT10] The checksum is CRC-32C")
  void checksumIsCrc32c() {
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);

    assertEquals(0xE3069283, Crc32c.of(check, check.length));
  }

  @Example
  @Label("[TXT10] The snapshot of automerge-paper takes at most 160 KB")
  void snapshotIsSmall() {
    LocalReplica typist = new LocalReplica("typist", TextDocuments.empty());
    Trace.read("automerge-paper").typed(typist);

    int size = Snapshot.encode(typist.document()).length;
    assertTrue(size <= 160_000, size + " bytes");
  }

  @Property(tries = 100)
  @Label("[TXT12] Compaction keeps the text, drops what was deleted and begins the next epoch with ids 1 and up")
  void compactionKeepsTheText(@ForAll @IntRange(min = 1, max = 100) int inserts, @ForAll Random random) {
    TextDocument document = somewhere(inserts, random);
    document.integrate(delete(1_000_000, "a", 1));
    TextDocument compacted = document.compacted("server");

    assertEquals(document.text(), compacted.text());
    assertEquals(document.epoch() + 1, compacted.epoch());
    assertEquals(document.length(), compacted.elements());
    assertEquals(0, compacted.waiting());
    assertEquals(document.length(), compacted.clock());
    if (compacted.length() > 0) {
      assertEquals(id(1, "server"), compacted.idAt(0));
      assertEquals(id(document.length(), "server"), compacted.idAt(document.length() - 1));
    }
    assertArrayEquals(
        Snapshot.encode(compacted),
        Snapshot.encode(whole(Snapshot.decode(Snapshot.encode(compacted), Limits.DEFAULT))));
  }
}
