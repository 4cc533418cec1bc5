package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.documents.DocumentCommand;
import io.tutti.identity.UserId;
import io.tutti.parameters.Strategy;
import io.tutti.state.StateCommand;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every kind of command, and what one needs to be allowed to have it carried out. Immutable. */
public final class WalkedCommands {

  private static final Permission EDITORS = Permission.WRITE;
  private static final Permission HOSTS = Permission.GOVERN;

  /** Commands that only the server has, not a person: they come about inside, and no dialect and no route has a word for them. */
  public static final Set<String> OF_THE_SERVER = Set.of("Join", "Leave", "ExpireConflicts", "LeaveTeam", "TellStory/Resolve",
      "TellStory/Narrate", "TellStory/Review");

  /** One thing to do: who may, and how {@code user} says it in a session. */
  public record Line(Permission needs, Sample sample) {}

  /** A command that somebody may have, made so that the session would take it from whoever is allowed to. */
  public interface Sample {
    Command of(UserId user, WalkedSession session);
  }

  private static final Map<ProfileField, Object> VALUES = new EnumMap<>(Map.ofEntries(
      Map.entry(ProfileField.TITLE, "Title"), Map.entry(ProfileField.DESCRIPTION, "words"),
      Map.entry(ProfileField.TAGS, List.of("tag")), Map.entry(ProfileField.STATUS, "paused"),
      Map.entry(ProfileField.TYPE, "type"), Map.entry(ProfileField.PROJECT, "project"),
      Map.entry(ProfileField.WORKING_DIRECTORY, "/tmp"), Map.entry(ProfileField.PID, 1L),
      Map.entry(ProfileField.TOKEN_COUNT, 1L), Map.entry(ProfileField.TOKEN_LIMIT, 1L),
      Map.entry(ProfileField.HEALTH_SCORE, 1L), Map.entry(ProfileField.FILE_COUNT, 1L),
      Map.entry(ProfileField.ERROR_COUNT, 1L), Map.entry(ProfileField.VISIBILITY, "public"),
      Map.entry(ProfileField.ADMISSION, "members"), Map.entry(ProfileField.TEAM, "red"),
      Map.entry(ProfileField.DEFAULT_ROLE, "viewer"), Map.entry(ProfileField.RETENTION_DAYS, 1L)));

  private static final Set<ProfileField> OF_HOSTS = Set.of(ProfileField.VISIBILITY, ProfileField.ADMISSION, ProfileField.TEAM,
      ProfileField.DEFAULT_ROLE, ProfileField.RETENTION_DAYS);

  private WalkedCommands() {}

  /** Every line; a command that may be said of one's own and of others' things has one for each. */
  public static List<Line> lines() {
    List<Line> lines = new ArrayList<>(List.of(
        new Line(EDITORS, (user, session) -> new Command.UpdateParameters(Map.of("omega", 0.9), null)),
        new Line(EDITORS, (user, session) -> new Command.ResolveConflict("mu", 0.7, Strategy.CUSTOM, session.conflict())),
        new Line(EDITORS, (user, session) -> new Command.PatchState(new StateCommand.Patch(Map.of("a", 1L), null))),
        new Line(EDITORS, (user, session) -> new Command.ChangeDocument(new DocumentCommand.Edit("main", 1,
            List.of(new Insert("x", new ElementId(9, "c"), ElementId.ROOT)), false), null)),
        new Line(HOSTS, (user, session) -> new Command.ChangeDocument(new DocumentCommand.Compact("main"), null)),
        new Line(HOSTS, (user, session) -> new Command.ChangeRole(WalkedSession.TARGET, Role.VIEWER)),
        new Line(HOSTS, (user, session) -> new Command.ChangeRole(user, Role.HOST)),
        new Line(HOSTS, (user, session) -> new Command.Kick(WalkedSession.TARGET)),
        new Line(HOSTS, (user, session) -> new Command.Ban(WalkedSession.TARGET, true)),
        new Line(HOSTS, (user, session) -> new Command.Ban(WalkedSession.OUTCAST, false)),
        new Line(HOSTS, (user, session) -> new Command.Ban(user, false)),
        new Line(HOSTS, (user, session) -> new Command.Transfer(WalkedSession.TARGET)),
        new Line(HOSTS, (user, session) -> new Command.Transfer(user))));
    lines.addAll(conversation());
    lines.addAll(story());
    VALUES.forEach((field, value) -> lines.add(new Line(OF_HOSTS.contains(field) ? HOSTS : EDITORS,
        (user, session) -> new Command.ChangeProfile(Map.of(field, value)))));
    Map<ProfileField, Object> both = new LinkedHashMap<>(Map.of(ProfileField.TITLE, "Title", ProfileField.ADMISSION, "members"));
    lines.add(new Line(HOSTS, (user, session) -> new Command.ChangeProfile(both)));
    return List.copyOf(lines);
  }

  private static Line says(Permission needs, Said said) {
    return new Line(needs, (user, session) -> new Command.Converse(said.of(user, session)));
  }

  private interface Said {
    ConversationCommand of(UserId user, WalkedSession session);
  }

  private static List<Line> conversation() {
    MessageAnchor place = new MessageAnchor.FilePlace("f", 1, null, null);
    return List.of(
        says(EDITORS, (user, session) -> new ConversationCommand.Send("x", null, Message.Kind.CHAT, null)),
        says(EDITORS, (user, session) ->
            new ConversationCommand.Send("x", session.messageOfOthers(user), Message.Kind.CHAT, null)),
        says(EDITORS, (user, session) -> new ConversationCommand.Send("x", null, Message.Kind.COMMENT, place)),
        says(EDITORS, (user, session) -> new ConversationCommand.Edit(session.messageOf(user), "y")),
        says(EDITORS, (user, session) -> new ConversationCommand.Delete(session.messageOf(user))),
        says(HOSTS, (user, session) -> new ConversationCommand.Delete(session.messageOfOthers(user))),
        says(EDITORS, (user, session) -> new ConversationCommand.React(session.messageOfOthers(user), "👍", true)),
        says(EDITORS, (user, session) -> new ConversationCommand.Resolve(session.comment(), true)));
  }

  private static List<Line> story() {
    return List.of(
        new Line(HOSTS, (user, session) -> new Command.TellStory(new StoryCommand.Begin(StoryDescription.standard(2)))),
        new Line(HOSTS, (user, session) -> new Command.TellStory(new StoryCommand.EndTurn(null))),
        new Line(EDITORS, (user, session) -> new Command.TellStory(
            new StoryCommand.Act(Map.of("action_type", "wait", "target", "inn")))));
  }

  /** What kind {@code command} is of: a word, and the one inside it where it carries another command. */
  public static Set<String> kinds(Command command) {
    String name = command.getClass().getSimpleName();
    if (command instanceof Command.ChangeProfile change) {
      Set<String> kinds = new TreeSet<>();
      change.changes().keySet().forEach(field -> kinds.add(name + "/" + field));
      return kinds;
    }
    return Set.of(inner(command.getClass()).map(component -> name + "/" + value(component, command).getClass().getSimpleName())
        .orElse(name));
  }

  /** Every kind that there is, read from the sealed types. */
  public static Set<String> all() {
    Set<String> all = new TreeSet<>();
    for (Class<?> kind : Command.class.getPermittedSubclasses()) {
      String name = kind.getSimpleName();
      if (kind.equals(Command.ChangeProfile.class)) {
        Stream.of(ProfileField.values()).forEach(field -> all.add(name + "/" + field));
      } else {
        inner(kind).ifPresentOrElse(
            component -> Arrays.stream(component.getType().getPermittedSubclasses())
                .forEach(within -> all.add(name + "/" + within.getSimpleName())),
            () -> all.add(name));
      }
    }
    return all;
  }

  private static Optional<RecordComponent> inner(Class<?> command) {
    return Arrays.stream(command.getRecordComponents()).filter(component -> component.getType().isSealed()).findFirst();
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The types of what only the server has. */
  static List<Class<?>> typesOfTheServer() {
    return List.of(Command.Join.class, Command.Leave.class, Command.ExpireConflicts.class, Command.LeaveTeam.class,
        StoryCommand.Resolve.class, StoryCommand.Narrate.class, StoryCommand.Review.class);
  }
}
