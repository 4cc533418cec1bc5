package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.conversation.ConversationCommand;
import io.tutti.documents.DocumentCommand;
import io.tutti.story.StoryCommand;
import java.util.stream.Collectors;

/**
 * What a command is called in the audit log. {@code isImportant}: whether it stands there in any case (rule DP22); the others do only
 * where every command is wished for. Every kind of command is named here: a new one breaks the build until somebody decides.
 * Immutable.
 */
public record AuditWord(String action, boolean isImportant) {

  private static final Words WORDS = new Words();
  private static final Chat CHAT = new Chat();
  private static final Telling TELLING = new Telling();
  private static final Documents DOCUMENTS = new Documents();

  /** The word for {@code command}, for example {@code participant:kick}. */
  public static AuditWord of(Command command) {
    return command.match(WORDS);
  }

  private static AuditWord important(String action) {
    return new AuditWord(action, true);
  }

  private static AuditWord ordinary(String action) {
    return new AuditWord(action, false);
  }

  /** The words are made once: every command is looked up here. */
  private static final class Words implements Command.Cases<AuditWord> {
    private final AuditWord join = ordinary("session:join");
    private final AuditWord leave = ordinary("session:leave");
    private final AuditWord update = ordinary("param:update");
    private final AuditWord resolve = ordinary("conflict:resolved");
    private final AuditWord expire = ordinary("conflict:expired");
    private final AuditWord role = important("participant:role");
    private final AuditWord kick = important("participant:kick");
    private final AuditWord ban = important("participant:ban");
    private final AuditWord unban = important("participant:unban");
    private final AuditWord leaveTeam = ordinary("team:leave");
    private final AuditWord transfer = important("participant:transfer");
    private final AuditWord profile = ordinary("session:update");
    private final AuditWord patch = ordinary("state:patch");

    @Override
    public AuditWord join(Command.Join command) {
      return join;
    }

    @Override
    public AuditWord leave(Command.Leave command) {
      return leave;
    }

    @Override
    public AuditWord updateParameters(Command.UpdateParameters command) {
      return update;
    }

    @Override
    public AuditWord resolveConflict(Command.ResolveConflict command) {
      return resolve;
    }

    @Override
    public AuditWord expireConflicts(Command.ExpireConflicts command) {
      return expire;
    }

    @Override
    public AuditWord changeRole(Command.ChangeRole command) {
      return role;
    }

    @Override
    public AuditWord kick(Command.Kick command) {
      return kick;
    }

    @Override
    public AuditWord ban(Command.Ban command) {
      return command.banned() ? ban : unban;
    }

    @Override
    public AuditWord leaveTeam(Command.LeaveTeam command) {
      return leaveTeam;
    }

    @Override
    public AuditWord transfer(Command.Transfer command) {
      return transfer;
    }

    /** Names what governs the session, for example {@code session:visibility,admission}; other changes are ordinary. */
    @Override
    public AuditWord changeProfile(Command.ChangeProfile command) {
      return command.needs() == Permission.GOVERN
          ? important("session:" + command.changes().keySet().stream().filter(field -> field.needs() == Permission.GOVERN)
              .sorted().map(ProfileField::word).collect(Collectors.joining(",")))
          : profile;
    }

    @Override
    public AuditWord changeDocument(Command.ChangeDocument command) {
      return command.change().match(DOCUMENTS);
    }

    @Override
    public AuditWord converse(Command.Converse command) {
      return command.command().match(CHAT);
    }

    @Override
    public AuditWord patchState(Command.PatchState command) {
      return patch;
    }

    @Override
    public AuditWord tellStory(Command.TellStory command) {
      return command.command().match(TELLING);
    }
  }

  private static final class Documents implements DocumentCommand.Cases<AuditWord> {
    private final AuditWord edit = ordinary("doc:edit");
    private final AuditWord compact = important("doc:compact");

    @Override
    public AuditWord edit(DocumentCommand.Edit command) {
      return edit;
    }

    @Override
    public AuditWord compact(DocumentCommand.Compact command) {
      return compact;
    }
  }

  private static final class Chat implements ConversationCommand.Cases<AuditWord> {
    private final AuditWord send = ordinary("chat:send");
    private final AuditWord edit = ordinary("chat:edit");
    private final AuditWord delete = ordinary("chat:delete");
    private final AuditWord react = ordinary("chat:react");
    private final AuditWord resolve = ordinary("chat:resolve");

    @Override
    public AuditWord send(ConversationCommand.Send command) {
      return send;
    }

    @Override
    public AuditWord edit(ConversationCommand.Edit command) {
      return edit;
    }

    @Override
    public AuditWord delete(ConversationCommand.Delete command) {
      return delete;
    }

    @Override
    public AuditWord react(ConversationCommand.React command) {
      return react;
    }

    @Override
    public AuditWord resolve(ConversationCommand.Resolve command) {
      return resolve;
    }
  }

  /** What an agent makes of an action, {@code story:resolve}, is told under the name of whoever acted, with how it ended. */
  private static final class Telling implements StoryCommand.Cases<AuditWord> {
    private final AuditWord begin = important("story:begin");
    private final AuditWord act = important("story:act");
    private final AuditWord endTurn = important("story:endturn");
    private final AuditWord resolve = important("story:resolve");
    private final AuditWord narrate = important("story:narrate");
    private final AuditWord review = important("story:review");

    @Override
    public AuditWord begin(StoryCommand.Begin command) {
      return begin;
    }

    @Override
    public AuditWord act(StoryCommand.Act command) {
      return act;
    }

    @Override
    public AuditWord endTurn(StoryCommand.EndTurn command) {
      return endTurn;
    }

    @Override
    public AuditWord resolve(StoryCommand.Resolve command) {
      return resolve;
    }

    @Override
    public AuditWord narrate(StoryCommand.Narrate command) {
      return narrate;
    }

    @Override
    public AuditWord review(StoryCommand.Review command) {
      return review;
    }
  }
}
