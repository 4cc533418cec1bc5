package io.tutti.edge.rest.stories;

import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.sessions.SessionJson;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a story can be taken away as (rule REST55). Immutable. */
enum BookFormat {
  MARKDOWN("text/markdown; charset=utf-8", ".md", MarkdownPress::new),
  HTML("text/html; charset=utf-8", ".html", HtmlPress::new),
  EPUB("application/epub+zip", ".epub", EpubPress::new);

  private final String mediaType;
  private final String ending;
  private final Function<OutputStream, Book.Press> press;

  BookFormat(String mediaType, String ending, Function<OutputStream, Book.Press> press) {
    this.mediaType = mediaType;
    this.ending = ending;
    this.press = press;
  }

  /** The format of the query; Markdown where it is absent. */
  static BookFormat asked(@Nullable String word) {
    List<String> words = Arrays.stream(values()).map(SessionJson::word).toList();
    if (word != null && !words.contains(word)) {
      throw Problem.invalid("value_error", "format must be one of " + String.join(", ", words),
          word.length() > 40 ? null : word, "query", "format");
    }
    return word == null ? MARKDOWN : values()[words.indexOf(word)];
  }

  String mediaType() {
    return mediaType;
  }

  /** With the dot. */
  String ending() {
    return ending;
  }

  Book.Press press(OutputStream out) {
    return press.apply(out);
  }
}
