package io.tutti.edge.rest.stories;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a book as EPUB 3: each chapter as it comes, then the table of contents and the package, which name them all (rule
 * REST55). Confined to one writing.
 */
final class EpubPress implements Book.Press {

  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

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
    write("META-INF/container.xml", XML + """
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
        <rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
        </container>
        """);
    write("book/style.css", Markup.STYLE);
    page("front.xhtml", book.title(), Markup.front(book));
  }

  @Override
  public void chapter(int number, String narrative) throws IOException {
    chapters.add(number);
    page("chapter-" + number + ".xhtml", "Chapter " + number, Markup.chapter(number, narrative));
  }

  @Override
  public void close() throws IOException {
    StringBuilder contents = new StringBuilder(
        "<nav epub:type=\"toc\" id=\"toc\">\n<h1>Contents</h1>\n<ol>\n<li><a href=\"front.xhtml\">" + Markup.plain(book.title())
            + "</a></li>\n");
    StringBuilder items = new StringBuilder();
    StringBuilder spine = new StringBuilder();
    for (int number : chapters) {
      String file = "chapter-" + number + ".xhtml";
      contents.append("<li><a href=\"" + file + "\">Chapter " + number + "</a></li>\n");
      items.append("<item id=\"c" + number + "\" href=\"" + file + "\" media-type=\"application/xhtml+xml\"/>\n");
      spine.append("<itemref idref=\"c" + number + "\"/>\n");
    }
    page("contents.xhtml", "Contents", contents.append("</ol>\n</nav>\n").toString());
    write("book/package.opf", packageDocument(items.toString(), spine.toString()));
    zip.finish();
    zip.flush();
  }

  private String packageDocument(String items, String spine) {
    String language = Markup.plain(book.language());
    return XML + "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"" + language
        + "\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">tutti-story-"
        + Markup.plain(book.id()) + "</dc:identifier>\n<dc:title>" + Markup.plain(book.title())
        + "</dc:title>\n<dc:language>" + language + "</dc:language>\n<meta property=\"dcterms:modified\">"
        + Instant.ofEpochMilli(book.updatedAt()).truncatedTo(ChronoUnit.SECONDS) + "</meta>\n</metadata>\n<manifest>\n"
        + "<item id=\"contents\" href=\"contents.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
        + "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n"
        + "<item id=\"front\" href=\"front.xhtml\" media-type=\"application/xhtml+xml\"/>\n" + items
        + "</manifest>\n<spine>\n<itemref idref=\"front\"/>\n<itemref idref=\"contents\"/>\n" + spine
        + "</spine>\n</package>\n";
  }

  private void page(String name, String title, String body) throws IOException {
    String language = Markup.plain(book.language());
    write("book/" + name, XML + "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\""
        + " xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"" + language + "\" xml:lang=\"" + language + "\">\n<head>\n<title>"
        + Markup.plain(title) + "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n"
        + body + "</body>\n</html>\n");
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
