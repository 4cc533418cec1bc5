package io.tutti.conversation;

import io.tutti.identity.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who has a name (rule NAME8): {@code meant} by it alone, and {@code others}, who are meant only where their author chose them.
 * Immutable.
 */
public record Named(List<Mention> meant, List<Mention> others) {

  public static final Named NOBODY = new Named(List.of(), List.of());

  public Named {
    meant = List.copyOf(meant);
    others = List.copyOf(others);
  }

  boolean isNobody() {
    return meant.isEmpty() && others.isEmpty();
  }

  /** Those of {@code chosen} who have the name or, where none of them has it, those who are meant by it alone. */
  List<Mention> among(Set<UserId> chosen) {
    List<Mention> found =
        Stream.concat(meant.stream(), others.stream()).filter(mention -> chosen.contains(mention.userId())).toList();
    return found.isEmpty() ? meant : found;
  }
}
