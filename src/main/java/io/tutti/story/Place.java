package io.tutti.story;

import java.util.List;

/**
 * A place of the world. {@code connections}: ids of the places that one can go to from here, at most 32. {@code
 * secrets}: what can be found out here, one text for each finding, at most 16. Immutable.
 */
public record Place(String id, String name, String description, List<String> connections, List<String> secrets) {

  public Place {
    Texts.id("a place", id);
    Texts.required("a place's name", name, World.MAX_NAME);
    Texts.optional("a place's description", description, World.MAX_TEXT);
    connections = List.copyOf(connections);
    secrets = List.copyOf(secrets);
    Texts.atMost("ways from one place", connections, 32);
    Texts.atMost("secrets of one place", secrets, 16);
    secrets.forEach(secret -> Texts.required("a secret", secret, World.MAX_FINDING));
  }
}
