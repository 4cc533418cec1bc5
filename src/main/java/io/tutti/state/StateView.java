package io.tutti.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared state as it was at one version: the object, and who touched each top-level key last. Both maps must not change any
 * more. Immutable.
 */
public record StateView(Map<String, @Nullable Object> value, long version, Map<String, Touch> touched) {}
