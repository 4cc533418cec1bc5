package io.tutti.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.UserId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

  @ParameterizedTest(name = "{0}: read {1}, write {2}, govern {3}")
  @DisplayName("[ROLE1] Each role may what the matrix says")
  @CsvSource({"HOST, true, true, true", "EDITOR, true, true, false", "VIEWER, true, false, false"})
  void matrix(Role role, boolean read, boolean write, boolean govern) {
    assertEquals(read, role.may(Permission.READ));
    assertEquals(write, role.may(Permission.WRITE));
    assertEquals(govern, role.may(Permission.GOVERN));
  }

  @ParameterizedTest
  @DisplayName("[ROLE1] A role is found by its word, and by nothing else")
  @EnumSource(Role.class)
  void words(Role role) {
    assertEquals(Optional.of(role), Role.of(role.word()));
    assertEquals(Optional.empty(), Role.of(role.name()));
    assertEquals(Optional.empty(), Role.of(" " + role.word()));
  }

  @ParameterizedTest(name = "case {index}")
  @DisplayName("[NAME3] A person's name is not blank and printable")
  @ValueSource(strings = {"", "   ", "a\u0007", "\uDBFF"})
  void refusedNames(String name) {
    assertFalse(Identity.isName(name));
    assertThrows(IllegalArgumentException.class, () -> new Identity(new UserId("u"), name, null, true, 0));
  }

  @Test
  @DisplayName("[NAME3] A person's name has at most 80 characters")
  void longestName() {
    assertTrue(Identity.isName("n".repeat(80)));
    assertFalse(Identity.isName("n".repeat(81)));
    assertEquals("<b>", new Identity(new UserId("u"), "<b>", null, false, 5).name());
  }
}
