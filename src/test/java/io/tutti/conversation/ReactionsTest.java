package io.tutti.conversation;

import static io.tutti.conversation.Talk.ANN;
import static io.tutti.conversation.Talk.BOB;
import static io.tutti.conversation.Talk.events;
import static io.tutti.conversation.Talk.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.identity.ErrorCode;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionsTest {

  private static final String THUMB = "\ud83d\udc4d";
  private static final String HEART = "\u2764\ufe0f";

  private final Talk talk = new Talk("s");

  @ParameterizedTest
  @ValueSource(strings = {
    "👍", "👍🏽", "❤️", "❤", "☺️", "😀", "🇩🇪", "🇪🇺", "🇺🇳", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "#⃣", "*️⃣", "👨‍👩‍👧‍👦", "👩🏻‍❤️‍💋‍👨🏿", "🏳️‍🌈", "🏴‍☠️", "🧑‍💻", "👩🏽‍🚀",
    "🫡", "🫠", "🪿", "🩷", "©️", "™️", "⁉️", "🀄", "🔟", "🐻‍❄️", "☝🏿", "🤷🏼‍♀️", "‼", "㊗️"
  })
  @DisplayName("[CHAT9] Emoji of every form are reactions")
  void emoji(String emoji) {
    assertTrue(Emoji.isOne(emoji));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", "abc", "a", "<b>", "1", "#", "1\ufe0f", "\ufe0f", "\u200d", "\u20e3", "👍👍", "👍 ", " 👍", "👍\u200d", "\u200d👍", "🇩", "🇽🇽", "🇩🇪🇫🇷", "🇩a",
    "🏽", "🍎🏽", "👍\ufe0f\ufe0f", "©", "™", "®", "€", "→", "∞", "ß", "漢", "\ud83d", "\udc4d", "👍\ud83d", "🏴\udb40\udc67\udb40\udc7f", "🏴\udb40\udc7f",
    "👨‍👩‍👧‍👦‍👦", "a\u20e3", "👍\ufe0e", ":thumbsup:", "\u0000", "👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍"
  })
  @DisplayName("[CHAT9] What is no emoji, more than one, or a part of one is no reaction")
  void noEmoji(String text) {
    assertFalse(Emoji.isOne(text));
    MessageId id = talk.say(ANN, "m");
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, new ConversationCommand.React(id, text, true));
    talk.assertRefused(ErrorCode.BAD_MESSAGE, ANN, new ConversationCommand.React(id, text, false));
  }

  @Test
  @DisplayName("[CHAT11] A reaction comes and goes, and the event has all that are left")
  void reactionsComeAndGo() {
    MessageId id = talk.say(ANN, "m");
    talk.wish(ANN, new ConversationCommand.React(id, THUMB, true));
    talk.wish(BOB, new ConversationCommand.React(id, HEART, true));
    Map<String, List<UserId>> all = Map.of(THUMB, List.of(ANN.user(), BOB.user()), HEART, List.of(BOB.user()));
    assertEquals(new ConversationEvent.Reacted(id, BOB.user(), THUMB, true, all),
        only(talk.wish(BOB, new ConversationCommand.React(id, THUMB, true))));
    assertEquals(all, talk.message(id).reactions());
    assertEquals(
        new ConversationEvent.Reacted(id, BOB.user(), HEART, false, Map.of(THUMB, List.of(ANN.user(), BOB.user()))),
        only(talk.wish(BOB, new ConversationCommand.React(id, HEART, false))));
    talk.wish(ANN, new ConversationCommand.React(id, THUMB, false));
    assertEquals(Map.of(THUMB, List.of(BOB.user())), talk.message(id).reactions());
  }

  @Test
  @DisplayName("[CHAT11] Adding twice and removing what is not there are no events")
  void twiceIsNoEvent() {
    MessageId id = talk.say(ANN, "m");
    assertEquals(List.of(), events(talk.wish(ANN, new ConversationCommand.React(id, THUMB, false))));
    talk.wish(ANN, new ConversationCommand.React(id, THUMB, true));
    assertEquals(List.of(), events(talk.wish(ANN, new ConversationCommand.React(id, THUMB, true))));
    assertEquals(List.of(), events(talk.wish(BOB, new ConversationCommand.React(id, THUMB, false))));
  }

  @Test
  @DisplayName("[CHAT10] A message has at most 20 different reactions, each of at most 500 users")
  void reactionsAreBounded() {
    MessageId id = talk.say(ANN, "m");
    for (int i = 0; i < 20; i++) {
      talk.wish(ANN, new ConversationCommand.React(id, Character.toString(0x1f600 + i), true));
    }
    talk.assertRefused(ErrorCode.TOO_LARGE, ANN, new ConversationCommand.React(id, THUMB, true));
    String first = Character.toString(0x1f600);
    for (int i = 1; i < 500; i++) {
      talk.wish(new Speaker(new UserId("u" + i), "U", false), new ConversationCommand.React(id, first, true));
    }
    assertEquals(500, talk.message(id).reactions().getOrDefault(first, List.of()).size());
    talk.assertRefused(ErrorCode.TOO_LARGE, BOB, new ConversationCommand.React(id, first, true));
    talk.wish(ANN, new ConversationCommand.React(id, first, false));
    only(talk.wish(BOB, new ConversationCommand.React(id, first, true)));
  }
}
