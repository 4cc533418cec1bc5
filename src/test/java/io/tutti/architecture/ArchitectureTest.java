package io.tutti.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tutti.access.AccountDesk;
import io.tutti.access.Accounts;
import io.tutti.access.AddressBlocks;
import io.tutti.access.Invites;
import io.tutti.access.JoinRequests;
import io.tutti.access.Revocations;
import io.tutti.access.Role;
import io.tutti.access.TeamDesk;
import io.tutti.access.Teams;
import io.tutti.access.TokenIssuer;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Messages;
import io.tutti.edge.json.JsonMembers;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.Timestamps;
import io.tutti.hub.HubPorts;
import io.tutti.hub.Retention;
import io.tutti.hub.SessionHub;
import io.tutti.hub.WarmPool;
import io.tutti.session.AccessRules;
import io.tutti.session.Archive;
import io.tutti.session.Command;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.KeyRotation;
import io.tutti.session.PersonalData;
import io.tutti.state.StateCommand;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryEvent;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Who may know whom. Each rule has been seen red on a planted violation: docs/decisions/0001-architecture-rules.md. */
@AnalyzeClasses(packages = "io.tutti", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String EDGE = "io.tutti.edge..";
  private static final String STORED = "io.tutti.edge.json.stored..";
  private static final String LAUNCH = "io.tutti.launch..";
  private static final String HUB = "io.tutti.hub..";

  private static final String[] FEATURES = {
    "io.tutti.parameters..", "io.tutti.access..", "io.tutti.state..", "io.tutti.conversation..", "io.tutti.presence..",
    "io.tutti.story..", "io.tutti.analytics.."
  };

  private static final DescribedPredicate<JavaClass> PURE_JDK = resideInAnyPackage(
          "java.lang", "java.lang.runtime", "java.lang.invoke", "java.util", "java.util.function", "java.util.stream",
          "java.time", "java.nio.charset")
      .and(not(belongToAnyOf(Thread.class, ThreadLocal.class, ProcessBuilder.class, Process.class, Runtime.class)))
      .or(belongToAnyOf(Normalizer.class, Normalizer.Form.class, CRC32C.class))
      .as("the allowed part of the JDK");

  private static final DescribedPredicate<JavaClass> THREADS =
      resideInAPackage("java.util.concurrent..").or(belongToAnyOf(Thread.class, ThreadLocal.class)).as("threads");

  private static final DescribedPredicate<JavaClass> THE_CORE =
      resideInAPackage("io.tutti..").and(not(resideInAnyPackage(EDGE, LAUNCH))).as("the core");

  @ArchTest
  static final ArchRule R1_the_pure_core_knows_itself_and_an_allowed_part_of_the_jdk = classes()
      .that().resideOutsideOfPackages(EDGE, LAUNCH, HUB)
      .should().onlyDependOnClassesThat(THE_CORE.or(PURE_JDK).or(resideInAPackage("org.jspecify.annotations")));

  @ArchTest
  static final ArchRule R1b_the_hub_may_know_threads_besides = classes()
      .that().resideInAPackage(HUB)
      .should().onlyDependOnClassesThat(
          THE_CORE.or(PURE_JDK).or(THREADS).or(resideInAPackage("org.jspecify.annotations")));

  @ArchTest
  static final ArchRule R2a_identity_and_text_know_nobody = noClasses()
      .that().resideInAnyPackage("io.tutti.identity..", "io.tutti.text..")
      .should().dependOnClassesThat(othersThan("io.tutti.identity..", "io.tutti.text.."));

  @ArchTest
  static final ArchRule R2b_text_does_not_know_identity = noClasses()
      .that().resideInAPackage("io.tutti.text..").should().dependOnClassesThat(resideInAPackage("io.tutti.identity.."));

  @ArchTest
  static final ArchRule R2c_identity_does_not_know_text = noClasses()
      .that().resideInAPackage("io.tutti.identity..").should().dependOnClassesThat(resideInAPackage("io.tutti.text.."));

  @ArchTest
  static final ArchRule R2d_features_know_identity_only = noClasses()
      .that().resideInAnyPackage(FEATURES)
      .should().dependOnClassesThat(
          resideInAnyPackage("io.tutti.text..", "io.tutti.documents..", "io.tutti.session..", HUB, EDGE, LAUNCH));

  @ArchTest
  static final ArchRule R2g_documents_know_identity_and_text_only = noClasses()
      .that().resideInAPackage("io.tutti.documents..")
      .should().dependOnClassesThat(
          othersThan("io.tutti.documents..", "io.tutti.identity..", "io.tutti.text.."));

  @ArchTest
  static final ArchRule R2e_the_session_knows_identity_text_and_features = noClasses()
      .that().resideInAPackage("io.tutti.session..")
      .should().dependOnClassesThat(resideInAnyPackage(HUB, EDGE, LAUNCH));

  @ArchTest
  static final ArchRule R2f_the_hub_knows_identity_and_session_and_of_features_the_role_alone = noClasses()
      .that().resideInAPackage(HUB)
      .should().dependOnClassesThat(resideInAnyPackage(FEATURES).and(not(equivalentTo(Role.class)))
          .or(resideInAnyPackage("io.tutti.text..", EDGE, LAUNCH)));

  @ArchTest
  static final ArchRule R3_no_cycles_between_packages =
      slices().matching("io.tutti.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule R4_features_ignore_each_other =
      slices().matching("io.tutti.(parameters|access|state|conversation|presence|story|analytics)..").should().notDependOnEachOther();

  /** The built-in agents are adapters of the story's ports: the story must do without them. */
  @ArchTest
  static final ArchRule R4b_the_story_does_not_know_its_rules = noClasses()
      .that().resideInAPackage("io.tutti.story").should().dependOnClassesThat(resideInAPackage("io.tutti.story.rules.."));

  @ArchTest
  static final ArchRule R5_edges_ignore_each_other_but_for_json_and_sealing_which_all_know_and_boot_which_knows_all =
      slices().matching("io.tutti.edge.(*)..").should().notDependOnEachOther()
          .ignoreDependency(resideInAPackage("io.tutti.edge.boot.."), alwaysTrue())
          .ignoreDependency(alwaysTrue(), resideInAnyPackage("io.tutti.edge.json..", "io.tutti.edge.sealing.."));

  @ArchTest
  static final ArchRule R5b_json_knows_no_other_edge = noClasses()
      .that().resideInAPackage("io.tutti.edge.json..")
      .should().dependOnClassesThat(resideInAPackage(EDGE).and(not(resideInAPackage("io.tutti.edge.json.."))));

  @ArchTest
  static final ArchRule R5c_sealing_knows_no_other_edge = noClasses()
      .that().resideInAPackage("io.tutti.edge.sealing..")
      .should().dependOnClassesThat(resideInAPackage(EDGE).and(not(resideInAPackage("io.tutti.edge.sealing.."))));

  /** Rule FMT3: what is stored has words of its own. Both read and write JSON alike. */
  @ArchTest
  static final ArchRule R12_what_is_stored_knows_nothing_of_what_is_sent = noClasses()
      .that().resideInAPackage(STORED)
      .should().dependOnClassesThat(resideInAPackage("io.tutti.edge..").and(not(resideInAPackage(STORED))).and(
          not(belongToAnyOf(JsonText.class, JsonObject.class, JsonMembers.class, MalformedJson.class, Timestamps.class))));

  @ArchTest
  static final ArchRule R12b_what_is_sent_knows_nothing_of_what_is_stored = noClasses()
      .that().resideInAnyPackage("io.tutti.edge.json", "io.tutti.edge.websocket..")
      .should().dependOnClassesThat(resideInAPackage(STORED));

  /** Rule FMT3: else a change of the wire would change what is stored. */
  @ArchTest
  static final ArchRule R12c_what_stores_knows_nothing_of_what_is_sent = noClasses()
      .that().resideInAnyPackage("io.tutti.edge.jpa..", "io.tutti.edge.wal..")
      .should().dependOnClassesThat(resideInAPackage("io.tutti.edge.json").and(
          not(belongToAnyOf(JsonText.class, JsonObject.class, JsonMembers.class, MalformedJson.class, Timestamps.class))));

  /** It runs before there is any class path but its own; Tomcat and one class of the hub are loaded beside it. */
  @ArchTest
  static final ArchRule R5c_the_launcher_knows_the_jdk_tomcat_and_the_warm_pool_alone = classes()
      .that().resideInAPackage(LAUNCH)
      .should().onlyDependOnClassesThat(resideInAnyPackage(
          "java..", "javax..", "jakarta.servlet", "com.sun.management", "io.tutti.launch", "org.jspecify.annotations", "org.apache.catalina..",
          "org.apache.coyote..", "org.apache.tomcat..", "org.apache.juli..").or(belongToAnyOf(WarmPool.class)));

  @ArchTest
  static final ArchRule R5e_what_runs_first_or_beside_tomcat_knows_the_jdk_alone = classes()
      .that().haveFullyQualifiedName("io.tutti.launch.Launcher").or().belongToAnyOf(WarmPool.class)
      .should().onlyDependOnClassesThat(
          resideInAnyPackage("java..", "io.tutti.launch", "org.jspecify.annotations").or(belongToAnyOf(WarmPool.class)));

  @ArchTest
  static final ArchRule R5d_nobody_knows_the_launcher = noClasses()
      .that().resideOutsideOfPackage(LAUNCH).should().dependOnClassesThat(resideInAPackage(LAUNCH));

  @ArchTest
  static final ArchRule R5f_only_the_agents_know_language_models = noClasses()
      .that().resideOutsideOfPackage("io.tutti.edge.agents..")
      .should().dependOnClassesThat(resideInAnyPackage("dev.langchain4j..", "com.fasterxml.jackson.."));

  @ArchTest
  static final ArchRule R6_dialects_ignore_each_other =
      slices().matching("io.tutti.edge.websocket.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule R7_threads_are_the_hubs = noClasses()
      .that(THE_CORE).and().resideOutsideOfPackage(HUB)
      .should().dependOnClassesThat(THREADS)
      .orShould().callMethod(Object.class, "wait")
      .orShould().callMethod(Object.class, "notify")
      .orShould().callMethod(Object.class, "notifyAll");

  @ArchTest
  static final ArchRule R7b_no_method_of_the_core_is_synchronized =
      noMethods().that().areDeclaredInClassesThat(THE_CORE).should().haveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule R8_time_and_chance_are_arguments = noClasses()
      .that(THE_CORE)
      .should().callMethod(Instant.class, "now")
      .orShould().callMethod(System.class, "currentTimeMillis")
      .orShould().callMethod(System.class, "nanoTime")
      .orShould().callMethod(UUID.class, "randomUUID")
      .orShould().callMethod(Math.class, "random")
      .orShould().dependOnClassesThat(belongToAnyOf(Random.class, Clock.class, ThreadLocalRandom.class));

  @ArchTest
  static final ArchRule R9_endpoints_stand_in_their_dialect = classes()
      .that().areAnnotatedWith("jakarta.websocket.server.ServerEndpoint")
      .should().resideInAPackage("io.tutti.edge.websocket.*..");

  @ArchTest
  static final ArchRule R9b_resources_stand_in_rest = classes()
      .that().areAnnotatedWith("jakarta.ws.rs.Path").should().resideInAPackage("io.tutti.edge.rest..");

  @ArchTest
  static final ArchRule R9c_resource_methods_stand_in_rest = methods()
      .that().areAnnotatedWith("jakarta.ws.rs.Path").should().beDeclaredInClassesThat().resideInAPackage("io.tutti.edge.rest..");

  @ArchTest
  static final ArchRule R9d_entities_stand_in_jpa_and_stay_there = classes()
      .that().areAnnotatedWith("jakarta.persistence.Entity")
      .should().resideInAPackage("io.tutti.edge.jpa..").andShould().notBePublic();

  @ArchTest
  static final ArchRule R12a_rest_http_knows_no_route = restPackage("http");

  @ArchTest
  static final ArchRule R12b_rest_sessions_knows_http = restPackage("sessions", "http");

  @ArchTest
  static final ArchRule R12c_rest_stories_knows_sessions = restPackage("stories", "http", "sessions");

  @ArchTest
  static final ArchRule R12d_rest_archives_knows_sessions = restPackage("archives", "http", "sessions");

  @ArchTest
  static final ArchRule R12e_rest_people_knows_http = restPackage("people", "http");

  @ArchTest
  static final ArchRule R12f_rest_figures_knows_people = restPackage("figures", "http", "people");

  @ArchTest
  static final ArchRule R12g_rest_llmsession_knows_people_and_sessions = restPackage("llmsession", "http", "people", "sessions");

  @ArchTest
  static final ArchRule R12h_no_other_package_of_rest = classes()
      .that().resideInAPackage("io.tutti.edge.rest..")
      .should().resideInAnyPackage(
          "io.tutti.edge.rest", "..rest.http", "..rest.sessions", "..rest.stories", "..rest.archives", "..rest.people",
          "..rest.figures", "..rest.llmsession");

  /** Rule ROLE14: an edge gets at sessions as the gate lets it, whatever it is for. */
  @ArchTest
  static final ArchRule R11_edges_reach_sessions_through_the_gate_alone = noClasses()
      .that().resideInAnyPackage("io.tutti.edge.rest..", "io.tutti.edge.websocket..")
      .should().dependOnClassesThat(
          equivalentTo(SessionHub.class).or(equivalentTo(HubPorts.class)).or(equivalentTo(Retention.class))
              .or(equivalentTo(Journal.class)).or(equivalentTo(Archive.class)).or(equivalentTo(Messages.class))
              .or(equivalentTo(AccessRules.class)));

  /** Rule DP21: what changes accounts, teams, tokens and who comes in is done by routes, which are audited, and by no other way. */
  @ArchTest
  static final ArchRule R12_only_audited_routes_change_accounts_teams_tokens_and_doors = noClasses()
      .that().resideInAnyPackage("io.tutti.edge.websocket..", HUB)
      .should().dependOnClassesThat(belongToAnyOf(
          AccountDesk.class, TeamDesk.class, Teams.class, TokenIssuer.class, JoinRequests.class, KeyRotation.class, PersonalData.class))
      .orShould().callMethodWhere(calls(Accounts.class, "create", "recordLogin", "changePassword", "deactivate"))
      .orShould().callMethodWhere(calls(Invites.class, "issue", "revoke"))
      .orShould().callMethodWhere(calls(AddressBlocks.class, "block", "lift"))
      .orShould().callMethodWhere(calls(Revocations.class, "end", "accountChanged"));

  private static DescribedPredicate<JavaMethodCall> calls(Class<?> port, String... methods) {
    return DescribedPredicate.describe("of " + port.getSimpleName() + " " + String.join(", ", methods),
        call -> call.getTargetOwner().isAssignableTo(port) && Set.of(methods).contains(call.getName()));
  }

  @ArchTest
  static final ArchRule R10_commands_and_events_are_records = classes()
      .that().areAssignableTo(Command.class).or().areAssignableTo(Event.class)
      .or().areAssignableTo(ConversationCommand.class).or().areAssignableTo(ConversationEvent.class)
      .or().areAssignableTo(StateCommand.class).or().areAssignableTo(StoryCommand.class).or().areAssignableTo(StoryEvent.class)
      .and().areNotInterfaces()
      .should().beRecords();

  /** The package {@code name} of rest knows, of rest, itself and {@code others}. */
  private static ArchRule restPackage(String name, String... others) {
    String[] known = Stream.concat(Stream.of(name), Arrays.stream(others)).map(other -> "io.tutti.edge.rest." + other).toArray(String[]::new);
    return noClasses().that().resideInAPackage("io.tutti.edge.rest." + name)
        .should().dependOnClassesThat(resideInAPackage("io.tutti.edge.rest..").and(not(resideInAnyPackage(known)))
            .as("parts of rest other than " + String.join(", ", known)));
  }

  private static DescribedPredicate<JavaClass> othersThan(String... packages) {
    return resideInAPackage("io.tutti..").and(not(resideInAnyPackage(packages))).as("other parts of Tutti");
  }
}
