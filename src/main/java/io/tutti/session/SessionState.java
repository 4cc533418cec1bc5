package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.conversation.Conversation;
import io.tutti.conversation.Message;
import io.tutti.documents.DocumentCommand;
import io.tutti.documents.Documents;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.parameters.Parameters;
import io.tutti.parameters.Write;
import io.tutti.state.SharedState;
import io.tutti.state.StateChanged;
import io.tutti.story.Story;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as its log has made it: the projection that decisions are made on. {@link #apply} is the only way to change it,
 * and it takes only what the log says. Confined to the session's mailbox.
 */
public final class SessionState {

  /** So long after its last edit nobody is in the middle of editing a document. */
  public static final long QUIET_MILLIS = 3_000;

  private SessionDescription description;
  private final Parameters parameters;
  private final Participants participants;
  private final RefWindow refs = new RefWindow();
  private final Tail tail = new Tail();
  private Documents documents = Documents.empty();
  /** Documents that would be better compacted, and when each was last edited. */
  private final Map<String, Long> overgrown = new LinkedHashMap<>(0);
  private Conversation conversation;
  private SharedState shared = SharedState.empty();
  private Story story;
  private boolean reviewWanted;
  private Profile profile;
  private long seq;
  private long lastAt;

  /** A session with an empty log. */
  public SessionState(SessionDescription description) {
    this.description = description;
    this.parameters = new Parameters(description.schema(), description.conflictWindowMillis());
    this.conversation = new Conversation(description.messageSalt());
    this.profile = Profile.of(description);
    this.story = new Story(description.seed());
    this.participants = new Participants(description.creator());
    documents.ofLog(description.log().generation());
  }

  /** A session as the snapshot kept it; the log goes on after {@link SessionSnapshot#seq}. */
  public static SessionState from(SessionDescription description, SessionSnapshot snapshot) {
    SessionState state = new SessionState(description);
    state.seq = snapshot.seq();
    state.lastAt = snapshot.writes().values().stream().mapToLong(Write::at).max().orElse(0);
    state.parameters.restore(snapshot.values(), snapshot.writes(), snapshot.conflicts());
    state.participants.restore(snapshot);
    state.profile = snapshot.profile();
    state.documents = Documents.restored(snapshot.documents()).ofLog(description.log().generation());
    state.documents.list().stream().map(summary -> summary.document()).filter(state.documents::wantsCompaction).forEach(name -> state.overgrown.put(name, 0L));
    state.conversation = Conversation.restored(description.messageSalt(), snapshot.conversation());
    state.shared = SharedState.restored(snapshot.shared());
    state.story = Story.restored(description.seed(), snapshot.story());
    state.refs.startAfter(snapshot.seq());
    state.tail.startAfter(snapshot.seq());
    return state;
  }

  /** Drops the entries that memory still holds: they are to be had no longer. */
  public void forgetPast() {
    tail.startAfter(seq);
  }

  /** Drops what memory still holds of the entries and messages up to {@code seq}: they are to be had no longer. */
  public void forgetUpTo(long seq) {
    tail.forgetUpTo(seq);
    conversation.forgetUpTo(seq);
  }

  /** What a snapshot keeps of this state. */
  public SessionSnapshot snapshot() {
    return new SessionSnapshot(seq, parameters.values(), parameters.lastWrites(), parameters.conflicts(),
        participants.members(), participants.roles(), participants.bans(), participants.people(), profile, documents.snapshots(),
        conversation.snapshot(), shared.snapshot(), story.snapshot());
  }

  /**
   * Applies the next entry of the log.
   *
   * @throws IllegalStateException if {@code entry} is not the next one: a bug, or a damaged log
   */
  public void apply(Entry entry) {
    if (entry.seq() != seq + 1) {
      throw new IllegalStateException("session " + description.id() + ": entry " + entry.seq() + " follows " + seq);
    }
    UserId owner = entry.user() == null ? null : owner(entry.user());
    entry.event().match(new Application(entry));
    seq = entry.seq();
    lastAt = Math.max(lastAt, entry.at());
    ClientId client = entry.client();
    String ref = entry.ref();
    if (client != null && ref != null && refs.find(owner, client, ref) == 0) {
      refs.remember(owner, client, ref, seq);
    }
    tail.add(entry);
  }

  private final class Application implements Event.Cases<Boolean> {
    private final Entry entry;

    Application(Entry entry) {
      this.entry = entry;
    }

    @Override
    public Boolean joined(Event.Joined event) {
      participants.join(event.member(), profile);
      return true;
    }

    @Override
    public Boolean left(Event.Left event) {
      participants.leave(event.user());
      reviewWanted = true;
      return true;
    }

    @Override
    public Boolean parametersChanged(Event.ParametersChanged event) {
      parameters.write(event.user(), event.values(), entry.seq(), entry.at());
      return true;
    }

    @Override
    public Boolean conflictOpened(Event.ConflictOpened event) {
      parameters.open(event.conflict());
      return true;
    }

    @Override
    public Boolean conflictClosed(Event.ConflictClosed event) {
      parameters.close(event.parameter(), event.user(), entry.at());
      return true;
    }

    @Override
    public Boolean roleChanged(Event.RoleChanged event) {
      participants.give(event.user(), event.role());
      return true;
    }

    @Override
    public Boolean banned(Event.Banned event) {
      participants.ban(event, entry.at());
      return true;
    }

    @Override
    public Boolean profileChanged(Event.ProfileChanged event) {
      profile = profile.with(event.changes());
      return true;
    }

    @Override
    public Boolean documentChanged(Event.DocumentChanged event) {
      documents.apply(event.change(), entry.seq());
      overgrown.compute(event.change().document(), (name, before) -> documents.wantsCompaction(name) ? Long.valueOf(entry.at()) : null);
      return true;
    }

    @Override
    public Boolean conversed(Event.Conversed event) {
      conversation.apply(event.event(), entry.seq(), entry.at());
      return true;
    }

    @Override
    public Boolean stateChanged(Event.StateChanged event) {
      shared.apply(event.change(), event.user(), entry.at());
      return true;
    }

    /** An action changes the shared state together with the story: one event, one version. */
    @Override
    public Boolean storyTold(Event.StoryTold event) {
      story.apply(event.event(), entry.at());
      if (event.event() instanceof StoryEvent.Acted acted && acted.stateVersion() > 0) {
        shared.apply(new StateChanged(acted.stateUpdates(), acted.stateVersion()), acted.user(), entry.at());
      }
      return true;
    }
  }

  public SessionDescription description() {
    return description;
  }

  /** From now on the log is known as {@code identity}; what it says stays the same. */
  public void renew(LogIdentity identity) {
    description = description.withLog(identity);
    documents.ofLog(identity.generation());
    conversation.renew(description.messageSalt());
  }

  /** The place of the last entry; 0 where there is none. */
  public long seq() {
    return seq;
  }

  /** The latest time of the log, as far as it is known (milliseconds since 1970): time there does not go back. */
  public long lastAt() {
    return lastAt;
  }

  /** When the first open conflict runs out (milliseconds since 1970), or empty where none is open. */
  public Optional<Long> nextExpiry() {
    return parameters.nextExpiry();
  }

  public Parameters parameters() {
    return parameters;
  }

  /** Who the log holds for present, in order of arrival; a copy. */
  public List<Member> members() {
    return participants.members();
  }

  /** The participant of that name who is present, or empty. */
  public Optional<Member> member(UserId user) {
    return participants.member(user);
  }

  /** The role that {@code user} has: who is present has one, and who is absent only where one is kept (rule ROLE7). */
  public Optional<Role> heldRole(UserId user) {
    return participants.heldRole(user);
  }

  /** The role that {@code user} has whatever team it is in: what a team gives is not among them (rule TEAM20). */
  public Optional<Role> ownRole(UserId user) {
    return participants.ownRole(user);
  }

  /** The role that {@code user} has or would get on joining: what may be done is asked of {@link #heldRole}. */
  public Role roleOf(UserId user) {
    return participants.roleOf(user, profile.defaultRole());
  }

  /** Whether {@code user} may not come in. */
  public boolean isBanned(UserId user) {
    return participants.isBanned(user);
  }

  /** Who may not come in, the last one at the end; a copy. */
  public List<Ban> bans() {
    return participants.bans();
  }

  /** The name of somebody who took part, present or not. */
  public Optional<String> nameOf(UserId user) {
    return participants.nameOf(user);
  }

  /** Those who are not here but were once: the last ones, and whose values are in force or in conflict (rule JOIN30). */
  public Map<UserId, Person> absentPeople() {
    return participants.absent(parameters.authors());
  }

  /** The names of those who took part. */
  People people() {
    return participants.namesTaken();
  }

  /** What is said about the session. */
  public Profile profile() {
    return profile;
  }

  /** The session's documents; ask them only in the session. */
  public Documents documents() {
    return documents;
  }

  /** What is said in the session. */
  public Conversation conversation() {
    return conversation;
  }

  /** The JSON object that the session shares. */
  public SharedState shared() {
    return shared;
  }

  /** The story that is told in the session. */
  public Story story() {
    return story;
  }

  /**
   * What agents have to do for an accepted {@code command}; empty where they have nothing to do. What is given is under way until
   * {@link #release}.
   */
  public Optional<Errand> takeErrand(Command command, @Nullable UserId actor, long now) {
    if (actor != null && command instanceof Command.TellStory tell && tell.command() instanceof StoryCommand.Act act) {
      return Optional.of(new Errand(story.take(actor, act.action(), FeatureRules.storyContext(this, now)), actor));
    }
    return Optional.empty();
  }

  /** What agents have to do for the turn that is ending; empty where they have nothing to do, or are at it. */
  public Optional<Errand> takeDueErrand() {
    return story.takeDue().map(work -> new Errand(work, null));
  }

  /** An errand is done: its command was decided, or it came to nothing. */
  public void release(Errand errand) {
    story.release(errand.work());
  }

  /** Whether somebody has left since the last call, so that a turn may be complete: see {@link Command.TellStory#REVIEW}. */
  public boolean takeReviewWish() {
    boolean wanted = reviewWanted && story.view().isPresent();
    reviewWanted = false;
    return wanted;
  }

  /** For whose action the story's turn waits. */
  public List<UserId> awaitedActors() {
    return story.awaited(FeatureRules.storyContext(this, lastAt));
  }

  /** When the story's turn is over by the clock (milliseconds since 1970), or empty. */
  public Optional<Long> turnDeadline() {
    return story.deadline();
  }

  /** Whether there is upkeep to do, as soon as nobody is at it: see {@link #upkeep}. */
  public boolean wantsUpkeep() {
    return !overgrown.isEmpty();
  }

  /**
   * What the server itself wishes at {@code now} (milliseconds since 1970), or empty: to compact a document that nobody has edited
   * for {@value #QUIET_MILLIS} ms (rule DOC12).
   */
  public Optional<Command> upkeep(long now) {
    return overgrown.entrySet().stream().filter(document -> now - document.getValue() >= QUIET_MILLIS).findFirst()
        .map(document -> new Command.ChangeDocument(new DocumentCommand.Compact(document.getKey()), null));
  }

  /** What must be read from storage before {@code command} can be decided; empty where memory has it all. */
  public Optional<Recall> recallFor(Command command) {
    if (!(command instanceof Command.Converse converse)) {
      return Optional.empty();
    }
    return converse.command().names().filter(id -> !conversation.knows(id)).map(id ->
        new Recall(conversation.evictedUpTo(), archive -> {
          Optional<Message> found = archive.messages().find(description.id(), id);
          return state -> state.conversation.recall(id, found.orElse(null));
        }));
  }

  /** Whether anybody is host, present or not. */
  public boolean hasHost() {
    return participants.hasHost();
  }

  /** All hosts, roles that were given, those of accounts, and what differs from the usual one; of present and absent people; a copy. */
  public Map<UserId, Role> roles() {
    return participants.roles();
  }

  /** The place to which the command {@code ref} of {@code user}'s {@code client} led, or 0 where it is not among the last ones. */
  public long placeOf(UserId user, ClientId client, String ref) {
    return refs.find(owner(user), client, ref);
  }

  /** Whose a command is (rule ENV10): a guest comes back as somebody else, so guests' commands are nobody's in particular. */
  private @Nullable UserId owner(UserId user) {
    return participants.member(user).filter(Member::guest).isPresent() ? null : user;
  }

  /** Commands that led to this place or before may have been forgotten: ask the journal for them. */
  public long refsForgottenUpTo() {
    return refs.evictedUpTo();
  }

  /** The last entries of the log that are still in memory. */
  public Tail tail() {
    return tail;
  }
}
