package io.tutti.e2e;

import static io.tutti.e2e.PeopleServer.bearer;
import static io.tutti.e2e.PeopleServer.enter;
import static io.tutti.e2e.PeopleServer.frame;
import static io.tutti.e2e.PeopleServer.give;
import static io.tutti.e2e.PeopleServer.join;
import static io.tutti.e2e.PeopleServer.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who may do what, in every dialect that has a word for it and over HTTP: one table. A new dialect is a new {@link Tongue} and a
 * column; {@code MESSAGE}, {@code TARGET} and {@code ROOM} in it stand for a message of Alice's, for Tim who is here, and for the session.
 */
@DisplayName("The permission matrix")
@ExtendWith(PeopleServer.class)
@Timeout(120)
class PermissionMatrixIT {

  /**
   * One thing to do: who may at least, and how it is said natively, in the LLM dialect, over HTTP, in the dialect of collab-engine
   * and in the Novel Engine's; null: not at all.
   */
  private record Deed(Role least, @Nullable String spoken, @Nullable String llm, @Nullable String http, @Nullable String collab,
      @Nullable String novel) {
    Deed collab(String words) {
      return new Deed(least, spoken, llm, http, "{'doc_id':'ROOM','client_id':'actor'," + words + "}", novel);
    }

    Deed novel(String words) {
      return new Deed(least, spoken, llm, http, collab, words);
    }

    boolean isAllowedTo(Role role) {
      return role.compareTo(least) <= 0;
    }
  }

  private static Deed deed(Role least, @Nullable String spoken, @Nullable String llm, @Nullable String http) {
    return new Deed(least, spoken, llm, http, null, null);
  }

  /** In an order in which each can be done after the others. */
  private static final List<Deed> DEEDS = List.of(
      deed(Role.VIEWER, "presence:update {'status':'idle'}", "{'type':'presence_update','status':'away'}", null),
      deed(Role.VIEWER, "presence:update {'cursor':{'file':'f'}}", "{'type':'cursor_update','data':{'file':'f','line':1}}", null)
          .collab("'type':'presence_update','status':'idle'").novel("{'type':'user_cursor','position':3}"),
      deed(Role.VIEWER, "presence:update {'typing':{'in':'story'}}", null, null).novel("{'type':'user_typing','typing':true}"),
      deed(Role.VIEWER, "presence:update {'viewport':{'file':'f'}}", "{'type':'viewport_update','data':{'file':'f'}}", null),
      deed(Role.VIEWER, "presence:get {}", null, "GET /presence"),
      deed(Role.VIEWER, "rtc:signal {'to':'TARGET','data':1}", null, null),
      deed(Role.VIEWER, "session:resync {}", null, "GET "),
      deed(Role.VIEWER, "state:get {}", null, "GET /state").novel("{'type':'state_sync','client_state':{},'client_version':0}"),
      deed(Role.VIEWER, "doc:open {'doc':'main'}", null, "GET /documents/main"),
      deed(Role.VIEWER, "doc:list {}", null, "GET /documents"),
      deed(Role.VIEWER, "doc:at {'doc':'main','seq':1}", null, "GET /documents/main?seq=1"),
      deed(Role.VIEWER, "chat:history {}", null, "GET /messages"),
      deed(Role.VIEWER, "chat:read {'messageId':'MESSAGE'}", null, "GET /messages/stats"),
      deed(Role.VIEWER, null, null, "GET /participants"),
      deed(Role.VIEWER, null, null, "GET /events"),
      deed(Role.VIEWER, null, null, "GET /at/1"),
      deed(Role.EDITOR, "param:update {'mu':0.6}", null, null),
      deed(Role.EDITOR, "conflict:resolved {'param':'omega','resolvedValue':1}", null, null),
      deed(Role.EDITOR, "state:patch {'patch':{'a':1}}", null, "PATCH /state {'a':2}"),
      deed(Role.EDITOR, "doc:edit {'doc':'main','epoch':1,'ops':[{'ins':'x','id':[1,'r'],'after':[0,'root']}]}", null, null)
          .collab("'type':'op','client_msg_id':'m1','op':{'type':'ins','parent_id':[0,'root'],'id':[1,'c'],'value':'x'}"),
      deed(Role.EDITOR, "doc:edit {'doc':'main','epoch':1,'ops':[{'del':[[1,'r',1]]}]}", null, null)
          .collab("'type':'op','client_msg_id':'m2','op':{'type':'del','id':[1,'c']}"),
      deed(Role.HOST, "story:begin {}", null, null),
      deed(Role.VIEWER, "story:get {}", null, null),
      deed(Role.EDITOR, "story:action {'action':{'action_type':'wait','target':'inn'}}", null, null)
          .novel("{'type':'agent_action','data':{'action_type':'wait','target':'inn'}}"),
      deed(Role.EDITOR, "chat:send {'content':'x'}", "{'type':'chat_message','content':'x'}", null),
      deed(Role.EDITOR, "chat:send {'content':'x','parentId':'MESSAGE'}",
          "{'type':'chat_message','content':'x','parent_id':'MESSAGE'}", null),
      deed(Role.EDITOR, "chat:send {'content':'x','kind':'comment','anchor':{'file':'f'}}",
          "{'type':'code_comment','data':{'file':'f','line':1,'content':'x'}}", null),
      deed(Role.EDITOR, "chat:react {'messageId':'MESSAGE','emoji':'👍'}",
          "{'type':'reaction','message_id':'MESSAGE','emoji':'🎉'}", null),
      deed(Role.EDITOR, "chat:react {'messageId':'MESSAGE','emoji':'👍','action':'remove'}",
          "{'type':'reaction','message_id':'MESSAGE','emoji':'🎉','action':'remove'}", null),
      deed(Role.EDITOR, "user:message {'to':'TARGET','content':'x'}",
          "{'type':'direct_message','to':'TARGET','content':'x'}", null),
      deed(Role.EDITOR, "session:update {'title':'Title'}",
          "{'type':'session_update','changes':{'status':'paused'}}", "PATCH  {'name':'Name'}"),
      deed(Role.HOST, "session:update {'visibility':'team'}", null, "PATCH  {'default_role':'viewer'}"),
      deed(Role.HOST, null, null, "POST /invites {'role':'viewer'}"),
      deed(Role.HOST, null, null, "GET /invites"),
      deed(Role.HOST, "participant:role {'userId':'somebody','role':'viewer'}", null,
          "PUT /participants/somebody {'role':'editor'}"),
      deed(Role.HOST, "chat:delete {'messageId':'MESSAGE'}", null, null),
      deed(Role.HOST, "participant:ban {'userId':'somebody'}", null, "DELETE /participants/somebody?ban=true"),
      deed(Role.HOST, "participant:ban {'userId':'somebody','banned':false}", null, null),
      deed(Role.HOST, "participant:kick {'userId':'TARGET'}", null, null),
      deed(Role.HOST, "participant:transfer {'userId':'user_alice'}", null, null));

  /** A way to do things, and to see whether one was refused for want of permission. */
  private interface Tongue {
    boolean isRefused(Deed deed);

    boolean knows(Deed deed);
  }

  /** A session of Alice's in which the actor has a role, and Tim is: it costs a new one for each tongue. */
  private record Scene(RunningServer server, String room, String message, Role role, Client alice, Client tim) implements AutoCloseable {
    static Scene of(RunningServer server, Role role) {
      String room = session(server, "alice", "private");
      give(server, room, "alice", "actor", role.word());
      give(server, room, "alice", "tim", "editor");
      Client alice = join(server, room, "alice");
      Client tim = join(server, room, "tim");
      alice.send(Messages.withRef(Messages.message("chat:send", frame("{'content':'hi'}")), "m"));
      String message = Messages.payload(alice.inbox().next("chat:message")).getJsonObject("message").getString("id");
      return new Scene(server, room, message, role, alice, tim);
    }

    String filled(String text) {
      return text.replace("MESSAGE", message).replace("TARGET", "user_tim").replace("ROOM", room);
    }

    @Override
    public void close() {
      alice.close();
      tim.close();
    }
  }

  private record Spoken(Scene scene, Client actor) implements Tongue {
    @Override
    public boolean knows(Deed deed) {
      return deed.spoken() != null;
    }

    /** An answer to a second, harmless question says that the first one had none that is a refusal. */
    @Override
    public boolean isRefused(Deed deed) {
      String[] words = scene.filled(deed.spoken()).split(" ", 2);
      String ref = "r" + Math.abs(deed.hashCode());
      actor.send(Messages.withRef(Messages.message(words[0], frame(words[1])), ref));
      actor.send(Messages.withRef(Messages.message("session:resync"), ref + "-end"));
      List<JsonObject> errors = new ArrayList<>();
      actor.inbox().next("the end of " + deed, message -> {
        if (List.of("error", "story:failed").contains(Messages.type(message)) && message.getString("ref", "").equals(ref)) {
          errors.add(message);
        }
        return message.getString("ref", "").equals(ref + "-end");
      });
      errors.forEach(error -> assertEquals("forbidden", Messages.code(error), deed + " " + error));
      return !errors.isEmpty();
    }
  }

  private record Llm(Scene scene, Client actor) implements Tongue {
    @Override
    public boolean knows(Deed deed) {
      return deed.llm() != null;
    }

    /** The answer is a refusal, or what everybody hears; of what only others hear, that they do. */
    @Override
    public boolean isRefused(Deed deed) {
      JsonObject frame = frame(scene.filled(deed.llm()));
      actor.send(frame);
      actor.send(frame("{'type':'no-such-type'}"));
      scene.alice().state();
      scene.alice().state();
      List<JsonObject> refusals = new ArrayList<>();
      actor.inbox().next("the end of " + deed, message -> {
        if (Messages.type(message).equals("error") && !message.getString("error_code").equals("UNKNOWN_TYPE")) {
          refusals.add(message);
        }
        return message.getString("error_code", "").equals("UNKNOWN_TYPE");
      });
      actor.inbox().find(message -> Messages.type(message).equals("error"), java.time.Duration.ofMillis(150))
          .ifPresent(refusals::add);
      refusals.forEach(error -> assertEquals("PERMISSION_DENIED", error.getString("error_code"), deed + " " + error));
      return !refusals.isEmpty();
    }
  }

  private record Http(Scene scene) implements Tongue {
    @Override
    public boolean knows(Deed deed) {
      return deed.http() != null;
    }

    @Override
    public boolean isRefused(Deed deed) {
      String[] words = scene.filled(deed.http()).split(" ", 3);
      Web.Reply reply = Web.send(scene.server().http("/api/v1/sessions/" + scene.room() + words[1]), words[0],
          words.length > 2 ? words[2].replace('\'', '"') : null, bearer("actor"));
      assertTrue(reply.status() < 300 || reply.status() == 403, deed + " " + reply);
      return reply.status() == 403;
    }
  }

  private record Collab(Scene scene) implements Tongue {
    @Override
    public boolean knows(Deed deed) {
      return deed.collab() != null;
    }

    /** What is refused closes the connection (rule CE19): each deed has one of its own. */
    @Override
    public boolean isRefused(Deed deed) {
      URI address = URI.create(CollabClient.address(scene.server()) + "?token=" + PeopleServer.token("actor"));
      try (CollabClient actor = CollabClient.greet(address, scene.room(), "actor", 0)) {
        actor.inbox().next("resync");
        actor.raw().send(frame(scene.filled(deed.collab())));
        boolean answered = actor.inbox().find(message -> List.of("op_echo", "presence_snapshot").contains(Messages.type(message)),
            Inbox.PATIENCE).isPresent();
        if (!answered) {
          assertEquals("1008 protocol: forbidden", actor.closing(), deed.toString());
        }
        return !answered;
      }
    }
  }

  private record Novel(Scene scene, Client actor) implements Tongue {
    @Override
    public boolean knows(Deed deed) {
      return deed.novel() != null;
    }

    /** A version that does not exist yet is a conflict (rule NE11): the end of the answers to what was said before. */
    @Override
    public boolean isRefused(Deed deed) {
      actor.send(frame(deed.novel()));
      actor.send(NovelWords.sync(1L << 52));
      List<JsonObject> refusals = new ArrayList<>();
      actor.inbox().next("the end of " + deed, message -> {
        if (Messages.type(message).equals("system_message")) {
          refusals.add(message);
        }
        return Messages.type(message).equals("conflict");
      });
      refusals.forEach(refusal -> assertTrue(refusal.toString().contains("forbidden"), deed + " " + refusal));
      return !refusals.isEmpty();
    }
  }

  private static void check(Tongue tongue, Role role) {
    List<String> wrong = Stream.of(DEEDS).flatMap(List::stream).filter(tongue::knows)
        .filter(deed -> tongue.isRefused(deed) == deed.isAllowedTo(role)).map(deed -> role + " " + deed).toList();
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[ROLE1] [ROLE8] [ROLE11] [PRES9] [PROF4] natively")
  void natively(Role role, RunningServer server) {
    try (Scene scene = Scene.of(server, role); Client actor = join(server, scene.room(), "actor")) {
      check(new Spoken(scene, actor), role);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[ROLE1] [LSM16] in the dialect of the LLM Session Manager")
  void llm(Role role, RunningServer server) {
    try (Scene scene = Scene.of(server, role); Client actor = enter(server, scene.room(), "actor")) {
      check(new Llm(scene, actor), role);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[ROLE1] [CE19] in the dialect of collab-engine")
  void collab(Role role, RunningServer server) {
    try (Scene scene = Scene.of(server, role)) {
      check(new Collab(scene), role);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[ROLE1] [NE9] in the dialect of the Novel Engine")
  void novel(Role role, RunningServer server) {
    try (Scene scene = Scene.of(server, role);
        Client actor = NovelWords.entered(Client.connect(NovelWords.address(server, scene.room(), "user_actor", PeopleServer.token("actor"))))) {
      check(new Novel(scene, actor), role);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("[ROLE1] [INV2] [REST34] [REST36] over HTTP")
  void http(Role role, RunningServer server) {
    try (Scene scene = Scene.of(server, role)) {
      check(new Http(scene), role);
    }
  }

  @Test
  @DisplayName("[ROLE1] A role that is taken away acts at once, on every open connection and over HTTP")
  void takenAway(RunningServer server) {
    try (Scene scene = Scene.of(server, Role.EDITOR);
        Client speaking = join(server, scene.room(), "actor"); Client writing = enter(server, scene.room(), "actor")) {
      Deed chat = deed(Role.EDITOR, "chat:send {'content':'x'}", "{'type':'chat_message','content':'x'}", "PATCH /state {'a':2}");
      List<Tongue> tongues = List.of(new Spoken(scene, speaking), new Llm(scene, writing), new Http(scene));
      tongues.forEach(tongue -> assertEquals(false, tongue.isRefused(chat), tongue.toString()));
      give(server, scene.room(), "alice", "actor", "viewer");
      Deed again = deed(Role.EDITOR, "chat:send {'content':'y'}", "{'type':'chat_message','content':'y'}", "PATCH /state {'a':3}");
      tongues.forEach(tongue -> assertEquals(true, tongue.isRefused(again), tongue.toString()));
    }
  }
}
