package io.tutti.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.access.Role;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** People of one name in one session. */
class NamesakesTest {

  private static final UserId ADA = new UserId("user_ada");

  private final Room room = Room.fresh();

  private static Member account(String id, String name) {
    return new Member(new UserId(id), name, "#123456", Role.EDITOR, false, false);
  }

  private static Member anonymous(String id, String name, boolean guest) {
    return new Member(new UserId(id), name, "#123456", Role.EDITOR, true, guest);
  }

  private String nameAfterJoining(Member member) {
    room.join(member);
    return room.state.nameOf(member.id()).orElseThrow();
  }

  private List<UserId> mentioned(String text, UserId... chosen) {
    Decision decision = room.wish(room.state.members().get(0).id(), new Command.Converse(
        new ConversationCommand.Send(text, null, Message.Kind.CHAT, null, Set.of(chosen))));
    Event.Conversed said = assertInstanceOf(Event.Conversed.class, Room.events(decision).get(0));
    return assertInstanceOf(ConversationEvent.Posted.class, said.event()).message().mentions().stream().map(Mention::userId).toList();
  }

  @Test
  @DisplayName("[NAME9] Two people called Ada both take part, and the second is told from the first, however it is written")
  void twoHonestPeople() {
    assertEquals("Ada", nameAfterJoining(anonymous("anon_1", "Ada", true)));
    assertEquals("Ada (2)", nameAfterJoining(anonymous("anon_2", "Ada", false)));
    assertEquals("АDА (3)", nameAfterJoining(anonymous("anon_3", "АDА", true)));
    assertEquals("Ben", nameAfterJoining(anonymous("anon_4", "Ben", true)));
  }

  @Test
  @DisplayName("[NAME9] A guest is told from an account that took part, also when that is away; the account keeps its name")
  void accounts() {
    assertEquals("ada", nameAfterJoining(account("user_ada", "ada")));
    room.leave(ADA);
    assertEquals("Ada (2)", nameAfterJoining(anonymous("anon_1", "Ada", true)));
    assertEquals("ada", nameAfterJoining(account("user_ada", "ada")));
    assertEquals("Ada (2)", room.state.nameOf(new UserId("anon_1")).orElseThrow());
    assertEquals("ada (3)", nameAfterJoining(account("ext_ada", "ada")));
  }

  @Test
  @DisplayName("[NAME9] Who was marked keeps the mark on coming back, and a name that is free again is given plain")
  void comingBack() {
    room.join(anonymous("anon_1", "Ada", false));
    assertEquals("Ada (2)", nameAfterJoining(anonymous("anon_2", "Ada", false)));
    room.leave(new UserId("anon_1"));
    room.leave(new UserId("anon_2"));
    assertEquals("Ada (2)", nameAfterJoining(anonymous("anon_2", "Ada", false)));
    assertEquals("Ada", nameAfterJoining(anonymous("anon_3", "Ada", true)));
    assertEquals("Eve", nameAfterJoining(anonymous("anon_4", "Eve", true)));
  }

  @Test
  @DisplayName("[NAME9] A hundred people of one long name all have different ones, none longer than a name may be")
  void crowds() {
    Set<String> looks = new HashSet<>();
    String name = "n".repeat(80);
    for (int i = 0; i < 100; i++) {
      String shown = nameAfterJoining(anonymous("anon_" + (10_000 + i), name, true));
      assertTrue(PersonName.isName(shown));
      assertTrue(looks.add(PersonName.lookKey(shown)), shown);
    }
  }

  @Test
  @DisplayName("[NAME8] @ada mentions the account and not a guest of that name; the guest is mentioned by its own or where it was chosen")
  void mentions() {
    room.join(anonymous("anon_1", "ada", false));
    room.join(account("user_ada", "Ada"));
    room.join(anonymous("anon_2", "Ada", true));
    UserId first = new UserId("anon_1");
    UserId second = new UserId("anon_2");
    assertNotEquals("Ada", room.state.nameOf(second).orElseThrow());
    assertEquals(List.of(ADA), mentioned("hi @ada"));
    assertEquals(List.of(first), mentioned("hi @ada", first));
    assertEquals(List.of(ADA), mentioned("hi @ada", second));
    assertEquals(List.of(second), mentioned("hi @Ada (2), and"));
    assertEquals(List.of(second), mentioned("hi @ada(2)"));
    assertEquals(List.of(), mentioned("hi ada", first));
  }

  @Test
  @DisplayName("[CHAT3] [NAME5] People are mentioned with the spaces of their names or without, in any way to write them")
  void waysToWrite() {
    room.join(account("user_1", "山田　太郎"));
    room.join(account("user_2", "Zoe\u0308 O'Brien"));
    UserId taro = new UserId("user_1");
    UserId zoe = new UserId("user_2");
    assertEquals(List.of(taro, zoe), mentioned("@山田　太郎 と @ZoëO’Brien"));
    assertEquals(List.of(taro, zoe), mentioned("@山田太郎、@zoë o'brien's"));
    assertEquals(List.of(), mentioned("@山田 @Zoë @山田太郎さん"));
  }
}
