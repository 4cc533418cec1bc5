package io.tutti.edge.rest.stories;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Writes a book as one HTML page that needs nothing from elsewhere (rule REST55). Confined to one writing. */
final class HtmlPress implements Book.Press {

  private final Markup page;

  HtmlPress(OutputStream out) {
    this.page = new Markup(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  @Override
  public void open(Book book) throws IOException {
    page.doctype().start("html", "lang", book.language()).line()
        .start("head").line()
        .empty("meta", "charset", "utf-8")
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .element("title", book.title())
        .element("style", Markup.STYLE)
        .end()
        .start("body").line()
        .front(book);
  }

  @Override
  public void chapter(int number, String narrative) throws IOException {
    page.start("section").line().chapter(number, narrative).end();
  }

  @Override
  public void close() throws IOException {
    page.end().end().flush();
  }
}
