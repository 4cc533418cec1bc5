package io.tutti.edge.rest.stories;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a book as one HTML page that needs nothing from elsewhere (rule REST55). Confined to one writing. */
final class HtmlPress implements Book.Press {

  private final OutputStream out;

  HtmlPress(OutputStream out) {
    this.out = out;
  }

  @Override
  public void open(Book book) throws IOException {
    write("<!DOCTYPE html>\n<html lang=\"" + Markup.plain(book.language()) + "\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + Markup.plain(book.title())
        + "</title>\n<style>\n" + Markup.STYLE + "</style>\n</head>\n<body>\n" + Markup.front(book));
  }

  @Override
  public void chapter(int number, String narrative) throws IOException {
    write("<section>\n" + Markup.chapter(number, narrative) + "</section>\n");
  }

  @Override
  public void close() throws IOException {
    write("</body>\n</html>\n");
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
