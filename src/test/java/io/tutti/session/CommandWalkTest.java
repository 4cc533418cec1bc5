package io.tutti.session;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tutti.access.Permission;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks all commands for everybody who may try them. A command that nobody has classified fails the test. */
class CommandWalkTest {

  private final WalkedSession session = new WalkedSession();

  /** What a decision means for the one who wanted it. */
  static String outcome(Decision decision) {
    return decision instanceof Decision.Rejected rejected ? rejected.code().word() : "accepted";
  }

  @Test
  @DisplayName("[ROLE15] Every command that there is is classified, and every one that is classified is there")
  void classified() {
    Set<String> known = new TreeSet<>(WalkedCommands.OF_THE_SERVER);
    UserId user = WalkedSession.TARGET;
    WalkedCommands.lines().forEach(line -> known.addAll(WalkedCommands.kinds(line.sample().of(user, session))));
    assertEquals(String.join("\n", WalkedCommands.all()), String.join("\n", known));
  }

  @Test
  @DisplayName("[ROLE1] [ROLE7] [ROLE10] [ROLE15] Each is taken from whoever has the role that it needs, and from nobody else")
  void walked() {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (WalkedCommands.Line line : WalkedCommands.lines()) {
      for (Map.Entry<String, UserId> caller : session.callers().entrySet()) {
        Command command = line.sample().of(caller.getValue(), session);
        String expected = session.allows(caller.getValue(), line.needs()) ? "accepted" : ErrorCode.FORBIDDEN.word();
        String found = outcome(session.decide(caller.getValue(), command));
        if (!found.equals(expected)) {
          wrong.add(caller.getKey() + ", " + WalkedCommands.kinds(command) + ": " + found + " instead of " + expected);
        }
        asked++;
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(WalkedCommands.lines().size() * session.callers().size(), asked);
  }

  @Test
  @DisplayName("[ROLE15] The walk has callers of every right, and some with none")
  void callers() {
    for (Permission permission : Permission.values()) {
      long allowed = session.callers().values().stream().filter(user -> session.allows(user, permission)).count();
      assertFalse(allowed < 2, permission.name());
    }
    assertFalse(session.callers().values().stream().filter(user -> !session.allows(user, Permission.READ)).count() < 4);
  }

  @Test
  @DisplayName("[ROLE15] What only the server has is made within it: no dialect and no route knows of it")
  void ofTheServer() {
    Set<String> names = WalkedCommands.typesOfTheServer().stream()
        .map(type -> type.getEnclosingClass().equals(Command.class) ? type.getSimpleName() : "TellStory/" + type.getSimpleName())
        .collect(Collectors.toSet());
    assertEquals(WalkedCommands.OF_THE_SERVER, names);
    noClasses().that().resideInAPackage("io.tutti.edge..")
        .should().dependOnClassesThat(belongToAnyOf(WalkedCommands.typesOfTheServer().toArray(Class<?>[]::new)))
        .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.tutti"));
  }
}
