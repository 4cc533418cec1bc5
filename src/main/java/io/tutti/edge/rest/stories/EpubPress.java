package io.tutti.edge.rest.stories;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a book as EPUB 3: each chapter as it comes, then the table of contents and the package, which name them all (rule
 * REST55). Confined to one writing.
 */
final class EpubPress implements Book.Press {

  private static final String PAGE = "application/xhtml+xml";

  private final ZipOutputStream zip;
  private Book book = new Book("", "", "", "", List.of(), "en", 0);
  private final List<Integer> chapters = new ArrayList<>();

  EpubPress(OutputStream out) {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  @Override
  public void open(Book opened) throws IOException {
    book = opened;
    byte[] type = "application/epub+zip".getBytes(StandardCharsets.US_ASCII);
    ZipEntry first = entry("mimetype");
    CRC32 sum = new CRC32();
    sum.update(type);
    first.setMethod(ZipEntry.STORED);
    first.setSize(type.length);
    first.setCrc(sum.getValue());
    zip.putNextEntry(first);
    zip.write(type);
    zip.closeEntry();
    part("META-INF/container.xml", xml -> xml.declaration()
        .start("container", "version", "1.0", "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
        .start("rootfiles")
        .empty("rootfile", "full-path", "book/package.opf", "media-type", "application/oebps-package+xml")
        .end().end());
    write("book/style.css", Markup.STYLE);
    page("front.xhtml", book.title(), xml -> xml.front(book));
  }

  @Override
  public void chapter(int number, String narrative) throws IOException {
    chapters.add(number);
    page(file(number), "Chapter " + number, xml -> xml.chapter(number, narrative));
  }

  private static String file(int chapter) {
    return "chapter-" + chapter + ".xhtml";
  }

  @Override
  public void close() throws IOException {
    page("contents.xhtml", "Contents", this::contents);
    part("book/package.opf", this::packageDocument);
    zip.finish();
    zip.flush();
  }

  private void contents(Markup xml) throws IOException {
    xml.start("nav", "epub:type", "toc", "id", "toc").line().element("h1", "Contents").start("ol").line();
    xml.start("li").element("a", book.title(), "href", "front.xhtml").end();
    for (int number : chapters) {
      xml.start("li").element("a", "Chapter " + number, "href", file(number)).end();
    }
    xml.end().end();
  }

  private void packageDocument(Markup xml) throws IOException {
    xml.declaration().start("package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0", "unique-identifier", "id",
        "xml:lang", book.language()).line();
    xml.start("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/").line()
        .element("dc:identifier", "tutti-story-" + book.id(), "id", "id")
        .element("dc:title", book.title())
        .element("dc:language", book.language())
        .element("meta", Instant.ofEpochMilli(book.updatedAt()).truncatedTo(ChronoUnit.SECONDS).toString(),
            "property", "dcterms:modified")
        .end();
    xml.start("manifest").line();
    item(xml, "contents", "contents.xhtml", PAGE, "properties", "nav");
    item(xml, "style", "style.css", "text/css");
    item(xml, "front", "front.xhtml", PAGE);
    for (int number : chapters) {
      item(xml, "c" + number, file(number), PAGE);
    }
    xml.end().start("spine").line().empty("itemref", "idref", "front").empty("itemref", "idref", "contents");
    for (int number : chapters) {
      xml.empty("itemref", "idref", "c" + number);
    }
    xml.end().end();
  }

  private static void item(Markup xml, String id, String file, String type, String... more) throws IOException {
    xml.empty("item", Stream.concat(Stream.of("id", id, "href", file, "media-type", type), Stream.of(more)).toArray(String[]::new));
  }

  /** What is written into a part. */
  private interface Content {
    void write(Markup xml) throws IOException;
  }

  private void page(String name, String title, Content body) throws IOException {
    part("book/" + name, xml -> {
      xml.declaration().doctype().start("html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub",
          "http://www.idpf.org/2007/ops", "lang", book.language(), "xml:lang", book.language()).line();
      xml.start("head").line().element("title", title)
          .empty("link", "rel", "stylesheet", "type", "text/css", "href", "style.css").end();
      xml.start("body").line();
      body.write(xml);
      xml.end().end();
    });
  }

  private void part(String name, Content content) throws IOException {
    StringWriter text = new StringWriter();
    Markup xml = new Markup(text);
    content.write(xml);
    xml.flush();
    write(name, text.toString());
  }

  private void write(String name, String text) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** The same story gives the same file. */
  private ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(Math.max(book.updatedAt(), 315_532_800_000L));
    return entry;
  }
}
