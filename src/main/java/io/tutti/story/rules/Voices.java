package io.tutti.story.rules;

import io.tutti.story.rules.Voice.Mood;
import java.util.List;
import java.util.Map;

/** How each style speaks. Immutable. */
final class Voices {

  static final Voice ADVENTURE = new Voice(
      List.of(
          "There was no turning back now, and at {place} nobody spoke of it.",
          "The wind had freshened by the time they gathered their courage again at {place}.",
          "At {place} the hour had come when plans are over and deeds begin.",
          "{name} felt it first: something at {place} had changed.",
          "Adventure seldom announces itself. At {place} it simply began to hurry.",
          "What had seemed a long way off that morning stood close to {place} now.",
          "Time was short, and {place} was no place to waste it.",
          "Somewhere beyond {place} a door slammed, and everybody was wide awake."),
      List.of(
          "The way ahead was no shorter than before, but they had begun to believe in it.",
          "And still the greater danger was waiting, with all the patience in the world.",
          "{name} looked once over a shoulder, and then no more.",
          "Whatever was coming, it would find them on their feet.",
          "They had bought themselves an hour. It would have to be enough.",
          "Far off something answered, and it was neither wind nor water.",
          "Nobody said it aloud, but all of them were already thinking of the next step.",
          "So they stood a little closer together, and waited for what the dark would send."),
      List.of("It changed everything.", "One piece of the riddle lay open on the table.", "Now they had a trail to follow.",
          "Hearts beat faster at that."),
      Map.of(
          Mood.SEEK, List.of("Sharp eyes are worth more than a sharp blade.", "The place gave up its secrets one at a time.",
              "There are things that want to be found."),
          Mood.SPEAK, List.of("A word at the right moment has opened stronger doors.", "For a while the storm was only weather.",
              "Allies are made of smaller things than oaths."),
          Mood.GO, List.of("Every step was a small wager.", "The ground seemed to hold its breath.",
              "Behind, the last familiar light went out."),
          Mood.HAND, List.of("It might yet turn the scales.", "One never knows what one will need.",
              "It was lighter than it looked, and worth more."),
          Mood.STRIKE, List.of("Then, suddenly, it was very quiet.", "It could have ended worse; it nearly did.",
              "Blood was up, and reason went to stand by the wall."),
          Mood.FAIL, List.of("Fortune had her back turned.", "But a setback is not a defeat.",
              "There would be another chance, or there would not.")));

  static final Voice NOIR = new Voice(
      List.of(
          "It was that kind of night at {place}: too much rain, and nobody with a clean coat.",
          "{place} looked innocent. Most things do, in the right light.",
          "The clock at {place} had stopped, and everybody had an alibi for it.",
          "{name} had a bad feeling, and it had never yet been wrong about the important things.",
          "You could have cut the air at {place} and sold it by the pound.",
          "Trouble came to {place} the way it always does, early and well dressed.",
          "At {place} everybody was waiting for somebody else to blink.",
          "The truth was somewhere around {place}, and it was not paying rent."),
      List.of(
          "The rain went on as if it were paid by the hour.",
          "{name} lit the last match, looked at it, and let it go.",
          "Somebody was lying. The list of candidates was getting shorter, which was no comfort.",
          "It was not an answer. It was just a better sort of question.",
          "In a town like this, tomorrow is only another word for the bill.",
          "Nobody slept. Some of them had not planned to.",
          "There was a loose end in all this, and it was beginning to look like a noose.",
          "The night shrugged, turned up its collar and went on."),
      List.of("It was the sort of thing you cannot unknow.", "There it was, the loose thread; all one had to do was pull.",
          "That was a card nobody had known to be in the deck.", "It did not fit, and so it mattered."),
      Map.of(
          Mood.SEEK, List.of("A place keeps its confession ready; you only have to be rude enough to ask.",
              "Dust never lies. It just waits.", "Looking is easy. It is the finding that costs you."),
          Mood.SPEAK, List.of("Words were exchanged, like money, and somebody was short-changed.",
              "It sounded sincere, which proved nothing.", "A friendly voice is a fine place to hide."),
          Mood.GO, List.of("The street had no opinion.", "Footsteps followed, or it was only the echo; it usually is, until it is not.",
              "Nobody waved."),
          Mood.HAND, List.of("Things change hands. Guilt tends to go with them.", "It weighed about as much as a bad conscience.",
              "Somebody would miss it; somebody always does."),
          Mood.STRIKE, List.of("It settled nothing, but it settled it loudly.", "Pride takes longer to heal than a lip.",
              "When the noise was over, everybody found something to look at on the floor."),
          Mood.FAIL, List.of("It was a good plan, for another night.", "Luck had left early, and without its hat.",
              "You win some. This was not one of those.")));

  static final Voice FAIRY_TALE = new Voice(
      List.of(
          "Now it came to pass that at {place} the night grew very still.",
          "When the moon had gone once around the chimney, they were all awake again at {place}.",
          "And because three things were still unknown, nobody at {place} went home.",
          "A little bird might have told {name} what was coming; but the bird was asleep.",
          "Long ago and not far away, at {place}, there were some who would not give up.",
          "The old folk say that {place} listens, and that night it listened well.",
          "Once more the wind asked its question at {place}, and once more nobody had the answer.",
          "There was a silence at {place} as soft as snow, and it wanted breaking."),
      List.of(
          "And the stars, who had seen it all, winked and told no one.",
          "So that was done; but the tale was longer than the night.",
          "And {name} thought: if I were in a story, this would be the middle.",
          "Then the owl called three times, as owls do when something is about to begin.",
          "And if they had known what stood behind the next door, they would have knocked.",
          "The fire burned low, and kept one red eye open.",
          "And so they were wiser by one evening, which is not nothing.",
          "But that which sleeps beneath the hill turned over, and dreamed of them."),
      List.of("And it was just as the old rhyme has it.", "Now that was a wonder!", "And so the first knot of three was undone.",
          "Whoever knows such a thing can no longer be lost."),
      Map.of(
          Mood.SEEK, List.of("For whoever looks with a good heart finds more than was hidden.",
              "Even the mice came out to see.", "Small things shine brightest in the dark."),
          Mood.SPEAK, List.of("And a kind word, as everybody knows, is a key without a lock.",
              "They talked till the candle had to lean closer to hear.", "Every voice is a thread, and threads hold."),
          Mood.GO, List.of("Over stick and over stone, and never once alone.", "The path knew the way, and was polite enough to share it.",
              "One foot, other foot, and a hum to keep off the dark."),
          Mood.HAND, List.of("And a gift of the road must never be refused.", "It gleamed as though it had been waiting.",
              "In such things there is always a little magic left."),
          Mood.STRIKE, List.of("And the very cups upon the shelf trembled.", "Anger is a wolf that eats its own supper first.",
              "Oh, there was thunder then, and it came from no cloud!"),
          Mood.FAIL, List.of("For not every spell takes at the first word.", "And the goblins, if there were any, laughed.",
              "But third time pays for all.")));

  static final Voice CHRONICLE = new Voice(
      List.of(
          "Of what befell at {place} in those hours, the following is recorded.",
          "The witnesses agree that it began at {place}.",
          "At {place} there was, by all accounts, little rest.",
          "It is to be set down next what was done at {place}, and by whom.",
          "{name} was present throughout, and the account that follows owes much to it.",
          "No bell was rung at {place}; the order of events has been established from memory.",
          "The matter was taken up again at {place} without delay.",
          "At about this time attention turned to {place}."),
      List.of(
          "Of the rest of that hour nothing is known.",
          "So matters stood, and nobody yet knew which of them would prove important.",
          "The account of {name} ends here; others take it up.",
          "It was afterwards held that the decisive step had already been taken.",
          "No further incident was entered.",
          "What was lacking was proof, and it was this that they set out to find.",
          "Those present parted without agreement, but not without purpose.",
          "The record continues with the next turn of the watch."),
      List.of("This was entered as established.", "The finding has not been disputed since.",
          "Its meaning was understood only later.", "It is the first certain fact in the matter."),
      Map.of(
          Mood.SEEK, List.of("The search was conducted with some care.", "Nothing was left unturned, as far as can be told.",
              "Several details were noted for later."),
          Mood.SPEAK, List.of("The exchange is given as it was remembered.", "Both parties later confirmed the wording.",
              "What was left unsaid cannot be recorded."),
          Mood.GO, List.of("The distance is not great, but the hour was late.", "The way was found to be passable.",
              "No one else was met on the road."),
          Mood.HAND, List.of("The object appears again below.", "Its owner was not consulted.", "It has been described elsewhere."),
          Mood.STRIKE, List.of("No lasting injury is reported.", "Of the cause there are two versions.",
              "The incident was regretted by some."),
          Mood.FAIL, List.of("The attempt was not repeated that night.", "No blame was assigned.",
              "The reasons are given differently by different hands.")));

  private Voices() {}
}
