package io.tutti.story;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a story plays. {@code scene}: what is to be seen at first. 1 to 64 places, up to 128 items; ids are distinct,
 * and ways lead to places that exist. Immutable.
 */
public record World(String title, String premise, String scene, List<Place> places, List<Item> items) {

  public static final int MAX_NAME = 100;
  public static final int MAX_TEXT = 2_000;
  public static final int MAX_FINDING = 500;
  public static final int MAX_PLACES = 64;
  public static final int MAX_ITEMS = 128;

  /**
   * A world.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public World {
    Texts.required("a story's title", title, 200);
    Texts.optional("a story's premise", premise, MAX_TEXT);
    Texts.optional("a story's scene", scene, MAX_TEXT);
    places = List.copyOf(places);
    items = List.copyOf(items);
    Texts.atMost("places", places, MAX_PLACES);
    Texts.atMost("items", items, MAX_ITEMS);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a story needs a place");
    }
    Set<String> ids = Texts.distinct("places", places, Place::id);
    Texts.distinct("items", items, Item::id);
    for (Place place : places) {
      for (String way : place.connections()) {
        if (!ids.contains(way)) {
          throw new IllegalArgumentException("from " + place.id() + " a way leads to " + way + ", which does not exist");
        }
      }
    }
  }

  /** The place of that id, or empty. */
  public Optional<Place> place(String id) {
    return places.stream().filter(place -> place.id().equals(id)).findFirst();
  }

  /** The item of that id, or empty. */
  public Optional<Item> item(String id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  /** The place where whoever comes later begins: the first one. */
  public Place entrance() {
    return places.get(0);
  }
}
