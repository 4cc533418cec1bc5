package io.tutti.conversation;

import io.tutti.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reactions of one message, by emoji, and what one more or less makes of them (rules CHAT10, CHAT11). Immutable. */
record Reactions(Map<String, List<UserId>> byEmoji) {

  static final int MAX_EMOJI = 20;
  static final int MAX_USERS = 500;

  private List<UserId> users(String emoji) {
    return byEmoji.getOrDefault(emoji, List.of());
  }

  boolean has(String emoji, UserId user) {
    return users(emoji).contains(user);
  }

  boolean hasRoomFor(String emoji) {
    return byEmoji.containsKey(emoji) || byEmoji.size() < MAX_EMOJI;
  }

  boolean isFull(String emoji) {
    return users(emoji).size() >= MAX_USERS;
  }

  Map<String, List<UserId>> with(String emoji, UserId user) {
    Map<String, List<UserId>> changed = new LinkedHashMap<>(byEmoji);
    List<UserId> users = new ArrayList<>(users(emoji));
    users.add(user);
    changed.put(emoji, users);
    return changed;
  }

  Map<String, List<UserId>> without(String emoji, UserId user) {
    Map<String, List<UserId>> changed = new LinkedHashMap<>(byEmoji);
    List<UserId> users = users(emoji).stream().filter(other -> !other.equals(user)).toList();
    if (users.isEmpty()) {
      changed.remove(emoji);
    } else {
      changed.put(emoji, users);
    }
    return changed;
  }
}
