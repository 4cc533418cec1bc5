package io.tutti.session;

import io.tutti.conversation.Mention;
import io.tutti.conversation.Named;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of names that several people have, or that look the same (rules NAME8, NAME9). Immutable: holds nothing. */
final class Namesakes {

  private static final String ANONYMOUS = "anon_";
  private static final int MAX_NUMBER = 9;
  private static final int END = 4;

  private Namesakes() {}

  /** Whom {@code text} names: accounts before people without one, all of them where several are called exactly so. */
  static Named named(SessionState state, String text) {
    List<UserId> called = state.people().called(text);
    if (called.isEmpty()) {
      return Named.NOBODY;
    }
    List<Mention> accounts = mentions(state, called, user -> !isAnonymous(state, user));
    List<Mention> others = mentions(state, called, user -> isAnonymous(state, user));
    return accounts.isEmpty() ? new Named(others, List.of()) : new Named(accounts, others);
  }

  private static List<Mention> mentions(SessionState state, List<UserId> users, Predicate<UserId> which) {
    return users.stream().filter(which)
        .flatMap(user -> state.nameOf(user).map(name -> new Mention(user, name)).stream())
        .toList();
  }

  private static boolean isAnonymous(SessionState state, UserId user) {
    return state.member(user).map(Member::anonymous).orElseGet(() -> user.value().startsWith(ANONYMOUS));
  }

  /**
   * The newcomer under a name by which it is told from whoever is here and from all accounts that took part (rule NAME9); accounts
   * need not be told from people without one. Who was marked before keeps the mark.
   */
  static Member distinct(SessionState state, Member newcomer) {
    String plain = newcomer.name();
    Optional<String> before = state.nameOf(newcomer.id()).filter(name -> isMarked(name, plain));
    if (before.isPresent() && isFree(state, newcomer, before.get())) {
      return newcomer.withName(before.get());
    }
    if (state.people().lookingLike(plain).stream().allMatch(user -> !isRival(state, newcomer, user))) {
      return newcomer;
    }
    for (int number = 2; number <= MAX_NUMBER; number++) {
      String name = PersonName.marked(plain, String.valueOf(number));
      if (isFree(state, newcomer, name)) {
        return newcomer.withName(name);
      }
    }
    return newcomer.withName(PersonName.marked(plain, end(newcomer.id())));
  }

  /** Whether {@code user}, who has the same name, and {@code newcomer} would be taken for each other. */
  private static boolean isRival(SessionState state, Member newcomer, UserId user) {
    return !user.equals(newcomer.id())
        && (!isAnonymous(state, user) || (newcomer.anonymous() && state.member(user).isPresent()));
  }

  private static boolean isMarked(String name, String plain) {
    int open = name.lastIndexOf('(');
    return open >= 0 && name.endsWith(")") && name.equals(PersonName.marked(plain, name.substring(open + 1, name.length() - 1)));
  }

  private static String end(UserId user) {
    String id = user.value();
    return id.substring(id.length() - Math.min(END, id.length()));
  }

  private static boolean isFree(SessionState state, Member newcomer, String name) {
    return state.people().lookingLike(name).stream().allMatch(user -> user.equals(newcomer.id())
        || (isAnonymous(state, user) && state.member(user).isEmpty()));
  }
}
