package io.tutti.edge.rest.stories;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a book as Markdown; what people have written stays text (rule REST55). Confined to one writing. */
final class MarkdownPress implements Book.Press {

  private final OutputStream out;

  MarkdownPress(OutputStream out) {
    this.out = out;
  }

  @Override
  public void open(Book book) throws IOException {
    write("# " + plain(book.title()) + "\n");
    paragraphs(book.premise());
    paragraphs(book.scene());
    if (!book.cast().isEmpty()) {
      write("\n## The cast\n\n");
      for (var character : book.cast()) {
        String persona = character.persona().isEmpty() ? "" : ", " + plain(character.persona());
        write("- **" + plain(character.name()) + "**" + persona + "\n");
      }
    }
  }

  @Override
  public void chapter(int number, String narrative) throws IOException {
    write("\n## Chapter " + number + "\n");
    paragraphs(narrative);
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }

  private void paragraphs(String text) throws IOException {
    for (String paragraph : Book.paragraphs(text)) {
      write("\n" + plain(paragraph) + "\n");
    }
  }

  /** Escapes what would be markup, also at the beginning of a line. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#&|~$!])", "\\\\$1")
        .replaceAll("^([-+=])", "\\\\$1").replaceAll("^(\\d+)([.)])", "$1\\\\$2");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
