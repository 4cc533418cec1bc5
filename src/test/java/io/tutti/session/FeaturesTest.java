package io.tutti.session;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tutti.documents.DocumentCommand;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static Set<Class<?>> kinds(Class<?> root) {
    return new HashSet<>(Arrays.asList(root.getPermittedSubclasses()));
  }

  @Test
  @DisplayName("Each kind of command is decided by one feature, and each kind of event changes the state of one at least")
  void whole() {
    assertEquals(kinds(Command.class), Features.decided());
    assertEquals(kinds(Event.class), Features.applied());
  }

  @Test
  @DisplayName("Session and sequencer name no feature: a new one is nothing new to them")
  void unknown() {
    noClasses().that().belongToAnyOf(SessionState.class, Sequencer.class, Feature.class)
        .should().dependOnClassesThat(resideInAnyPackage("io.tutti.parameters..", "io.tutti.documents..", "io.tutti.conversation..",
            "io.tutti.state..", "io.tutti.story..", "io.tutti.text.."))
        .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.tutti.session"));
    for (Class<?> type : List.of(SessionState.class, Sequencer.class)) {
      for (Method method : type.getDeclaredMethods()) {
        assertTrue(Arrays.stream(method.getParameterTypes()).noneMatch(kinds(Command.class)::contains), method::toString);
        assertTrue(Arrays.stream(method.getParameterTypes()).noneMatch(kinds(Event.class)::contains), method::toString);
      }
    }
  }

  @Test
  @DisplayName("[CON6] What is due is known to the millisecond, and is taken once it is")
  void conflicts() {
    Room room = Room.ofThree();
    assertEquals(Feature.NEVER, room.state.nextDue());
    room.update(Room.ANN, "mu", 0.6);
    room.now += 100;
    room.update(Room.BOB, "mu", 0.7);
    long expiry = room.now + ParametersFeature.CONFLICT_LIFETIME_MILLIS;
    assertEquals(expiry, room.state.nextDue());
    assertEquals(List.of(), room.state.takeDue(expiry - 1));
    assertEquals(List.of(new Command.ExpireConflicts()), room.state.takeDue(expiry));
  }

  @Test
  @DisplayName("[DOC12] Documents are compacted one at a time, each when nobody has edited it for three seconds, or after a load")
  void documents() {
    Room room = Room.ofThree();
    overgrow(room, "a");
    room.now += 1_000;
    overgrow(room, "b");
    long first = room.now + DocumentsFeature.QUIET_MILLIS - 1_000;
    assertEquals(first, room.state.nextDue());
    assertEquals(List.of(), room.state.takeDue(first - 1));
    assertEquals(List.of(compact("a")), room.state.takeDue(first));
    assertEquals(room.now + DocumentsFeature.QUIET_MILLIS, room.state.nextDue());
    long both = first + 10_000;
    assertEquals(List.of(compact("b")), room.state.takeDue(both));
    assertEquals(List.of(), room.state.takeDue(both + DocumentsFeature.QUIET_MILLIS - 1));

    SessionState loaded = SessionState.from(room.state.description(), room.state.snapshot());
    assertEquals(List.of(), loaded.takeDue(both));
    assertEquals(both + DocumentsFeature.QUIET_MILLIS, loaded.nextDue());
    assertEquals(List.of(compact("a")), loaded.takeDue(loaded.nextDue()));
  }

  private static Command compact(String document) {
    return new Command.ChangeDocument(new DocumentCommand.Compact(document), null);
  }

  /** Writes 12,000 characters and deletes nearly all of them. */
  private static void overgrow(Room room, String document) {
    for (int i = 0; i < 3; i++) {
      edit(room, document, new Insert("x".repeat(4_000), new ElementId(1 + 4_000L * i, "r"), i == 0 ? ElementId.ROOT : new ElementId(4_000L * i, "r")));
    }
    edit(room, document, new Delete(List.of(new Span(1, "r", 11_000))));
  }

  private static void edit(Room room, String document, Operation operation) {
    Room.events(room.wish(Room.ANN, new Command.ChangeDocument(new DocumentCommand.Edit(document, 1, List.of(operation), false), null)));
  }
}
