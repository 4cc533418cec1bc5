package io.tutti.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tutti.contract.MemoryAccounts;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestNamesTest {

  private final MemoryAccounts accounts = new MemoryAccounts();
  private final GuestNames names = new GuestNames(accounts);

  @BeforeEach
  void accounts() {
    for (String name : new String[] {"ada", "paulo", "kimmo"}) {
      assertInstanceOf(Accounts.Creation.Made.class, accounts.create(new Accounts.Draft(new UserId("user_" + name),
          EmailAddress.of(name + "@example.org").orElseThrow(), Username.of(name).orElseThrow(), null, null, "team_" + name, false, "hash", 0, 0)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada", "ADA", "ａｄａ", "аdа", "A d a", "pau1o", "PauIo", "paul0", "рaulo", "kirnmo"})
  @DisplayName("[NAME10] A guest who is called what looks like an account's name is shown as a guest")
  void marked(String name) {
    assertEquals(name + " (guest)", names.shown(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Adam", "Ada Lovelace", "Ada (guest)", "Paula", "山田"})
  @DisplayName("[NAME10] Other guests are called what they say")
  void unmarked(String name) {
    assertEquals(name, names.shown(name));
    assertFalse(names.isTaken(name));
  }

  @Test
  @DisplayName("[NAME10] Also a name of the greatest length has room for the mark")
  void longNames() {
    String name = GuestNames.marked("n".repeat(79) + "😀");
    assertEquals("n".repeat(72) + " (guest)", name);
    assertEquals(80, name.length());
    assertEquals("nn", GuestNames.WITHOUT_ACCOUNTS.shown("nn"));
    assertEquals(true, PersonName.isName(name));
  }
}
