package io.tutti.presence;

import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the others see it. {@code updatedAt}: when it last said something, in milliseconds since 1970. Immutable.
 */
public record Sighting(
    UserId user, ClientId client, Status status, Map<Aspect, @Nullable Object> aspects, long updatedAt) {

  /** Whether the connection shows the file or document {@code name}: by its viewport, or by its cursor where it has none. */
  public boolean views(String name) {
    Object viewport = aspects.get(Aspect.VIEWPORT);
    return viewport != null ? isIn(viewport, name) : isIn(aspects.get(Aspect.CURSOR), name);
  }

  private static boolean isIn(@Nullable Object place, String name) {
    return place instanceof Map<?, ?> map && (name.equals(map.get("file")) || name.equals(map.get("doc")));
  }
}
