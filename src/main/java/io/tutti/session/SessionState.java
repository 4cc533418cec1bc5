package io.tutti.session;

import io.tutti.access.Role;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as its log has made it: the projection that decisions are made on. {@link #apply} is the only way to change it,
 * and it takes only what the log says. Confined to the session's mailbox.
 */
public final class SessionState implements FeatureStates {

  private final Object[] owns = new Object[Features.all().size()];
  private final RefWindow refs = new RefWindow();
  private final Tail tail = new Tail();
  private SessionDescription description;
  private long seq;
  private long lastAt;

  /** A session with an empty log. */
  public SessionState(SessionDescription description) {
    this.description = description;
    Features.all().forEach(feature -> owns[feature.index()] = feature.begin(description));
  }

  private SessionState(SessionDescription description, SessionSnapshot snapshot) {
    this.description = description;
    Features.all().forEach(feature -> owns[feature.index()] = feature.restore(description, snapshot));
    seq = snapshot.seq();
    lastAt = snapshot.lastWriteAt();
    refs.startAfter(seq);
    tail.startAfter(seq);
  }

  /** A session as the snapshot kept it; the log goes on after {@link SessionSnapshot#seq}. */
  public static SessionState from(SessionDescription description, SessionSnapshot snapshot) {
    return new SessionState(description, snapshot);
  }

  /** What {@code feature} holds of this session. */
  @Override
  @SuppressWarnings("unchecked")
  public <S> S of(Feature<S> feature) {
    return (S) owns[feature.index()];
  }

  /** Drops the entries that memory still holds: they are to be had no longer. */
  public void forgetPast() {
    tail.startAfter(seq);
  }

  /** Drops what memory still holds of the entries and messages up to {@code seq}: they are to be had no longer. */
  public void forgetUpTo(long seq) {
    tail.forgetUpTo(seq);
    for (Feature<?> feature : Features.all()) {
      forgetUpTo(feature, seq);
    }
  }

  /** What a snapshot keeps of this state. */
  public SessionSnapshot snapshot() {
    SnapshotDraft draft = new SnapshotDraft();
    for (Feature<?> feature : Features.all()) {
      save(feature, draft);
    }
    return draft.at(seq);
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
    Features.apply(this, entry);
    seq = entry.seq();
    lastAt = Math.max(lastAt, entry.at());
    ClientId client = entry.client();
    String ref = entry.ref();
    if (client != null && ref != null && refs.find(owner, client, ref) == 0) {
      refs.remember(owner, client, ref, seq);
    }
    tail.add(entry);
  }

  public SessionDescription description() {
    return description;
  }

  /** From now on the log is known as {@code identity}; what it says stays the same. */
  public void renew(LogIdentity identity) {
    description = description.withLog(identity);
    for (Feature<?> feature : Features.all()) {
      renew(feature);
    }
  }

  /** The place of the last entry; 0 where there is none. */
  public long seq() {
    return seq;
  }

  /** The latest time of the log, as far as it is known (milliseconds since 1970): time there does not go back. */
  public long lastAt() {
    return lastAt;
  }

  /** Who the log holds for present, in order of arrival; a copy. */
  public List<Member> members() {
    return participants().members();
  }

  /** The participant of that name who is present, or empty. */
  public Optional<Member> member(UserId user) {
    return participants().member(user);
  }

  /** The role that {@code user} has: who is present has one, and who is absent only where one is kept (rule ROLE7). */
  public Optional<Role> heldRole(UserId user) {
    return participants().heldRole(user);
  }

  /** The role that {@code user} has whatever team it is in: what a team gives is not among them (rule TEAM20). */
  public Optional<Role> ownRole(UserId user) {
    return participants().ownRole(user);
  }

  /** The role that {@code user} has or would get on joining: what may be done is asked of {@link #heldRole}. */
  public Role roleOf(UserId user) {
    return participants().roleOf(user, profile().defaultRole());
  }

  /** Whether {@code user} may not come in. */
  public boolean isBanned(UserId user) {
    return participants().isBanned(user);
  }

  /** Who may not come in, the last one at the end; a copy. */
  public List<Ban> bans() {
    return participants().bans();
  }

  /** The name of somebody who took part, present or not. */
  public Optional<String> nameOf(UserId user) {
    return participants().nameOf(user);
  }

  /** The names of those who took part. */
  People people() {
    return participants().namesTaken();
  }

  /** What is said about the session. */
  public Profile profile() {
    return of(Features.PROFILE).profile();
  }

  private Participants participants() {
    return of(Features.PEOPLE);
  }

  /**
   * What agents have to do for an accepted {@code command}; empty where they have nothing to do. What is given is under way until
   * {@link #release}.
   */
  public Optional<Errand> takeErrand(Command command, @Nullable UserId actor, long now) {
    return takeErrand(Features.deciding(command).feature(), command, actor, now);
  }

  /** What agents have to do by themselves; empty where they have nothing to do, or are at it. */
  public Optional<Errand> takeDueErrand() {
    for (Feature<?> feature : Features.all()) {
      Optional<Errand> errand = takeErrand(feature);
      if (errand.isPresent()) {
        return errand;
      }
    }
    return Optional.empty();
  }

  /** An errand is done: its command was decided, or it came to nothing. */
  public void release(Errand errand) {
    for (Feature<?> feature : Features.all()) {
      release(feature, errand);
    }
  }

  /** What the server itself wishes at once, for something that has happened: not asked for again. */
  public Optional<Command> takeWish() {
    for (Feature<?> feature : Features.all()) {
      Optional<Command> wish = takeWish(feature);
      if (wish.isPresent()) {
        return wish;
      }
    }
    return Optional.empty();
  }

  /** When {@link #takeDue} has something (milliseconds since 1970); {@code Long.MAX_VALUE} where nothing is to come. */
  public long nextDue() {
    long next = Feature.NEVER;
    for (Feature<?> feature : Features.all()) {
      next = Math.min(next, nextDue(feature));
    }
    return next;
  }

  /** What the server itself wishes at the time {@code now}: conflicts run out, turns end, documents are compacted. */
  public List<Command> takeDue(long now) {
    List<Command> due = new ArrayList<>();
    for (Feature<?> feature : Features.all()) {
      takeDue(feature, now).ifPresent(due::add);
    }
    return due;
  }

  /** What must be read from storage before {@code command} can be decided; empty where memory has it all. */
  public Optional<Recall> recallFor(Command command) {
    return recallFor(Features.deciding(command).feature(), command);
  }

  /** Whether anybody is host, present or not. */
  public boolean hasHost() {
    return participants().hasHost();
  }

  /** All hosts, roles that were given, those of accounts, and what differs from the usual one; of present and absent people; a copy. */
  public Map<UserId, Role> roles() {
    return participants().roles();
  }

  /** The place to which the command {@code ref} of {@code user}'s {@code client} led, or 0 where it is not among the last ones. */
  public long placeOf(UserId user, ClientId client, String ref) {
    return refs.find(owner(user), client, ref);
  }

  /** Whose a command is (rule ENV10): a guest comes back as somebody else, so guests' commands are nobody's in particular. */
  private @Nullable UserId owner(UserId user) {
    return participants().member(user).filter(Member::guest).isPresent() ? null : user;
  }

  /** Commands that led to this place or before may have been forgotten: ask the journal for them. */
  public long refsForgottenUpTo() {
    return refs.evictedUpTo();
  }

  /** The last entries of the log that are still in memory. */
  public Tail tail() {
    return tail;
  }

  // ---- each feature with what it holds, whatever that is ----

  private <S> void save(Feature<S> feature, SnapshotDraft draft) {
    feature.save(of(feature), draft);
  }

  private <S> void forgetUpTo(Feature<S> feature, long place) {
    feature.forgetUpTo(of(feature), place);
  }

  private <S> void renew(Feature<S> feature) {
    feature.renew(of(feature), description);
  }

  private <S> Optional<Recall> recallFor(Feature<S> feature, Command command) {
    return feature.recallFor(this, of(feature), command);
  }

  private <S> Optional<Errand> takeErrand(Feature<S> feature, Command command, @Nullable UserId actor, long now) {
    return feature.takeErrand(this, of(feature), command, actor, now);
  }

  private <S> Optional<Errand> takeErrand(Feature<S> feature) {
    return feature.takeErrand(of(feature));
  }

  private <S> void release(Feature<S> feature, Errand errand) {
    feature.release(of(feature), errand);
  }

  private <S> Optional<Command> takeWish(Feature<S> feature) {
    return feature.takeWish(of(feature));
  }

  private <S> long nextDue(Feature<S> feature) {
    return feature.nextDue(of(feature));
  }

  private <S> Optional<Command> takeDue(Feature<S> feature, long now) {
    return feature.takeDue(of(feature), now);
  }
}
