package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.documents.DocumentCommand;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import io.tutti.state.StateCommand;
import io.tutti.story.StoryCommand;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A wish that somebody has in a session, already well-formed, not yet judged. Immutable. */
public sealed interface Command {

  /** What the one who wishes it must be allowed to do. */
  Permission needs();

  /** Gives the command to the case that it is: a new kind of command breaks every judge that does not know it. */
  <R> R match(Cases<R> cases);

  /** One judge's answer to each kind of command. */
  interface Cases<R> {
    R join(Join command);

    R leave(Leave command);

    R updateParameters(UpdateParameters command);

    R resolveConflict(ResolveConflict command);

    R expireConflicts(ExpireConflicts command);

    R changeRole(ChangeRole command);

    R kick(Kick command);

    R ban(Ban command);

    R leaveTeam(LeaveTeam command);

    R transfer(Transfer command);

    R changeProfile(ChangeProfile command);

    R changeDocument(ChangeDocument command);

    R converse(Converse command);

    R patchState(PatchState command);

    R tellStory(TellStory command);
  }

  /**
   * To take part. {@code here}: everybody who has a connection now, without the newcomer unless it has another one.
   * Whoever the log holds for present and is not here was lost with a server that stopped. {@code standing}: what the newcomer
   * can show at the door.
   */
  record Join(Member newcomer, Set<UserId> here, Standing standing) implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.join(this);
    }
  }

  /** To be gone: the last connection of the user was lost or closed. */
  record Leave(UserId user) implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.leave(this);
    }
  }

  /** To set parameters. {@code baseSeq}: up to where the client has seen the log, or null. */
  record UpdateParameters(Map<String, Double> values, @Nullable Long baseSeq) implements Command {
    @Override
    public Permission needs() {
      return Permission.WRITE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.updateParameters(this);
    }
  }

  /** To settle a conflict. */
  record ResolveConflict(String parameter, double value, Strategy strategy, @Nullable String conflictId)
      implements Command {
    @Override
    public Permission needs() {
      return Permission.WRITE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resolveConflict(this);
    }
  }

  /** To close the conflicts whose time is over: the server's own wish. */
  record ExpireConflicts() implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.expireConflicts(this);
    }
  }

  /** To give somebody a role; a user may be named before ever joining. */
  record ChangeRole(UserId user, Role role) implements Command {
    @Override
    public Permission needs() {
      return Permission.GOVERN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.changeRole(this);
    }
  }

  /** To remove somebody. */
  record Kick(UserId user) implements Command {
    @Override
    public Permission needs() {
      return Permission.GOVERN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.kick(this);
    }
  }

  /** To remove somebody for good, or to lift that. */
  record Ban(UserId user, boolean banned) implements Command {
    @Override
    public Permission needs() {
      return Permission.GOVERN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ban(this);
    }
  }

  /** To be in the team of that id no longer: the server's own wish. */
  record LeaveTeam(UserId user, String team) implements Command {
    @Override
    public Permission needs() {
      return Permission.READ;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.leaveTeam(this);
    }
  }

  /** To make somebody host in one's own place, and be editor. */
  record Transfer(UserId user) implements Command {
    @Override
    public Permission needs() {
      return Permission.GOVERN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.transfer(this);
    }
  }

  /**
   * To say something else about the session; null takes back what was said. {@code ownTeam}: the team in which the one who wishes it
   * is proven to be now, null where none is: a session is put into no other (rule TEAM10).
   */
  record ChangeProfile(Map<ProfileField, @Nullable Object> changes, @Nullable String ownTeam) implements Command {

    /** By somebody who proves to be in no team. */
    public ChangeProfile(Map<ProfileField, @Nullable Object> changes) {
      this(changes, null);
    }

    /** This command, if it is one, by a member of {@code team}. */
    public static Command by(@Nullable String team, Command command) {
      return command instanceof ChangeProfile change ? new ChangeProfile(change.changes(), team) : command;
    }

    /** Whether {@code command} depends on the team of the one who wishes it. */
    public static boolean namesTeam(Command command) {
      return command instanceof ChangeProfile change && change.changes().get(ProfileField.TEAM) != null;
    }

    @Override
    public Permission needs() {
      return changes.keySet().stream().anyMatch(field -> field.needs() == Permission.GOVERN)
          ? Permission.GOVERN : Permission.WRITE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.changeProfile(this);
    }
  }

  /** To change a document. {@code client}: whose edit it is; null for the server's own wishes. */
  record ChangeDocument(DocumentCommand change, @Nullable ClientId client) implements Command {
    @Override
    public Permission needs() {
      return change instanceof DocumentCommand.Compact ? Permission.GOVERN : Permission.WRITE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.changeDocument(this);
    }
  }

  /** To say something, or to do something to what was said. */
  record Converse(ConversationCommand command) implements Command {
    @Override
    public Permission needs() {
      return Permission.WRITE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.converse(this);
    }
  }

  /** To change the shared state. */
  record PatchState(StateCommand.Patch patch) implements Command {
    @Override
    public Permission needs() {
      return Permission.WRITE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.patchState(this);
    }
  }

  /** To begin a story, to act in it, to end a turn; or what an agent has made of such a wish. */
  record TellStory(StoryCommand command) implements Command {

    /** The server's wish to see whether the story's turn is complete by now. */
    public static final TellStory REVIEW = new TellStory(new StoryCommand.Review());

    @Override
    public Permission needs() {
      if (command instanceof StoryCommand.Begin || command instanceof StoryCommand.EndTurn) {
        return Permission.GOVERN;
      }
      return command instanceof StoryCommand.Act ? Permission.WRITE : Permission.READ;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tellStory(this);
    }
  }
}
