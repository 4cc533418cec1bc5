package io.tutti.edge.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditSettingsTest {

  private static AuditSettings with(String name, String value) {
    return AuditSettings.read(new Variables(Map.of(name, value)::get));
  }

  @Test
  @DisplayName("[DP10] Of an address its network is kept, or all of it, or nothing; a name is never looked up")
  void addresses() {
    assertEquals("192.0.2.0/24", AddressDetail.TRUNCATED.apply("192.0.2.77"));
    assertEquals("2001:db8:1:0:0:0:0:0/48", AddressDetail.TRUNCATED.apply("2001:db8:1:2:3:4:5:6%eth0"));
    assertEquals("127.0.0.0/24", AddressDetail.TRUNCATED.apply("::ffff:127.0.0.1"));
    assertNull(AddressDetail.TRUNCATED.apply("host.example.org"));
    assertNull(AddressDetail.TRUNCATED.apply(null));
    assertEquals("192.0.2.77", AddressDetail.FULL.apply("192.0.2.77"));
    assertNull(AddressDetail.NONE.apply("192.0.2.77"));
  }

  @Test
  @DisplayName("[DP9] AUDIT is on, off or all; anything else stops the start with one line, and no token is in a text")
  void words() {
    assertEquals(AuditSettings.Extent.ON, with("OTHER", "x").extent());
    assertEquals(AuditSettings.Extent.ALL, with("AUDIT", "All").extent());
    assertEquals(AddressDetail.FULL, with("AUDIT_ADDRESSES", "full").addresses());
    String line = assertThrows(ConfigurationProblem.class, () -> with("AUDIT", "some")).getMessage();
    assertTrue(line.startsWith("AUDIT must be one of off, on, all") && line.contains("'some'"), line);
    assertThrows(ConfigurationProblem.class, () -> with("AUDIT_ADDRESSES", "half"));
    assertThrows(ConfigurationProblem.class, () -> with("ADMIN_TOKEN", "short"));
    assertFalse(with("ADMIN_TOKEN", "a-long-secret-token").toString().contains("secret"));
  }
}
