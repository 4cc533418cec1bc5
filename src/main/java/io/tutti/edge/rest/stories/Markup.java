package io.tutti.edge.rest.stories;

import io.tutti.story.StoryCharacter;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the parts of a book as XHTML, which is read as HTML too; what people have written stays text (rule REST55). Confined to one
 * writing.
 */
final class Markup {

  /** Readable on screens and on paper. */
  static final String STYLE = """
      body { font-family: Georgia, serif; line-height: 1.5; max-width: 38em; margin: 2em auto; padding: 0 1em; }
      h1, h2 { font-weight: normal; line-height: 1.2; }
      p { margin: 0 0 0.8em; }
      .premise { font-style: italic; }
      @media print { section { break-before: page; } }
      """;

  /** The JDK's own: others write an element without content as an empty tag, which HTML does not know. */
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter xml;

  /** A step of writing. */
  private interface Step {
    void run() throws XMLStreamException;
  }

  Markup(Writer out) {
    try {
      this.xml = FACTORY.createXMLStreamWriter(out);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written", e);
    }
  }

  private Markup did(Step step) throws IOException {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Begins an XML document. */
  Markup declaration() throws IOException {
    return did(() -> xml.writeStartDocument("UTF-8", "1.0")).line();
  }

  Markup doctype() throws IOException {
    return did(() -> xml.writeDTD("<!DOCTYPE html>")).line();
  }

  /** Begins an element; {@code attributes}: names and values in turns. */
  Markup start(String name, String... attributes) throws IOException {
    return did(() -> {
      xml.writeStartElement(name);
      write(attributes);
    });
  }

  /** An element that can have no content. */
  Markup empty(String name, String... attributes) throws IOException {
    return did(() -> {
      xml.writeEmptyElement(name);
      write(attributes);
    }).line();
  }

  private void write(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], known(attributes[i + 1]));
    }
  }

  /** Ends the innermost element. */
  Markup end() throws IOException {
    return did(xml::writeEndElement).line();
  }

  Markup text(String text) throws IOException {
    return did(() -> xml.writeCharacters(known(text)));
  }

  Markup line() throws IOException {
    return did(() -> xml.writeCharacters("\n"));
  }

  /** An element that has a text alone. */
  Markup element(String name, String text, String... attributes) throws IOException {
    return start(name, attributes).text(text).end();
  }

  void flush() throws IOException {
    did(xml::flush);
  }

  /** {@code text} without the characters that XML does not have. */
  private static String known(String text) {
    StringBuilder known = new StringBuilder(text.length());
    text.codePoints().filter(Markup::isOfXml).forEach(known::appendCodePoint);
    return known.toString();
  }

  private static boolean isOfXml(int c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }

  private Markup paragraphs(String text, String... attributes) throws IOException {
    for (String paragraph : Book.paragraphs(text)) {
      element("p", paragraph, attributes);
    }
    return this;
  }

  /** Title, premise, scene and cast. */
  Markup front(Book book) throws IOException {
    element("h1", book.title()).paragraphs(book.premise(), "class", "premise").paragraphs(book.scene());
    if (!book.cast().isEmpty()) {
      element("h2", "The cast").start("ul").line();
      for (StoryCharacter character : book.cast()) {
        start("li").did(() -> {
          xml.writeStartElement("strong");
          xml.writeCharacters(known(character.name()));
          xml.writeEndElement();
        });
        text(character.persona().isEmpty() ? "" : ", " + character.persona()).end();
      }
      end();
    }
    return this;
  }

  Markup chapter(int number, String narrative) throws IOException {
    return element("h2", "Chapter " + number).paragraphs(narrative);
  }
}
