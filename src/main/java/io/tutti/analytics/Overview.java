package io.tutti.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as a list tells of it: its figures, what is said about it, how many messages were ever posted in it. Immutable.
 */
public record Overview(Figures figures, About about, long messageCount) {

  /**
   * What is said about a session; null for what is not. {@code visibility}: {@code private}, {@code team} or {@code public};
   * {@code sharedAt}: since when it is not private, milliseconds since 1970, null while it is. Immutable.
   */
  public record About(
      @Nullable String title,
      @Nullable String description,
      List<String> tags,
      @Nullable String workingDirectory,
      @Nullable Long pid,
      long fileCount,
      String visibility,
      @Nullable String team,
      @Nullable Long sharedAt) {
    public About {
      tags = List.copyOf(tags);
    }

    public boolean isPrivate() {
      return visibility.equals("private");
    }
  }
}
