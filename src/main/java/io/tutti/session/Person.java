package io.tutti.session;

import io.tutti.identity.UserId;
import java.util.List;

/**
 * What somebody who ever took part is called, and the colour that they have for everybody. {@code guest}: came without a token
 * and so cannot come back as the same person. Immutable.
 */
public record Person(String name, String color, boolean guest) {

  private static final List<String> COLORS =
      List.of("#b83280", "#9333ea", "#4f46e5", "#0369a1", "#0f766e", "#4d7c0f", "#b45309", "#be123c");

  /** A participant as they are remembered. */
  static Person of(Member member) {
    return new Person(member.name(), member.color(), member.guest());
  }

  /** The colour of somebody of whom none is known: the same for whoever looks, and the one that the page would choose. */
  public static String colorOf(UserId user) {
    return COLORS.get((int) (Integer.toUnsignedLong(user.value().hashCode()) % COLORS.size()));
  }
}
