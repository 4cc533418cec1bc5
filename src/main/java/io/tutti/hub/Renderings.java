package io.tutti.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each dialect has made of one thing that goes to many readers: made once, whatever their number and order. Confined to
 * the session's mailbox.
 */
final class Renderings {

  private record Made(Object dialect, Object rendering) {}

  private @Nullable Made first;
  private final List<Made> others = new ArrayList<>(0);

  /** The rendering for {@code dialect}, made by {@code render} at the first call. */
  @SuppressWarnings("unchecked")
  <F> F of(Object dialect, Supplier<F> render) {
    Made known = first;
    if (known != null && known.dialect().equals(dialect)) {
      return (F) known.rendering();
    }
    for (Made made : others) {
      if (made.dialect().equals(dialect)) {
        return (F) made.rendering();
      }
    }
    F rendering = render.get();
    if (known == null) {
      first = new Made(dialect, rendering);
    } else {
      others.add(new Made(dialect, rendering));
    }
    return rendering;
  }
}
