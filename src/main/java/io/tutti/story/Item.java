package io.tutti.story;

/**
 * A thing that can be taken, given and used. {@code at}: the id of the place where it lies or of the character who has
 * it when the story begins. Immutable.
 */
public record Item(String id, String name, String description, String at) {

  public Item {
    Texts.id("an item", id);
    Texts.required("an item's name", name, World.MAX_NAME);
    Texts.optional("an item's description", description, World.MAX_TEXT);
    Texts.id("an item's whereabouts", at);
  }
}
