package io.tutti.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageId;
import io.tutti.conversation.Messages;
import io.tutti.documents.DocumentEvent;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.JpaKeyRotation;
import io.tutti.edge.jpa.JpaMessages;
import io.tutti.edge.sealing.Seal;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.edge.wal.WriteAheadSettings;
import io.tutti.identity.SessionId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.JournalFailure;
import io.tutti.session.KeyRotation;
import io.tutti.session.SessionState;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is stored with a key")
class SealedStorageTest {

  static final Seal SEAL = Seal.with("test:" + key(7));
  private static final SessionId ID = new SessionId("s");
  private static final String SAID = "Quibbleworth";
  private static final String TYPED = "Zanzibarian";

  @TempDir
  Path directory;

  private static String key(int octet) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) octet);
    return Base64.getEncoder().encodeToString(key);
  }

  /** One who talks and types; what is said and typed is in the log, in the messages, in their words and in a snapshot. */
  private void use(Seal seal) {
    try (Database database = Database.open(DatabaseAddress.embedded(directory), seal);
        WriteAheadJournal journal =
            new WriteAheadJournal(new JpaJournal(database), WriteAheadSettings.in(directory), seal, Thread::new)) {
      journal.create(Logs.session("s"));
      Message message = new Message(new MessageId("m"), Logs.ADA, "Ada", Message.Kind.CHAT, SAID + " was here", List.of(), Map.of(),
          null, 0, null, Logs.NOON, null, null, false, 1);
      List<Entry> entries = List.of(
          new Entry(1, Logs.NOON, Logs.ADA, null, null, new Event.Conversed(new ConversationEvent.Posted(message))),
          new Entry(2, Logs.NOON, Logs.ADA, null, null, new Event.DocumentChanged(Logs.ADA, null, new DocumentEvent.Edited("main", 1, 1,
              List.of(new Insert(TYPED, new ElementId(1, "r"), ElementId.ROOT))))));
      journal.append(List.of(new Journal.Batch(ID, entries)));
      SessionState state = journal.open(ID).orElseThrow().state();
      journal.keep(ID, state.snapshot());
      journal.append(List.of(new Journal.Batch(ID, List.of(Logs.entry(3, Logs.change(0.6))))));
    }
  }

  private String found(Seal seal) {
    try (Database database = Database.open(DatabaseAddress.embedded(directory), seal);
        WriteAheadJournal journal =
            new WriteAheadJournal(new JpaJournal(database), WriteAheadSettings.in(directory), seal, Thread::new)) {
      Messages messages = new JpaMessages(database, journal::catchUp);
      Messages.Page page = messages.page(ID, new Messages.Query(null, 10, null, null, null, null, "quibble"));
      Journal.Opened opened = journal.open(ID).orElseThrow();
      return page.messages().get(0).content() + ", " + opened.state().documents().view("main").text();
    }
  }

  private boolean isOnDisk(String word) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        if (bytes.contains(word.toLowerCase(java.util.Locale.ROOT))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  @DisplayName("[SEAL1] nothing that was said or typed stands on the disk, not even as a word to search for; without a key it does")
  void onDisk() throws IOException {
    use(SEAL);
    assertFalse(isOnDisk(SAID), "said");
    assertFalse(isOnDisk(TYPED), "typed");
    assertEquals("Quibbleworth was here, Zanzibarian", found(SEAL));
    Files.walk(directory).filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
    use(Seal.none());
    assertTrue(isOnDisk(SAID) && isOnDisk(TYPED));
  }

  @Test
  @DisplayName("[SEAL2] a key that is set later seals what comes, and what was there stays readable")
  void switchedOn() {
    use(Seal.none());
    assertEquals("Quibbleworth was here, Zanzibarian", found(SEAL));
  }

  private KeyRotation.Progress rotated(Seal seal) {
    try (Database database = Database.open(DatabaseAddress.embedded(directory), seal);
        WriteAheadJournal journal =
            new WriteAheadJournal(new JpaJournal(database), WriteAheadSettings.in(directory), seal, Thread::new)) {
      KeyRotation rotation = new JpaKeyRotation(database, journal::fold, Runnable::run);
      assertTrue(rotation.begin());
      return rotation.progress();
    }
  }

  @Test
  @DisplayName("[SEAL7] a rotation seals everything with the first key, so that the older one may go; a second one finds nothing to do")
  void rotates() {
    Seal both = Seal.with("next:" + key(8) + ",test:" + key(7));
    use(SEAL);
    KeyRotation.Progress first = rotated(both);
    assertEquals(KeyRotation.State.DONE, first.state(), first.toString());
    assertEquals(1, first.sessions());
    assertEquals(Map.of("events", 3L, "messages", 1L, "words", 1L, "snapshots", 1L, "documents", 1L), first.sealed());
    assertEquals("Quibbleworth was here, Zanzibarian", found(Seal.with("next:" + key(8))));
    assertEquals(Map.of("events", 0L, "messages", 0L, "words", 0L, "snapshots", 0L, "documents", 0L), rotated(both).sealed());
  }

  @Test
  @DisplayName("[SEAL7] a rotation seals what was stored plain; where a key is missing it ends, says which, and leaves what it found")
  void rotatesPlain() {
    use(Seal.none());
    assertEquals(3L, rotated(SEAL).sealed().get("events"));
    assertEquals("Quibbleworth was here, Zanzibarian", found(SEAL));
    KeyRotation.Progress failed = rotated(Seal.with("next:" + key(8)));
    assertEquals(KeyRotation.State.FAILED, failed.state());
    assertTrue(String.valueOf(failed.failure()).contains("the key 'test'"), failed.toString());
    assertEquals("Quibbleworth was here, Zanzibarian", found(SEAL));
  }

  @Test
  @DisplayName("[SEAL7] whoever writes meanwhile loses nothing")
  void rotatesBesideWriters() {
    use(Seal.none());
    try (Database database = Database.open(DatabaseAddress.embedded(directory), SEAL);
        WriteAheadJournal journal =
            new WriteAheadJournal(new JpaJournal(database), WriteAheadSettings.in(directory), SEAL, Thread::new)) {
      KeyRotation rotation = new JpaKeyRotation(database, journal::fold, task -> new Thread(task).start());
      assertTrue(rotation.begin());
      long seq = 3;
      while (rotation.progress().state() == KeyRotation.State.RUNNING || seq < 200) {
        seq++;
        journal.append(List.of(new Journal.Batch(ID, List.of(Logs.entry(seq)))));
        if (seq % 10 == 0) {
          journal.fold();
        }
      }
      assertEquals(KeyRotation.State.DONE, rotation.progress().state());
      assertEquals(Logs.entries(4, seq), journal.read(ID, 4, seq, Integer.MAX_VALUE));
    }
  }

  @Test
  @DisplayName("[SEAL4] without the key, or with another one, a session is unavailable and never an empty one")
  void withoutKey() {
    use(SEAL);
    String message = String.valueOf(assertThrows(JournalFailure.class, () -> found(Seal.none())).getMessage());
    assertTrue(message.contains("the key 'test'"), message);
    assertThrows(JournalFailure.class, () -> found(Seal.with("test:" + key(8))));
  }
}
