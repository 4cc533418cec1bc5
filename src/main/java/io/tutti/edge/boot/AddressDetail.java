package io.tutti.edge.boot;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How much of an address is kept (rule DP10): all, its network (/24; of IPv6 /48), or nothing. Immutable. */
enum AddressDetail implements UnaryOperator<@Nullable String> {
  FULL, TRUNCATED, NONE;

  @Override
  public @Nullable String apply(@Nullable String address) {
    return switch (this) {
      case FULL -> address;
      case TRUNCATED -> address == null ? null : network(address);
      case NONE -> null;
    };
  }

  /** What is no address in digits is left out: a name would be looked up, and says too much. */
  private static @Nullable String network(String address) {
    if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?")) {
      return null;
    }
    try {
      InetAddress whole = InetAddress.getByName(address.replaceAll("%.*", ""));
      byte[] bytes = whole.getAddress();
      int kept = whole instanceof Inet6Address ? 6 : 3;
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * kept;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
