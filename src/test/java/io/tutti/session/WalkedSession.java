package io.tutti.session;

import io.tutti.access.Permission;
import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.conversation.MessageId;
import io.tutti.documents.DocumentCommand;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session that has something of everything, and one caller of every kind: what may be done is asked, nothing is changed any more.
 * Confined to one test.
 */
public final class WalkedSession {

  /** Somebody who is here, an editor, to whom things are done. */
  public static final UserId TARGET = new UserId("target");
  /** Somebody who is banned, to whom things are done. */
  public static final UserId OUTCAST = new UserId("outcast");

  private static final UserId HOST = new UserId("host");
  private static final String TEAM = "red";

  private final Room room = new Room(Room.described(Role.EDITOR, HOST));
  private final Map<String, UserId> callers = new LinkedHashMap<>();
  private final Map<UserId, Permission> rights = new HashMap<>();
  private final Map<UserId, MessageId> own = new HashMap<>();
  private final MessageId comment;

  public WalkedSession() {
    here("host", null, Permission.GOVERN);
    room.wish(HOST, new Command.ChangeProfile(Map.of(ProfileField.TEAM, TEAM, ProfileField.VISIBILITY, "team"), TEAM));
    here(TARGET.value(), Role.EDITOR, Permission.WRITE);
    comment = post(HOST, Message.Kind.COMMENT, new MessageAnchor.FilePlace("f", 1, null, null));
    edit(new Insert("text", new ElementId(1, "r"), ElementId.ROOT));
    edit(new Delete(List.of(new Span(2, "r", 1))));
    room.wish(HOST, new Command.TellStory(new StoryCommand.Begin(StoryDescription.standard(1))));
    room.wish(HOST, new Command.UpdateParameters(Map.of("omega", 1.0), null));
    openConflict();
    takePart();
    stayAway();
    room.wish(HOST, new Command.Ban(OUTCAST, true));
  }

  private void edit(Operation operation) {
    Room.events(room.wish(HOST, new Command.ChangeDocument(
        new DocumentCommand.Edit("main", 1, List.of(operation), false), null)));
  }

  private void openConflict() {
    room.now += 600_000;
    long before = room.state.seq();
    room.wish(HOST, new Command.UpdateParameters(Map.of("mu", 0.6), before));
    room.wish(TARGET, new Command.UpdateParameters(Map.of("mu", 0.7), before));
  }

  private void takePart() {
    here("second host", Role.HOST, Permission.GOVERN);
    here("editor", Role.EDITOR, Permission.WRITE);
    here("viewer", Role.VIEWER, Permission.READ);
    post(enters("invited editor", new Standing(null, Role.EDITOR, false), Permission.WRITE), Message.Kind.CHAT, null);
    enters("invited viewer", new Standing(null, Role.VIEWER, false), Permission.READ);
    enters("team mate", new Standing(TEAM, null, false), Permission.READ);
  }

  private void stayAway() {
    room.leave(here("editor who is away", Role.EDITOR, Permission.WRITE));
    room.wish(HOST, new Command.ChangeRole(known("viewer who never came", Permission.READ), Role.VIEWER));
    room.wish(HOST, new Command.Ban(here("banned", Role.HOST, null), true));
    UserId gone = known("guest who has left", null);
    room.join(Room.guest(gone));
    post(gone, Message.Kind.CHAT, null);
    room.leave(gone);
    UserId mate = enters("team mate who has left", new Standing(TEAM, null, false), null);
    room.leave(mate);
    known("stranger", null);
  }

  private UserId known(String kind, @Nullable Permission right) {
    UserId user = new UserId(kind);
    callers.put(kind, user);
    if (right != null) {
      rights.put(user, right);
    }
    return user;
  }

  /** Comes in, says something, and has {@code role} from then on; null: the one that it came in with. */
  private UserId here(String kind, @Nullable Role role, @Nullable Permission right) {
    UserId user = enters(kind, Standing.LINK, right);
    post(user, Message.Kind.CHAT, null);
    if (role != null) {
      room.wish(HOST, new Command.ChangeRole(user, role));
    }
    return user;
  }

  private UserId enters(String kind, Standing standing, @Nullable Permission right) {
    UserId user = known(kind, right);
    Room.events(room.wish(null, new Command.Join(
        new Member(user, "Name of " + kind, "#123456", Role.EDITOR, false, false), Set.copyOf(room.here), standing)));
    room.here.add(user);
    return user;
  }

  private MessageId post(UserId author, Message.Kind kind, @Nullable MessageAnchor anchor) {
    Decision said = room.wish(author, new Command.Converse(new ConversationCommand.Send("words", null, kind, anchor)));
    Event.Conversed event = (Event.Conversed) Room.events(said).get(0);
    MessageId id = ((ConversationEvent.Posted) event.event()).message().id();
    own.putIfAbsent(author, id);
    return id;
  }

  /** Everybody who may try something, by what they are. */
  public Map<String, UserId> callers() {
    return Collections.unmodifiableMap(callers);
  }

  /** Whether {@code user} has a role here that allows what {@code permission} names; whoever has none may nothing. */
  public boolean allows(UserId user, Permission permission) {
    Permission right = rights.get(user);
    return right != null && right.compareTo(permission) >= 0;
  }

  /** A message of {@code user}'s; of those who never said anything, the host's. */
  public MessageId messageOf(UserId user) {
    return own.getOrDefault(user, own.get(HOST));
  }

  /** A message of somebody else's than {@code user}. */
  public MessageId messageOfOthers(UserId user) {
    return user.equals(TARGET) ? messageOf(HOST) : messageOf(TARGET);
  }

  /** A comment that is open. */
  public MessageId comment() {
    return comment;
  }

  /** The conflict that is open about {@code mu}. */
  public String conflict() {
    return room.state.parameters().conflict("mu").map(Conflict::id).orElseThrow();
  }

  /** What becomes of {@code command} of {@code user}'s; the session stays as it is. */
  public Decision decide(UserId user, Command command) {
    return room.decide(user, Command.ChangeProfile.by(TEAM, command));
  }

  /** Why {@code user} may not say that to one person, if it may not. */
  public Optional<Decision.Rejected> refusal(Whisper whisper, UserId user) {
    return whisper.refusal(room.state, user);
  }
}
