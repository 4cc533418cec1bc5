package io.tutti.edge.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Permission;
import io.tutti.documents.DocumentCommand;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.WalkedCommands;
import io.tutti.session.WalkedSession;
import io.tutti.session.Whisper;
import io.tutti.story.StoryCommand;
import io.tutti.text.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Walks every word of every dialect, as its reader reads it, for everybody who may say it. A dialect, a word or a kind of message that
 * nobody has classified fails the test.
 */
class DialectWalkTest {

  private static final Path SOURCES = Path.of("src/main/java/io/tutti/edge/websocket");
  private static final Pattern WORD = Pattern.compile("case \"([a-z_:]+)\" ->");
  private static final Pattern ROOT = Pattern.compile("(?m)^sealed interface (\\w+)");

  /** Who says what. */
  private enum Kind {
    /** Changes the session: a host's. */
    HOST,
    /** Changes the session, or is said to one person: a host's and an editor's. */
    EDITOR,
    /** A question, or a sign of the moment: of those who are in. {@code SeatWalkTest} has that of others it comes to nothing. */
    MEMBER,
    /** Says who somebody is, or asks nothing of a session. */
    ANYBODY,
    /** Not understood: refused, whoever says it. */
    NOTHING
  }

  /** A message; {@code MINE} and {@code THEIRS} in it are messages of the caller's and of somebody else's. */
  private record Word(Kind kind, String dialect, String text) {
    String read(WalkedSession session, UserId caller) {
      return text.replace('\'', '"').replace("MINE", session.messageOf(caller).value())
          .replace("THEIRS", session.messageOfOthers(caller).value()).replace("COMMENT", session.comment().value())
          .replace("CONFLICT", session.conflict());
    }
  }

  private static Word v1(Kind kind, String type, String payload) {
    return new Word(kind, "v1", "{'type':'" + type + "','payload':" + payload + "}");
  }

  private static final List<Word> NATIVE = List.of(
      v1(Kind.ANYBODY, "ping", "{}"), v1(Kind.ANYBODY, "auth", "{'token':'t'}"),
      v1(Kind.EDITOR, "param:update", "{'omega':0.9}"),
      v1(Kind.EDITOR, "conflict:resolved", "{'param':'mu','resolvedValue':0.7,'conflictId':'CONFLICT'}"),
      v1(Kind.MEMBER, "session:resync", "{}"),
      v1(Kind.HOST, "participant:role", "{'userId':'target','role':'viewer'}"),
      v1(Kind.HOST, "participant:kick", "{'userId':'target'}"),
      v1(Kind.HOST, "participant:ban", "{'userId':'target'}"),
      v1(Kind.HOST, "participant:ban", "{'userId':'outcast','banned':false}"),
      v1(Kind.HOST, "participant:transfer", "{'userId':'target'}"),
      v1(Kind.EDITOR, "session:update", "{'title':'Title'}"),
      v1(Kind.HOST, "session:update", "{'title':'Title','visibility':'public'}"),
      v1(Kind.EDITOR, "state:patch", "{'patch':{'a':1}}"), v1(Kind.MEMBER, "state:get", "{}"),
      v1(Kind.MEMBER, "presence:update", "{'status':'idle'}"), v1(Kind.MEMBER, "presence:get", "{}"),
      v1(Kind.MEMBER, "rtc:signal", "{'to':'target','data':1}"),
      v1(Kind.EDITOR, "user:message", "{'to':'target','content':'x'}"),
      v1(Kind.MEMBER, "doc:open", "{'doc':'main'}"), v1(Kind.MEMBER, "doc:close", "{'doc':'main'}"),
      v1(Kind.MEMBER, "doc:list", "{}"), v1(Kind.MEMBER, "doc:at", "{'doc':'main','seq':1}"),
      v1(Kind.EDITOR, "doc:edit", "{'doc':'main','epoch':1,'ops':[{'ins':'x','id':[9,'c'],'after':[0,'root']}]}"),
      v1(Kind.HOST, "doc:compact", "{'doc':'main'}"),
      v1(Kind.EDITOR, "chat:send", "{'content':'x'}"), v1(Kind.EDITOR, "chat:edit", "{'messageId':'MINE','content':'y'}"),
      v1(Kind.EDITOR, "chat:delete", "{'messageId':'MINE'}"), v1(Kind.HOST, "chat:delete", "{'messageId':'THEIRS'}"),
      v1(Kind.EDITOR, "chat:react", "{'messageId':'THEIRS','emoji':'👍'}"),
      v1(Kind.EDITOR, "chat:resolve", "{'messageId':'COMMENT'}"),
      v1(Kind.MEMBER, "chat:history", "{}"), v1(Kind.MEMBER, "chat:read", "{'messageId':'THEIRS'}"),
      v1(Kind.EDITOR, "story:action", "{'action':{'action_type':'wait','target':'inn'}}"),
      v1(Kind.HOST, "story:begin", "{}"), v1(Kind.HOST, "story:end_turn", "{}"), v1(Kind.MEMBER, "story:get", "{}"),
      v1(Kind.NOTHING, "no:such", "{}"), v1(Kind.NOTHING, "param:update", "{'mu':'x'}"), v1(Kind.NOTHING, "param:update", "1"));

  private static Word collab(Kind kind, String rest) {
    return new Word(kind, "collabengine", "{'doc_id':'d','client_id':'c'," + rest + "}");
  }

  private static Word llm(Kind kind, String text) {
    return new Word(kind, "llmsession", text);
  }

  private static Word novel(Kind kind, String text) {
    return new Word(kind, "novel", text);
  }

  private static final List<Word> OTHERS = List.of(
      collab(Kind.ANYBODY, "'type':'hello'"),
      collab(Kind.EDITOR, "'type':'op','client_msg_id':'m','op':{'type':'ins','parent_id':[0,'root'],'id':[9,'c'],'value':'x'}"),
      collab(Kind.EDITOR, "'type':'op','client_msg_id':'m','op':{'type':'del','id':[1,'r']}"),
      collab(Kind.MEMBER, "'type':'presence_update','status':'idle'"), collab(Kind.NOTHING, "'type':'no-such'"),
      llm(Kind.EDITOR, "{'type':'chat_message','content':'x'}"),
      llm(Kind.EDITOR, "{'type':'code_comment','data':{'file':'f','line':1,'content':'x'}}"),
      llm(Kind.EDITOR, "{'type':'reaction','message_id':'THEIRS','emoji':'👍'}"),
      llm(Kind.MEMBER, "{'type':'cursor_update','data':{'file':'f','line':1}}"),
      llm(Kind.MEMBER, "{'type':'viewport_update','data':{'file':'f'}}"),
      llm(Kind.MEMBER, "{'type':'presence_update','status':'away'}"),
      llm(Kind.EDITOR, "{'type':'session_update','changes':{'title':'Title','status':'paused'}}"),
      llm(Kind.NOTHING, "{'type':'session_update','changes':{'visibility':'public'}}"),
      llm(Kind.EDITOR, "{'type':'direct_message','to':'target','content':'x'}"),
      llm(Kind.NOTHING, "{'type':'no-such'}"),
      novel(Kind.EDITOR, "{'type':'agent_action','data':{'action_type':'wait','target':'inn'}}"),
      novel(Kind.MEMBER, "{'type':'state_sync','client_version':0}"), novel(Kind.MEMBER, "{'type':'user_cursor','position':3}"),
      novel(Kind.MEMBER, "{'type':'user_typing','typing':true}"), novel(Kind.ANYBODY, "{'type':'ping'}"),
      novel(Kind.NOTHING, "{'type':'no-such'}"), novel(Kind.NOTHING, "{}"));

  /** Words that say what an operation does, within the message {@code op}. */
  private static final Set<String> WITHIN = Set.of("collabengine ins", "collabengine del");

  private final WalkedSession session = new WalkedSession();

  private static List<Word> words() {
    return Stream.of(NATIVE, OTHERS).flatMap(List::stream).toList();
  }

  // ---- what there is ----

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES, 2)) {
      return files.filter(file -> !file.getParent().equals(SOURCES) && file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String dialect(Path source) {
    return source.getParent().getFileName().toString();
  }

  /** The sealed type of what a client says in each dialect: the one whose name begins so. */
  private static Map<String, Class<?>> roots() throws Exception {
    Map<String, Class<?>> roots = new TreeMap<>();
    for (Path source : sources()) {
      var found = ROOT.matcher(Files.readString(source));
      if (found.find() && found.group(1).startsWith("Client")) {
        Class<?> before = roots.put(dialect(source), Class.forName(SOURCES.subpath(3, SOURCES.getNameCount()).toString().replace('/', '.')
            + "." + dialect(source) + "." + found.group(1)));
        assertEquals(null, before, "a second one in " + source);
      }
    }
    return roots;
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DialectWalkTest::leaves) : Stream.of(type);
  }

  private static Object message(Class<?> root, String text) {
    try {
      String reader = Stream.of("Decoder", "Reader").map(end -> root.getName() + end)
          .filter(name -> exists(name)).findFirst().orElseThrow();
      Class<?> type = Class.forName(reader);
      Method method = Arrays.stream(type.getDeclaredMethods()).filter(one -> one.getReturnType().equals(root)
          && Arrays.equals(one.getParameterTypes(), new Class<?>[] {String.class})).findFirst().orElseThrow();
      method.setAccessible(true);
      var maker = type.getDeclaredConstructor();
      maker.setAccessible(true);
      return method.invoke(maker.newInstance(), text);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(text, e);
    }
  }

  private static boolean exists(String name) {
    try {
      return Class.forName(name) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Whatever {@code message} carries, by the type of each part. */
  private static <T> Optional<T> part(Object message, Class<T> type) {
    for (RecordComponent component : message.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(message);
        if (type.isInstance(value)) {
          return Optional.of(type.cast(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return Optional.empty();
  }

  /** The command that {@code message} becomes, where it becomes one. */
  private static Optional<Command> command(Object message) {
    if (message.getClass().getSimpleName().equals("Act")) {
      return Optional.of(new Command.TellStory(new StoryCommand.Act(Map.copyOf(part(message, Map.class).orElseThrow()))));
    }
    Optional<DocumentCommand> edit = part(message, DocumentCommand.class).or(() -> part(message, Operation.class).map(operation ->
        new DocumentCommand.Edit("main", DocumentCommand.Edit.ANY_EPOCH, List.of(operation), true)));
    return part(message, Command.class).or(() -> edit.map(change -> new Command.ChangeDocument(change, null)));
  }

  // ---- the walk ----

  @Test
  @DisplayName("[ROLE15] Every word of every dialect is classified, and every one that is classified is one")
  void classified() throws Exception {
    Set<String> there = new TreeSet<>();
    for (Path source : sources()) {
      WORD.matcher(Files.readString(source)).results().forEach(word -> there.add(dialect(source) + " " + word.group(1)));
    }
    there.removeAll(WITHIN);
    Pattern type = Pattern.compile("'type':'([^']*)'");
    Set<String> known = words().stream().filter(word -> word.kind() != Kind.NOTHING).map(word -> {
      var found = type.matcher(word.text());
      assertTrue(found.find());
      return word.dialect() + " " + found.group(1);
    }).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", there), String.join("\n", known));
  }

  @Test
  @DisplayName("[ROLE15] Every kind of message of every dialect is met on the walk")
  void kinds() throws Exception {
    Map<String, Class<?>> roots = roots();
    Set<String> dialects = sources().stream().map(DialectWalkTest::dialect).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(dialects, roots.keySet());
    Set<String> there = new TreeSet<>();
    roots.forEach((dialect, root) -> leaves(root).forEach(leaf -> there.add(dialect + " " + leaf.getSimpleName())));
    Set<String> met = new TreeSet<>();
    for (Word word : words()) {
      Object message = message(roots.get(word.dialect()), word.read(session, WalkedSession.TARGET));
      met.add(word.dialect() + " " + message.getClass().getSimpleName());
    }
    assertEquals(String.join("\n", there), String.join("\n", met));
  }

  @Test
  @DisplayName("[ROLE1] [ROLE7] [ROLE10] [ROLE15] What changes a session is taken from whoever has the role, in every dialect; no other word does")
  void walked() throws Exception {
    Map<String, Class<?>> roots = roots();
    List<String> wrong = new ArrayList<>();
    for (Word word : words()) {
      for (Map.Entry<String, UserId> caller : session.callers().entrySet()) {
        String text = word.read(session, caller.getValue());
        String found = outcome(message(roots.get(word.dialect()), text), caller.getValue());
        String expected = expected(word.kind(), caller.getValue());
        if (!found.equals(expected)) {
          wrong.add(caller.getKey() + ", " + word.dialect() + " " + text + ": " + found + " instead of " + expected);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private String expected(Kind kind, UserId caller) {
    return switch (kind) {
      case HOST -> session.allows(caller, Permission.GOVERN) ? "accepted" : ErrorCode.FORBIDDEN.word();
      case EDITOR -> session.allows(caller, Permission.WRITE) ? "accepted" : ErrorCode.FORBIDDEN.word();
      case MEMBER, ANYBODY, NOTHING -> "no command";
    };
  }

  private String outcome(Object message, UserId caller) {
    Optional<Whisper> whisper = part(message, Whisper.class);
    if (whisper.isPresent()) {
      return session.refusal(whisper.get(), caller).map(rejected -> rejected.code().word()).orElse("accepted");
    }
    return command(message).map(command -> session.decide(caller, command))
        .map(decision -> decision instanceof Decision.Rejected rejected ? rejected.code().word() : "accepted").orElse("no command");
  }

  @Test
  @DisplayName("[ROLE15] Every command that people have has a word in the native protocol, and none that only the server has is in any dialect")
  void complete() throws Exception {
    Map<String, Class<?>> roots = roots();
    Set<String> said = new TreeSet<>();
    for (Word word : words()) {
      Object message = message(roots.get(word.dialect()), word.read(session, WalkedSession.TARGET));
      command(message).ifPresent(command -> said.addAll(WalkedCommands.kinds(command)));
    }
    Set<String> unsaid = WalkedCommands.all();
    unsaid.removeAll(said);
    // One word says all that a session's profile may have.
    unsaid.removeIf(kind -> kind.startsWith("ChangeProfile/"));
    assertEquals(WalkedCommands.OF_THE_SERVER, unsaid);
  }
}
