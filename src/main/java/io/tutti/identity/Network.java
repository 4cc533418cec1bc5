package io.tutti.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where somebody comes from, as far as it can be told apart: an IPv4 address, or the first 64 bits of an IPv6 one, since one person
 * has a whole /64. {@code value}: {@code 192.0.2.7}, or {@code 2001:db8:0:1::/64}. Immutable.
 */
public record Network(String value) {

  private static final int GROUPS = 8;
  private static final int GROUPS_OF_NETWORK = 4;

  /** The network of an address in textual form; empty where it is none. */
  public static Optional<Network> of(String address) {
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    return plain.indexOf(':') < 0 ? v4(plain) : v6(plain.toLowerCase(Locale.ROOT));
  }

  /** What tells {@code address} apart where things are counted: its network, or the text itself where it is none. */
  public static String keyOf(String address) {
    return of(address).map(Network::value).orElse(address);
  }

  private static Optional<Network> v4(String address) {
    String[] parts = address.split("\\.", -1);
    boolean fits = parts.length == 4 && Arrays.stream(parts).allMatch(part -> part.matches("[0-9]{1,3}") && Integer.parseInt(part) < 256);
    return fits ? Optional.of(new Network(address)) : Optional.empty();
  }

  private static Optional<Network> v6(String address) {
    int lastColon = address.lastIndexOf(':');
    String tail = address.substring(lastColon + 1);
    if (tail.indexOf('.') >= 0) {
      // An IPv4 address in the clothes of an IPv6 one counts as what it is.
      boolean isMapped = address.startsWith("::ffff:") && lastColon == "::ffff:".length() - 1;
      return isMapped ? v4(tail) : Optional.empty();
    }
    int gap = address.indexOf("::");
    List<String> head = groups(gap < 0 ? address : address.substring(0, gap));
    List<String> rest = gap < 0 ? List.of() : groups(address.substring(gap + 2));
    int missing = GROUPS - head.size() - rest.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(head);
    for (int i = 0; gap >= 0 && i < missing; i++) {
      all.add("0");
    }
    all.addAll(rest);
    if (!all.stream().allMatch(group -> group.matches("[0-9a-f]{1,4}"))) {
      return Optional.empty();
    }
    return Optional.of(new Network(String.join(":",
        all.subList(0, GROUPS_OF_NETWORK).stream().map(group -> Integer.toHexString(Integer.parseInt(group, 16))).toList()) + "::/64"));
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
  }
}
