package io.tutti.access;

/**
 * People who share sessions. {@code id} has 1–64 characters; {@code createdAt} is in milliseconds since 1970. Immutable.
 */
public record Team(String id, TeamName name, long createdAt) {}
