package io.tutti.edge.json.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.MessageAnchor;
import io.tutti.documents.DocumentEvent;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.SessionSnapshot;
import io.tutti.story.StoryEvent;
import io.tutti.text.Operation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is stored is held to files that earlier servers wrote: {@code unmarked} is of before formats had versions, each other folder is
 * of the version that names it. They are never edited.
 */
class StoredEventsTest {

  private static final Path STORED = Path.of("src/test/resources/stored");

  private static List<String> lines(String version, String file) throws IOException {
    return Files.readAllLines(STORED.resolve(version).resolve(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unmarked", "1"})
  @DisplayName("[FMT2] [CHAT15] [STO16] [STA8] Events that an earlier server stored are read as what they were")
  void eventsOfEveryVersion(String version) throws IOException, MalformedJson {
    List<Event> expected = StoredSamples.events();
    List<String> lines = lines(version, "events.txt");
    assertEquals(expected.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String[] row = lines.get(i).split(" ", 2);
      assertEquals(expected.get(i), StoredEvents.read(row[0], row[1]), lines.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unmarked", "1"})
  @DisplayName("[FMT2] A snapshot that an earlier server stored is read as what it was")
  void snapshotsOfEveryVersion(String version) throws IOException, MalformedJson {
    SessionSnapshot expected = StoredSamples.snapshot(40);
    JsonObject json = new JsonObject("snapshot", JsonText.readObject(lines(version, "snapshot.json").get(0)));
    assertEquals(expected, StoredSnapshots.read(40, json, expected.documents()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unmarked", "1"})
  @DisplayName("[FMT2] The log of an archive that an earlier server wrote is read as what it was")
  void archivesOfEveryVersion(String version) throws IOException, MalformedJson {
    List<Entry> read = new ArrayList<>();
    for (String line : lines(version, "log.ndjson")) {
      read.add(ArchivedEntry.entry(line));
    }
    assertEquals(StoredSamples.log(0).stream()
        .map(entry -> new Entry(entry.seq(), entry.at(), entry.user(), null, null, entry.event())).toList(), read);
  }

  @Test
  @DisplayName("[FMT1] [FMT3] What is stored has the words of its version, first of all the version: other words need another version")
  void wordsOfTheVersion() throws IOException {
    List<String> events = new ArrayList<>();
    StoredSamples.events().forEach(event -> events.add(StoredEvents.type(event) + " " + StoredEvents.payload(event)));
    assertEquals(lines(String.valueOf(StoredEvents.VERSION), "events.txt"), events);
    events.forEach(event -> assertTrue(event.contains(" {\"v\":" + StoredEvents.VERSION + ","), event));
    assertEquals(lines(String.valueOf(StoredSnapshots.VERSION), "snapshot.json"),
        List.of(StoredSnapshots.write(StoredSamples.snapshot(40))));
    assertEquals(lines(String.valueOf(StoredEvents.VERSION), "log.ndjson"),
        StoredSamples.log(0).stream().map(ArchivedEntry::line).toList());
  }

  @Test
  @DisplayName("[FMT3] The version costs six bytes of an event, and nothing else of it has changed since there are versions")
  void theVersionIsShort() throws IOException {
    List<String> unmarked = lines("unmarked", "events.txt");
    List<String> marked = unmarked.stream().map(line -> line.replaceFirst(" \\{", " {\"v\":1,")).toList();
    assertEquals(lines("1", "events.txt"), marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"v\":2}", "{\"v\":0}", "{\"v\":\"1\"}", "{\"v\":1.5}", "{\"v\":{}}"})
  @DisplayName("[FMT4] What a newer server stored, or has no version that can be, is refused and names the version")
  void unknownVersions(String stored) throws MalformedJson {
    JsonObject json = new JsonObject("stored", JsonText.readObject(stored));
    assertTrue(assertThrows(MalformedJson.class, () -> StoredEvents.read("session:left", json)).getMessage().contains("version"));
    assertTrue(assertThrows(MalformedJson.class, () -> StoredSnapshots.read(1, json, List.of())).getMessage().contains("version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"session:joined", "session:left", "param:broadcast", "conflict:opened", "conflict:closed", "participant:role",
      "participant:banned", "session:updated", "state:changed", "doc:ops", "doc:compacted", "chat:message", "story:begun", "unheard:of"})
  @DisplayName("[JRN15] An event without its members, or of an unknown type, is refused")
  void damagedEvents(String type) {
    assertThrows(MalformedJson.class, () -> StoredEvents.read(type, "{\"v\":1}"));
    assertThrows(MalformedJson.class, () -> StoredEvents.read(type, "{}"));
  }

  @Test
  @DisplayName("[FMT3] The samples have every kind of event, message place and operation: a new one is added to them")
  void everyKind() {
    Set<Class<?>> found = new HashSet<>();
    StoredSamples.events().forEach(event -> collect(event, found));
    Set<Class<?>> missing = new HashSet<>();
    for (Class<?> root : List.of(Event.class, ConversationEvent.class, DocumentEvent.class, StoryEvent.class, MessageAnchor.class, Operation.class)) {
      kinds(root, missing);
    }
    missing.removeAll(found);
    assertEquals(Set.of(), missing);
  }

  private static void kinds(Class<?> type, Set<Class<?>> kinds) {
    if (type.isSealed()) {
      for (Class<?> kind : type.getPermittedSubclasses()) {
        kinds(kind, kinds);
      }
    } else {
      kinds.add(type);
    }
  }

  private static void collect(Object value, Set<Class<?>> found) {
    if (value instanceof Collection<?> items) {
      items.forEach(item -> collect(item, found));
    } else if (value instanceof Map<?, ?> map) {
      map.values().stream().filter(Object.class::isInstance).forEach(item -> collect(item, found));
    } else if (value instanceof Record) {
      found.add(value.getClass());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          Object member = component.getAccessor().invoke(value);
          if (member != null) {
            collect(member, found);
          }
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
