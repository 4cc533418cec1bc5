package io.tutti.contract;

import io.tutti.access.Role;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.parameters.ParameterSchema;
import io.tutti.session.AccessRules;
import io.tutti.session.Command;
import io.tutti.session.Decision;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.Journal;
import io.tutti.session.Member;
import io.tutti.session.ProfileField;
import io.tutti.session.Sequencer;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionDescription.Visibility;
import io.tutti.session.SessionState;
import io.tutti.session.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions in whose past people came and went, were banned and let in again, as chance and the sequencer have it. */
final class RandomSessions {

  private static final List<UserId> ACCOUNTS = List.of(new UserId("ann"), new UserId("ben"), new UserId("cat"));
  private static final List<UserId> ANONYMOUS = List.of(new UserId("anon_1"), new UserId("anon_2"));
  private static final UserId GUEST = new UserId("anon_guest");
  private static final List<String> TEAMS = List.of("red", "blue");

  private final Journal journal;
  private final Random random;
  private final Map<String, SessionState> made = new HashMap<>();

  RandomSessions(Journal journal, long seed) {
    this.journal = journal;
    this.random = new Random(seed);
  }

  /** Everybody who may ask. */
  static List<Caller> callers() {
    List<Caller> callers = new ArrayList<>(List.of(Caller.NOBODY));
    ACCOUNTS.forEach(user -> callers.addAll(List.of(
        Caller.account(user, null), Caller.account(user, "red"), Caller.account(user, "blue"))));
    ANONYMOUS.forEach(user -> callers.add(Caller.anonymous(user)));
    return callers;
  }

  /** The ids of those that {@code caller} finds, by the decision alone, in order. */
  List<String> found(Caller caller) {
    return made.entrySet().stream().filter(one -> AccessRules.mayFind(one.getValue(), caller)).map(Map.Entry::getKey).sorted().toList();
  }

  void make(int count) {
    for (int i = 0; i < count; i++) {
      String id = "session-" + (1_000 + i);
      UserId creator = random.nextInt(6) == 0 ? null : person();
      SessionDescription description = new SessionDescription(new SessionId(id), null, null, ParameterSchema.trivector(),
          random.nextBoolean() ? Role.EDITOR : Role.VIEWER, pick(List.of(Visibility.values())), SessionDescription.Durability.STRICT,
          creator, creator != null && ACCOUNTS.contains(creator), 500, null, Logs.NOON,
          random.nextBoolean() ? Map.of() : Map.of(ProfileField.TEAM, pick(TEAMS)));
      journal.create(description);
      SessionState state = new SessionState(description);
      List<Entry> log = new ArrayList<>();
      for (int step = random.nextInt(25); step > 0; step--) {
        Decision decision = Sequencer.decide(state, null, command(state), Logs.NOON);
        if (decision instanceof Decision.Accepted accepted) {
          accepted.events().forEach(event -> happen(state, log, event));
        }
      }
      store(id, log);
      made.put(id, state);
    }
  }

  private static void happen(SessionState state, List<Entry> log, Event event) {
    Entry entry = new Entry(state.seq() + 1, Logs.NOON + state.seq(), null, null, null, event);
    state.apply(entry);
    log.add(entry);
  }

  /** In portions, since what several entries mean for one person is put together. */
  private void store(String id, List<Entry> log) {
    int from = 0;
    while (from < log.size()) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(6));
      journal.append(List.of(new Journal.Batch(new SessionId(id), log.subList(from, to))));
      from = to;
    }
  }

  private <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  private UserId person() {
    return random.nextInt(3) > 0 ? pick(ACCOUNTS) : pick(ANONYMOUS);
  }

  private Command command(SessionState state) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> join(state);
      case 3 -> new Command.Leave(random.nextInt(5) == 0 ? GUEST : person());
      case 4 -> new Command.ChangeRole(person(), pick(List.of(Role.values())));
      case 5 -> new Command.Ban(person(), random.nextBoolean());
      case 6 -> new Command.Kick(person());
      default -> profile();
    };
  }

  private Command join(SessionState state) {
    UserId user = random.nextInt(5) == 0 ? GUEST : person();
    Set<UserId> here = Set.copyOf(state.members().stream().map(Member::id).filter(id -> random.nextInt(4) > 0).toList());
    Role invited = random.nextInt(4) == 0 ? pick(List.of(Role.EDITOR, Role.VIEWER)) : null;
    return new Command.Join(new Member(user, "Name", "#123456", Role.EDITOR, !ACCOUNTS.contains(user), user.equals(GUEST)), here,
        new Standing(ACCOUNTS.contains(user) ? team() : null, invited, random.nextBoolean()));
  }

  private @Nullable String team() {
    return random.nextInt(3) == 0 ? null : pick(TEAMS);
  }

  private Command profile() {
    Map<ProfileField, @Nullable Object> changes = new HashMap<>();
    switch (random.nextInt(3)) {
      case 0 -> changes.put(ProfileField.VISIBILITY, pick(List.of("private", "team", "public")));
      case 1 -> changes.put(ProfileField.ADMISSION, pick(List.of("link", "members")));
      default -> changes.put(ProfileField.TEAM, team());
    }
    return new Command.ChangeProfile(changes);
  }
}
