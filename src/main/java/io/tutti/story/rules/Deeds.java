package io.tutti.story.rules;

import io.tutti.story.Chance;
import io.tutti.story.Item;
import io.tutti.story.Place;
import io.tutti.story.Resolution;
import io.tutti.story.StoryAction;
import io.tutti.story.StoryCharacter;
import java.util.List;
import java.util.Optional;

/** What one does with places and things. Confined to one resolution. */
final class Deeds {

  private final Scene scene;
  private final StoryAction action;
  private final Chance chance;
  private final String name;

  Deeds(Scene scene, StoryAction action, Chance chance) {
    this.scene = scene;
    this.action = action;
    this.chance = chance;
    this.name = scene.self().name();
  }

  private Draft draft() {
    return new Draft(scene);
  }

  /** Goes to the place that is meant, or as far as one turn allows. */
  Resolution move() {
    Optional<Place> goal = scene.placeIn(action)
        .or(() -> scene.characterIn(action).map(other -> scene.view().placeOf(other.id())));
    if (goal.isEmpty()) {
      return scene.ways().isEmpty() || action.target() != null
          ? draft().fail(name + " looked for a way on and found none.").done()
          : arrival(chance.oneOf(scene.ways()), " wandered off, and came to ").done();
    }
    if (goal.get().equals(scene.here())) {
      return draft().fail(name + " was already at " + scene.here().name() + ", and stayed there.").done();
    }
    Optional<Place> step = scene.stepTowards(goal.get());
    if (step.isEmpty()) {
      return draft().fail("No way led from " + scene.here().name() + " to " + goal.get().name() + "; "
          + name + " turned back.").done();
    }
    return step.get().equals(goal.get())
        ? arrival(goal.get(), chance.oneOf(List.of(" went to ", " made for ", " set out for "))).done()
        : arrival(step.get(), " set out for " + goal.get().name() + ", and got as far as ").done();
  }

  private Draft arrival(Place place, String how) {
    String look = place.description().isBlank() ? "" : ": " + place.description();
    return draft().say(name + how + place.name() + look + ".").go(place);
  }

  /** Looks at a thing, at somebody, or around. */
  Resolution investigate() {
    Optional<Item> item = scene.itemIn(action);
    Optional<StoryCharacter> other = scene.characterIn(action);
    Optional<Place> place = scene.placeIn(action);
    if (place.isPresent() && !place.get().equals(scene.here()) && item.isEmpty()) {
      return draft().fail(name + " strained to make out " + place.get().name() + " from "
          + scene.here().name() + ", but it was too far away.").done();
    }
    if (item.isPresent() && place.isEmpty()) {
      return examine(item.get());
    }
    return other.isPresent() && place.isEmpty() ? regard(other.get()) : search();
  }

  private Resolution examine(Item item) {
    if (!scene.isInReach(item)) {
      return draft().fail(name + " looked about for " + item.name() + ", but it was not to be seen here.").done();
    }
    String look = item.description().isBlank() ? "nothing out of the ordinary" : item.description();
    return draft().say(name + chance.oneOf(List.of(" turned ", " weighed ", " held ")) + item.name()
        + " in both hands: " + look + ".").done();
  }

  private Resolution regard(StoryCharacter other) {
    if (!scene.isHere(other)) {
      return draft().fail(name + " looked for " + other.name() + " in vain.").done();
    }
    if (other.traits().isEmpty() || !chance.percent(60)) {
      return draft().fail(name + " studied " + other.name() + " for a long moment, and learnt nothing from it.").done();
    }
    String trait = chance.oneOf(other.traits());
    return draft().say(name + " watched " + other.name() + " until there was no doubt left: behind that face was somebody "
        + trait + ".").discover(other.name() + " is " + trait).done();
  }

  private Resolution search() {
    boolean keen = scene.has("curious") || scene.has("thoughtful") || scene.has("shrewd");
    Optional<String> secret = scene.secretOf(scene.here());
    String begin = name + chance.oneOf(List.of(
        " searched " + scene.here().name() + " from one end to the other",
        " went over every corner of " + scene.here().name(),
        " took a long, slow look at " + scene.here().name()));
    if (secret.isEmpty()) {
      return draft().fail(begin + chance.oneOf(List.of(
          ". Whatever had been hidden here had been found already.", ", and met only traces of earlier searching.",
          ". There was nothing left that had not been asked."))).done();
    }
    if (!chance.percent(keen ? 85 : 70)) {
      return draft().fail(begin + chance.oneOf(List.of(
          ", and came away with nothing but dust.", ". Something was wrong here; it would not say what.",
          ", until the light failed."))).done();
    }
    return draft().say(begin + ", and saw it at last: " + secret.get() + ".").discover(secret.get()).done();
  }

  /** Picks up what lies here, or takes what somebody has. */
  Resolution take() {
    Optional<Item> wanted = scene.itemIn(action);
    if (wanted.isEmpty()) {
      return draft().fail(name + " reached out, and closed a hand on nothing.").done();
    }
    Item item = wanted.get();
    Optional<StoryCharacter> holder = scene.holderOf(item);
    if (holder.isPresent()) {
      return holder.get().equals(scene.self())
          ? draft().fail(name + " already had " + item.name() + ".").done() : snatch(item, holder.get());
    }
    if (!scene.isInReach(item)) {
      return draft().fail(name + " wanted " + item.name() + ", but it was not here.").done();
    }
    return draft().say(name + chance.oneOf(List.of(" picked up ", " took ", " pocketed ", " laid hold of ")) + item.name()
        + (item.description().isBlank() ? "." : ": " + item.description() + ".")).move(item.id(), scene.self().id()).done();
  }

  private Resolution snatch(Item item, StoryCharacter holder) {
    if (!scene.isHere(holder)) {
      return draft().fail(name + " wanted " + item.name() + ", but " + holder.name() + " had it, and was not here.").done();
    }
    Draft draft = draft().feel(holder.id(), scene.self().id(), -15);
    return chance.percent(scene.has("cunning") ? 50 : 35)
        ? draft.say(name + " took " + item.name() + " from " + holder.name() + " before anybody could object.")
            .move(item.id(), scene.self().id()).done()
        : draft.fail(name + " made a grab for " + item.name() + "; " + holder.name()
        + " was faster, and did not smile.").done();
  }

  /** Uses a thing that is in reach; now and then that brings something to light. */
  Resolution use() {
    Optional<Item> item = scene.itemIn(action).or(() -> scene.itemsAt(scene.self().id()).stream().findFirst()
        .filter(own -> action.target() == null));
    if (item.isEmpty() || !scene.isInReach(item.get())) {
      return draft().fail(name + " would have needed something for that, and did not have it.").done();
    }
    String begin = name + " put " + item.get().name() + " to use at " + scene.here().name();
    Optional<String> secret = scene.secretOf(scene.here());
    if (secret.isPresent() && chance.percent(45)) {
      return draft().say(begin + ", and it showed what eyes alone had missed: " + secret.get() + ".")
          .discover(secret.get()).done();
    }
    return chance.percent(scene.has("cunning") ? 80 : 70)
        ? draft().say(begin + chance.oneOf(List.of(
            ". It did exactly what it was made for.", ", and for once something worked at the first attempt.",
            ", and felt better prepared for whatever was to come."))).done()
        : draft().fail(begin + ", and nothing came of it.").done();
  }

  /** Does nothing; the patient sometimes see more. */
  Resolution rest() {
    Optional<String> secret = scene.secretOf(scene.here());
    if (secret.isPresent() && chance.percent(15)) {
      return draft().say(name + " waited, and because nothing else moved, noticed it: " + secret.get() + ".")
          .discover(secret.get()).done();
    }
    return draft().say(name + chance.oneOf(List.of(
        " waited and watched.", " bided the time.", " stayed where the shadows were.", " listened, and said nothing.")))
        .done();
  }

  /** Anything else that a player thinks of. */
  Resolution attempt() {
    String wish = Quotes.of(action.text().isBlank() ? action.kind().replace('_', ' ') : action.text());
    return chance.percent(65)
        ? draft().say(name + chance.oneOf(List.of(" had made a decision: ", " did not hesitate: ", " saw only one thing to do: "))
            + wish + chance.oneOf(List.of(" And so it was done.", " It went better than anybody had hoped.",
            " Nobody stood in the way."))).done()
        : draft().fail(name + chance.oneOf(List.of(" had a plan: ", " tried it all the same: ", " would not be talked out of it: "))
            + wish + chance.oneOf(List.of(" It came to nothing.", " The night had other ideas.", " It was harder than it sounded.")))
            .done();
  }
}
