package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.conversation.ConversationCommand;
import io.tutti.documents.DocumentCommand;
import java.util.Locale;

/** What a command is called in the audit log, and whether it stands there in any case (rule DP9). Thread-safe: holds nothing. */
public final class CommandWord {

  private static final Words WORDS = new Words();

  private CommandWord() {}

  /** The word for {@code command}, for example {@code participant:kick}. */
  public static String of(Command command) {
    return command.match(WORDS);
  }

  /** Whether {@code command} governs, or is one of a story. */
  public static boolean isImportant(Command command) {
    return command.needs() == Permission.GOVERN || command instanceof Command.TellStory;
  }

  private static final class Words implements Command.Cases<String> {
    @Override
    public String join(Command.Join command) {
      return "session:join";
    }

    @Override
    public String leave(Command.Leave command) {
      return "session:leave";
    }

    @Override
    public String updateParameters(Command.UpdateParameters command) {
      return "param:update";
    }

    @Override
    public String resolveConflict(Command.ResolveConflict command) {
      return "conflict:resolved";
    }

    @Override
    public String expireConflicts(Command.ExpireConflicts command) {
      return "conflict:expired";
    }

    @Override
    public String changeRole(Command.ChangeRole command) {
      return "participant:role";
    }

    @Override
    public String kick(Command.Kick command) {
      return "participant:kick";
    }

    @Override
    public String transfer(Command.Transfer command) {
      return "participant:transfer";
    }

    @Override
    public String ban(Command.Ban command) {
      return "participant:ban";
    }

    @Override
    public String leaveTeam(Command.LeaveTeam command) {
      return "team:leave";
    }

    @Override
    public String changeProfile(Command.ChangeProfile command) {
      return "session:update";
    }

    @Override
    public String changeDocument(Command.ChangeDocument command) {
      return command.change() instanceof DocumentCommand.Compact ? "doc:compact" : "doc:edit";
    }

    @Override
    public String converse(Command.Converse command) {
      ConversationCommand said = command.command();
      return "chat:" + said.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public String patchState(Command.PatchState command) {
      return "state:patch";
    }

    @Override
    public String tellStory(Command.TellStory command) {
      return "story:" + command.command().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
  }
}
