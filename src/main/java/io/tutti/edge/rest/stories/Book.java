package io.tutti.edge.rest.stories;

import io.tutti.story.StoryCharacter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What a story has as a book beside its chapters. {@code id}: the session's; {@code updatedAt}: milliseconds since 1970. Immutable.
 */
record Book(String id, String title, String premise, String scene, List<StoryCharacter> cast, String language, long updatedAt) {

  /** A way to write a book, from its first page to its last. Confined to one writing. */
  interface Press {

    /** Writes what stands before the chapters. */
    void open(Book book) throws IOException;

    /** Writes a chapter; {@code number} counts from 1. */
    void chapter(int number, String narrative) throws IOException;

    /** Writes what stands behind the chapters. */
    void close() throws IOException;
  }

  /** The paragraphs of {@code text}, each in one line: they are parted by empty lines. */
  static List<String> paragraphs(String text) {
    return Arrays.stream(text.split("\\R\\s*\\R"))
        .map(paragraph -> paragraph.strip().replaceAll("\\s*\\R\\s*", " "))
        .filter(paragraph -> !paragraph.isEmpty())
        .toList();
  }

  /** A file name of letters, digits and hyphens made of the title. */
  String fileName() {
    String name = title.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.isEmpty() ? "story" : name.substring(0, Math.min(60, name.length()));
  }
}
