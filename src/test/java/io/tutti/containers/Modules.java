package io.tutti.containers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches every module that a page needs, as a browser does: by its import map and by what each module imports. */
final class Modules {

  private static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern ENTRY = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\">");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import ?\"([^\"]+)\"|;import ?\"([^\"]+)\"|\\bfrom ?\"([^\"\\s]+)\"");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final int MOST = 500;

  private final Visitor visitor;
  private final URI page;
  private final JsonObject imports;
  private final Map<URI, HttpResponse<String>> fetched = new LinkedHashMap<>();

  private Modules(Visitor visitor, URI page, JsonObject imports) {
    this.visitor = visitor;
    this.page = page;
    this.imports = imports;
  }

  /** The answers by address, of all modules that {@code html} leads to. */
  static Map<URI, HttpResponse<String>> of(Visitor visitor, String html) {
    Matcher map = IMPORT_MAP.matcher(html);
    Matcher entry = ENTRY.matcher(html);
    if (!map.find() || !entry.find()) {
      throw new AssertionError("The page has no import map or no module: " + html);
    }
    try (var reader = Json.createReader(new StringReader(map.group(1)))) {
      Modules modules = new Modules(visitor, visitor.base(), reader.readObject().getJsonObject("imports"));
      modules.follow(modules.page.resolve(entry.group(1)));
      return modules.fetched;
    }
  }

  private void follow(URI first) {
    Deque<URI> open = new ArrayDeque<>();
    open.add(first);
    while (!open.isEmpty() && fetched.size() < MOST) {
      URI address = open.removeFirst();
      if (!fetched.containsKey(address)) {
        HttpResponse<String> answer = visitor.get(address.toString(), "*/*");
        fetched.put(address, answer);
        Matcher found = IMPORT.matcher(COMMENT.matcher(answer.body()).replaceAll(""));
        while (found.find()) {
          String name = found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
          open.add(resolve(address, name));
        }
      }
    }
  }

  private URI resolve(URI from, String name) {
    if (name.startsWith(".") || name.startsWith("/")) {
      return from.resolve(name);
    }
    if (imports.containsKey(name)) {
      return page.resolve(imports.getString(name));
    }
    String prefix = imports.keySet().stream()
        .filter(key -> key.endsWith("/") && name.startsWith(key))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElseThrow(() -> new AssertionError("The import map does not know " + name + ", which " + from + " imports"));
    return page.resolve(imports.getString(prefix) + name.substring(prefix.length()));
  }
}
