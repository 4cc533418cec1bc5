package io.tutti.edge.sealing;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys that there are, by their ids: the first one seals, all of them open. Immutable; its words show no key. */
final class Keyring {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

  private final Map<String, Xaes> keys;
  private final String first;

  private Keyring(Map<String, Xaes> keys) {
    this.keys = keys;
    this.first = keys.keySet().iterator().next();
  }

  /**
   * Reads {@code id:key,id:key,…}: an id has 1 to 16 letters, digits, {@code _} or {@code -}; a key is 32 bytes in Base64.
   *
   * @throws IllegalArgumentException with what is wrong, and no key in it
   */
  static Keyring parse(String text) {
    Map<String, Xaes> keys = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      String id = colon < 0 ? "" : part.substring(0, colon).strip();
      if (!ID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "ENCRYPTION_KEY must be keys like name:base64, parted by commas; a name has 1 to 16 letters, digits, _ or -");
      }
      if (keys.put(id, key(id, part.substring(colon + 1).strip())) != null) {
        throw new IllegalArgumentException("ENCRYPTION_KEY names the key " + id + " twice");
      }
    }
    return new Keyring(keys);
  }

  private static Xaes key(String id, String text) {
    try {
      return new Xaes(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      // The cause would say which characters stand in the key.
      throw new IllegalArgumentException("The key " + id + " in ENCRYPTION_KEY must be 32 bytes in Base64");
    }
  }

  /** The id of the key that seals. */
  String first() {
    return first;
  }

  @Nullable Xaes key(String id) {
    return keys.get(id);
  }

  /** All ids, for people. */
  String ids() {
    return String.join(", ", keys.keySet());
  }
}
