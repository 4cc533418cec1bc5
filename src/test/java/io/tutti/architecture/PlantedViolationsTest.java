package io.tutti.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.tutti.edge.rest.planted.AroundTheGate;
import io.tutti.edge.websocket.planted.BesideTheRoutes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules are seen red on classes that break them: a rule that nothing breaks may be checking nothing. */
class PlantedViolationsTest {

  private static final List<String> KEPT_BY_THE_GATE =
      List.of("SessionHub", "HubPorts", "Retention", "Journal", "Archive", "Messages", "AccessRules");

  private static EvaluationResult judged(ArchRule rule, Class<?> planted) {
    return rule.evaluate(new ClassFileImporter().importClasses(planted));
  }

  @Test
  @DisplayName("[ROLE14] An edge that goes around the gate is found, by whatever it goes around it")
  void aroundTheGate() {
    ArchRule rule = ArchitectureTest.R11_edges_reach_sessions_through_the_gate_alone;
    for (Class<?> planted : List.of(AroundTheGate.class, io.tutti.edge.websocket.planted.AroundTheGate.class)) {
      EvaluationResult result = judged(rule, planted);
      assertTrue(result.hasViolation(), planted.getName());
      List<String> found = result.getFailureReport().getDetails();
      assertEquals(List.of(), KEPT_BY_THE_GATE.stream()
          .filter(name -> found.stream().noneMatch(line -> line.contains("." + name + ".") || line.contains("." + name + ">")))
          .toList(), "went unnoticed in " + planted.getName());
    }
  }

  @Test
  @DisplayName("[DP21] A way to accounts, teams, tokens or doors that is no audited route is found, whatever it changes")
  void besideTheRoutes() {
    List<String> found = judged(ArchitectureTest.R12_only_audited_routes_change_accounts_teams_tokens_and_doors, BesideTheRoutes.class)
        .getFailureReport().getDetails();
    for (String changed : List.of("AccountDesk", "TeamDesk", "Teams", "TokenIssuer", "JoinRequests", "KeyRotation", "PersonalData",
        "Accounts.deactivate", "Invites.revoke", "AddressBlocks.lift", "Revocations.end")) {
      assertTrue(found.stream().anyMatch(line -> line.contains("." + changed)), changed + " went unnoticed: " + found);
    }
  }
}
