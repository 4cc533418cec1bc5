package io.tutti.edge.rest.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body whose members are no record's: a merge patch, say, where what is absent is not what is null. Immutable. */
public record PatchMembers(Map<String, @Nullable Object> members) {}
