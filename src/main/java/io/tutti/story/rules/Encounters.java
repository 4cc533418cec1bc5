package io.tutti.story.rules;

import io.tutti.story.Chance;
import io.tutti.story.Item;
import io.tutti.story.Resolution;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCharacter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one does with somebody else. Confined to one resolution. */
final class Encounters {

  private final Scene scene;
  private final StoryAction action;
  private final Chance chance;
  private final String self;
  private final String name;

  Encounters(Scene scene, StoryAction action, Chance chance) {
    this.scene = scene;
    this.action = action;
    this.chance = chance;
    this.self = scene.self().id();
    this.name = scene.self().name();
  }

  private Draft draft() {
    return new Draft(scene);
  }

  /** Whom the action means, if that one is here; where it names nobody, whoever is here. */
  private Optional<StoryCharacter> partner() {
    Optional<StoryCharacter> named = scene.characterIn(action);
    return named.or(() -> scene.others().stream().findFirst().filter(other -> action.target() == null))
        .filter(scene::isHere);
  }

  private Resolution alone(String intention) {
    return draft().fail(scene.characterIn(action)
        .map(other -> name + intention + other.name() + ", who was not at " + scene.here().name() + ".")
        .orElseGet(() -> name + intention + "somebody, but there was nobody to be found.")).done();
  }

  /** Speaks to somebody, who may know something; or to nobody in particular. */
  Resolution talk() {
    Optional<StoryCharacter> partner = partner();
    if (partner.isEmpty()) {
      return action.text().isBlank() || action.target() != null ? alone(" wanted to speak to ")
          : draft().say(name + " said, to nobody in particular: " + Quotes.of(action.text())).done();
    }
    StoryCharacter other = partner.get();
    int feeling = scene.view().relationship(other.id(), self);
    int chances = 65 + feeling / 4 + (scene.has("kind") || scene.has("cheerful") ? 10 : 0);
    Draft draft = draft();
    draft.say(action.text().isBlank()
        ? name + chance.oneOf(List.of(" fell into conversation with ", " drew up a chair beside ", " exchanged a few words with "))
            + other.name() + "."
        : name + chance.oneOf(List.of(" turned to ", " leaned closer to ", " looked straight at ")) + other.name() + ": "
            + Quotes.of(action.text()));
    if (!chance.percent(chances)) {
      return draft.feel(other.id(), self, -4).fail(other.name() + chance.oneOf(List.of(
          " gave no answer worth the name.", " shrugged, and looked elsewhere.", " did not care for that.",
          " heard it, and pretended not to.", " changed the subject."))).done();
    }
    draft.feel(other.id(), self, 6).feel(self, other.id(), 4);
    Optional<String> secret = scene.secretOf(scene.view().placeOf(other.id())).filter(known -> other.player() == null);
    if (secret.isPresent() && chance.percent(40)) {
      return draft.say(chance.oneOf(List.of(
          "The answer came in a low voice: ", other.name() + " hesitated, and then said it: ",
          "“You did not hear it from me,” said " + other.name() + ": ")) + secret.get() + ".").discover(secret.get()).done();
    }
    return draft.say(other.name() + chance.oneOf(List.of(
        " listened to the end, and nodded.", " smiled for the first time that night.", " thought it over and agreed.",
        " answered with more warmth than anyone expected.", " said a few words back, and meant them.",
        " took that in, and was the better for it.", " had been waiting to hear it.", " laughed, quietly, in spite of everything.",
        " looked up, and for a while they understood each other."))).done();
  }

  /** Hands something over. */
  Resolution give() {
    Optional<StoryCharacter> partner = partner();
    Optional<Item> gift = scene.itemIn(action)
        .or(() -> scene.itemsAt(self).stream().findFirst().filter(own -> namesNoItem()));
    if (gift.isEmpty() || !scene.holderOf(gift.get()).map(holder -> holder.id().equals(self)).orElse(false)) {
      return draft().fail(name + " had nothing of that kind to give away.").done();
    }
    if (partner.isEmpty()) {
      return alone(" would have given " + gift.get().name() + " to ");
    }
    StoryCharacter other = partner.get();
    return draft().say(name + " gave " + gift.get().name() + " to " + other.name() + chance.oneOf(List.of(
            ", and made nothing of it.", ". Some gifts say more than a speech.", ", who took it with both hands.")))
        .move(gift.get().id(), other.id()).feel(other.id(), self, 12).feel(self, other.id(), 3).done();
  }

  private boolean namesNoItem() {
    return !(action.given().get("parameters") instanceof Map);
  }

  /** Stands by somebody. */
  Resolution help() {
    Optional<StoryCharacter> partner = partner();
    if (partner.isEmpty()) {
      return alone(" would have helped ");
    }
    StoryCharacter other = partner.get();
    return chance.percent(scene.has("kind") ? 90 : 80)
        ? draft().say(name + chance.oneOf(List.of(" lent " + other.name() + " a hand", " stood by " + other.name(),
                " did for " + other.name() + " what needed doing"))
            + chance.oneOf(List.of(", and asked nothing in return.", ", and it was not forgotten.", " when nobody else would.")))
            .feel(other.id(), self, 12).feel(self, other.id(), 6).done()
        : draft().feel(other.id(), self, 2).fail(name + " meant to help " + other.name()
            + chance.oneOf(List.of(", and got in the way instead.", ", but did not know how."))).done();
  }

  /** Stands against somebody; whoever likes that one will remember. */
  Resolution attack() {
    Optional<StoryCharacter> partner = partner();
    if (partner.isEmpty()) {
      return alone(" was spoiling for a quarrel with ");
    }
    StoryCharacter other = partner.get();
    int chances = 50 + (scene.has("brave") ? 15 : 0) - (scene.has("cautious") ? 10 : 0);
    Draft draft = draft().feel(other.id(), self, -25).feel(self, other.id(), -10);
    scene.others().stream()
        .filter(witness -> scene.view().relationship(witness.id(), other.id()) > 10)
        .limit(8)
        .forEach(witness -> draft.feel(witness.id(), self, -10));
    if (!action.text().isBlank()) {
      draft.say(Quotes.of(action.text()));
    }
    if (!chance.percent(chances)) {
      return draft.fail(name + " stood up to " + other.name() + chance.oneOf(List.of(
          ", and was made to sit down again.", ", and found the ground less firm than expected.",
          "; it ended with " + name + " on the floor."))).done();
    }
    draft.say(name + chance.oneOf(List.of(" went for " + other.name() + " and did not let go",
        " forced " + other.name() + " back against the wall", " stared " + other.name() + " down")) + ".");
    scene.itemsAt(other.id()).stream().findFirst().ifPresent(item -> draft.move(item.id(), scene.here().id())
        .say("In the scuffle " + other.name() + " let go of " + item.name() + "."));
    return draft.done();
  }
}
