package io.tutti.edge.rest.stories;

import io.tutti.story.StoryCharacter;

/** Parts of a book as XHTML; what people have written stays text. Holds nothing. */
final class Markup {

  /** Readable on screens and on paper. */
  static final String STYLE = """
      body { font-family: Georgia, serif; line-height: 1.5; max-width: 38em; margin: 2em auto; padding: 0 1em; }
      h1, h2 { font-weight: normal; line-height: 1.2; }
      p { margin: 0 0 0.8em; }
      .premise { font-style: italic; }
      @media print { section { break-before: page; } }
      """;

  private Markup() {}

  /** {@code text} without markup, and without characters that XML does not have. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 16);
    text.codePoints().filter(Markup::isOfXml).forEach(c -> {
      switch (c) {
        case '&' -> plain.append("&amp;");
        case '<' -> plain.append("&lt;");
        case '>' -> plain.append("&gt;");
        case '"' -> plain.append("&quot;");
        default -> plain.appendCodePoint(c);
      }
    });
    return plain.toString();
  }

  private static boolean isOfXml(int c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }

  static String paragraphs(String text, String attributes) {
    StringBuilder all = new StringBuilder();
    Book.paragraphs(text).forEach(paragraph ->
        all.append("<p").append(attributes).append('>').append(plain(paragraph)).append("</p>\n"));
    return all.toString();
  }

  /** Title, premise, scene and cast. */
  static String front(Book book) {
    StringBuilder front = new StringBuilder("<h1>" + plain(book.title()) + "</h1>\n");
    front.append(paragraphs(book.premise(), " class=\"premise\"")).append(paragraphs(book.scene(), ""));
    if (!book.cast().isEmpty()) {
      front.append("<h2>The cast</h2>\n<ul>\n");
      for (StoryCharacter character : book.cast()) {
        String persona = character.persona().isEmpty() ? "" : ", " + plain(character.persona());
        front.append("<li><strong>").append(plain(character.name())).append("</strong>").append(persona).append("</li>\n");
      }
      front.append("</ul>\n");
    }
    return front.toString();
  }

  static String chapter(int number, String narrative) {
    return "<h2>Chapter " + number + "</h2>\n" + paragraphs(narrative, "");
  }
}
