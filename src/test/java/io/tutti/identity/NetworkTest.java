package io.tutti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({"192.0.2.7, 192.0.2.7", "2001:db8::1, 2001:db8:0:0::/64", "2001:DB8:0:1:ffff::9%eth0, 2001:db8:0:1::/64",
      "::1, 0:0:0:0::/64", "1:2:3:4:5:6:7:8, 1:2:3:4::/64", "::ffff:192.0.2.7, 192.0.2.7", "fe80::1%2, fe80:0:0:0::/64",
      "2001:db8:0:1::, 2001:db8:0:1::/64", "0:0:0:0:0:0:0:1, 0:0:0:0::/64"})
  @DisplayName("[BAN4] An IPv4 address counts as it is, an IPv6 one by its first 64 bits, however it is written")
  void networks(String address, String network) {
    assertEquals(Optional.of(network), Network.of(address).map(Network::value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.256", "1.2.3.4.5", ":", ":::", "1:2:3", "1:2:3:4:5:6:7:8:9", "g::1",
      "1::2::3", "12345::1", "::1.2.3.4", "x.1.2.3", "1:2:3:4:5:6:7::8:9"})
  @DisplayName("[BAN4] What is no address is from nowhere")
  void none(String address) {
    assertEquals(Optional.empty(), Network.of(address));
  }

  @Test
  @DisplayName("[BAN4] Two addresses of one network are one")
  void same() {
    assertEquals(1, List.of("2001:db8:7:8::1", "2001:db8:7:8:9:a:b:c").stream().map(Network::of).distinct().count());
  }
}
