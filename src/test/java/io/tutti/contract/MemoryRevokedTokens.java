package io.tutti.contract;

import io.tutti.access.RevokedTokens;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ended tokens in memory: a twin of the table. Counts how often it was asked for one. Thread-safe: guarded by itself. */
public final class MemoryRevokedTokens implements RevokedTokens {

  private final Map<String, Long> tokens = new LinkedHashMap<>();
  private int questions;

  public synchronized int questions() {
    return questions;
  }

  @Override
  public synchronized void add(String tokenId, long expiresAt) {
    tokens.putIfAbsent(tokenId, expiresAt);
  }

  @Override
  public synchronized boolean contains(String tokenId) {
    questions++;
    return tokens.containsKey(tokenId);
  }

  @Override
  public synchronized Map<String, Long> unexpired(long now, int limit) {
    Map<String, Long> found = new LinkedHashMap<>();
    tokens.entrySet().stream().filter(token -> token.getValue() > now)
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .limit(limit).forEach(token -> found.put(token.getKey(), token.getValue()));
    return found;
  }

  @Override
  public synchronized void removeExpired(long now) {
    tokens.values().removeIf(expires -> expires <= now);
  }
}
