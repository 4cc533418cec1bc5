package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.documents.DocumentCommand;
import io.tutti.identity.UserId;
import io.tutti.story.StoryCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditWordTest {

  private static final UserId BEN = new UserId("ben");

  /** Commands that govern, and those of stories: the audit log has them in any case. */
  private static final Set<String> IMPORTANT = Set.of(
      "Command.ChangeRole", "Command.Kick", "Command.Ban", "Command.Transfer", "DocumentCommand.Compact",
      "StoryCommand.Begin", "StoryCommand.Act", "StoryCommand.EndTurn", "StoryCommand.Resolve", "StoryCommand.Narrate",
      "StoryCommand.Review");

  /** Commands that the session's log has, with who sent them: the audit log has them where every command is wished for. */
  private static final Set<String> ORDINARY = Set.of(
      "Command.UpdateParameters", "Command.ResolveConflict", "Command.PatchState", "DocumentCommand.Edit",
      "ConversationCommand.Send", "ConversationCommand.Edit", "ConversationCommand.Delete", "ConversationCommand.React",
      "ConversationCommand.Resolve");

  /** Its fields decide. */
  private static final Set<String> EITHER = Set.of("Command.ChangeProfile");

  /** The server's own, or coming and going, which the session's log has. */
  private static final Set<String> NOBODYS =
      Set.of("Command.Join", "Command.Leave", "Command.ExpireConflicts", "Command.LeaveTeam");

  /** What is within another command. */
  private static final Map<String, Class<?>> WITHIN = Map.of(
      "Command.ChangeDocument", DocumentCommand.class, "Command.Converse", ConversationCommand.class,
      "Command.TellStory", StoryCommand.class);

  private static void collect(Class<?> sealed, Set<String> leaves) {
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      String name = kind.getEnclosingClass().getSimpleName() + "." + kind.getSimpleName();
      if (WITHIN.containsKey(name)) {
        collect(WITHIN.get(name), leaves);
      } else {
        leaves.add(name);
      }
    }
  }

  @Test
  @DisplayName("[DP22] Somebody has decided of every kind of command whether the audit log has it")
  void everyKindIsClassified() {
    Set<String> leaves = new TreeSet<>();
    collect(Command.class, leaves);
    List<String> decided = new ArrayList<>(IMPORTANT);
    List.of(ORDINARY, EITHER, NOBODYS).forEach(decided::addAll);
    assertEquals(leaves, new TreeSet<>(decided));
    assertEquals(leaves.size(), decided.size(), "one decision each");
  }

  private static void assertWord(String action, boolean important, Command command) {
    assertEquals(new AuditWord(action, important), AuditWord.of(command));
    assertTrue(important || command.needs() != Permission.GOVERN, "what needs a host is important");
  }

  @Test
  @DisplayName("[DP22] What needs a host is in the audit log in any case, and so is a story")
  void importantOnes() {
    assertWord("participant:role", true, new Command.ChangeRole(BEN, Role.HOST));
    assertWord("participant:kick", true, new Command.Kick(BEN));
    assertWord("participant:ban", true, new Command.Ban(BEN, true));
    assertWord("participant:unban", true, new Command.Ban(BEN, false));
    assertWord("participant:transfer", true, new Command.Transfer(BEN));
    assertWord("doc:compact", true, new Command.ChangeDocument(new DocumentCommand.Compact("main"), null));
    assertWord("story:act", true, new Command.TellStory(new StoryCommand.Act(Map.of())));
    assertWord("story:endturn", true, new Command.TellStory(new StoryCommand.EndTurn(null)));
    assertWord("param:update", false, new Command.UpdateParameters(Map.of("mu", 0.5), null));
    assertWord("chat:send", false,
        new Command.Converse(new ConversationCommand.Send("hello", null, Message.Kind.CHAT, null)));
  }

  @Test
  @DisplayName("[DP22] A change of who finds a session, who comes in, its team or what is kept says which; another one is ordinary")
  void changesOfTheSession() {
    assertWord("session:update", false, new Command.ChangeProfile(Map.of(ProfileField.TITLE, "Waves")));
    assertWord("session:visibility", true, new Command.ChangeProfile(Map.of(ProfileField.VISIBILITY, "public")));
    assertWord("session:visibility,admission", true, new Command.ChangeProfile(
        Map.of(ProfileField.ADMISSION, "link", ProfileField.VISIBILITY, "public", ProfileField.TITLE, "Waves")));
    String longest = AuditWord.of(new Command.ChangeProfile(Map.of(
        ProfileField.VISIBILITY, "x", ProfileField.ADMISSION, "x", ProfileField.TEAM, "x", ProfileField.DEFAULT_ROLE, "x",
        ProfileField.RETENTION_DAYS, 1))).action();
    assertEquals("session:visibility,admission,teamId,defaultRole,retentionDays", longest);
    assertFalse(longest.length() > AuditRecord.MAX_ACTION_LENGTH);
  }
}
