package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.edge.json.JsonText;
import io.tutti.edge.rest.sessions.StoryRequest;
import io.tutti.hub.Origin;
import io.tutti.hub.Outcome;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Command;
import io.tutti.story.StoryCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StoriesRouteTest {

  private static final String OWN = """
      {"title":"The <b>House</b> & *more*","premise":"Once.\\n\\nTwice.","places":[{"id":"hall","secrets":["gold"]}],
       "characters":[{"id":"cat","persona":"a <cat>"}],"rules":{"hostEnds":true},"seed":7}""";

  private static RestServer server;
  private static String kim;

  @BeforeAll
  static void start() throws Exception {
    server = new RestServer(true, "/music");
    kim = server.tokens.of("user_kim");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void perform(String session, StoryCommand command) {
    var outcome = server.hub.perform(new SessionId(session), Origin.of(new UserId("user_kim"), null), new Command.TellStory(command));
    assertTrue(outcome.orElseThrow() instanceof Outcome.Done, outcome.toString());
  }

  /** Ends so many turns, in each of which the cat acts, and waits until they are told. */
  private static void tell(String session, int turns) throws Exception {
    int before = ((Number) server.get("/api/stories/" + session).json().get("turn")).intValue();
    for (int turn = before; turn < before + turns; turn++) {
      perform(session, new StoryCommand.EndTurn(turn));
      awaitTurn(session, turn + 1);
    }
  }

  private static void awaitTurn(String session, int turn) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (server.hub.report(new SessionId(session)).orElseThrow().view().turn() < turn) {
      assertTrue(System.nanoTime() < deadline, "turn " + turn + " does not come");
      Thread.onSpinWait();
    }
  }

  private static String made(String body) throws Exception {
    var reply = server.post("/api/stories", body, kim);
    assertEquals(201, reply.status(), reply.text());
    return (String) reply.json().get("session_id");
  }

  @Test
  @DisplayName("[REST50] A session can be made with a story, and its log begins with it, by its creator")
  void withSession() throws Exception {
    server.post("/api/v1/sessions", "{\"session_id\":\"told\",\"story\":" + OWN + "}", kim);
    server.post("/api/v1/sessions", "{\"session_id\":\"standard\",\"story\":true}");
    server.post("/api/v1/sessions", "{\"session_id\":\"without\",\"story\":false}");
    List<Map<String, Object>> events = server.get("/api/v1/sessions/told/events").objects("events");
    assertEquals(List.of("story:begun", "user_kim"), List.of(events.get(0).get("type"), events.get(0).get("userId")));
    assertFalse(events.toString().contains("gold"), "what is to be found out is not told");
    assertEquals("The Lantern at Saltmoor", server.get("/api/stories/standard").json().get("title"));
    assertEquals(404, server.get("/api/stories/without").status());
    assertEquals(404, server.get("/api/stories/nowhere").status());
  }

  @Test
  @DisplayName("[REST50] [REST51] A story that can be none is refused, and no session is made")
  void impossible() throws Exception {
    for (String story : List.of("5", "\"yes\"", "{}", "{\"title\":\"x\"}", "{\"title\":\"x\",\"places\":[{}]}",
        "{\"title\":\"x\",\"places\":[{\"id\":\"a\",\"connections\":[\"b\"]}]}")) {
      var reply = server.post("/api/v1/sessions", "{\"session_id\":\"never\",\"story\":" + story + "}", kim);
      assertEquals(422, reply.status(), story);
      assertEquals(List.of("body", "story"), reply.objects("detail").get(0).get("loc"));
    }
    assertEquals(422, server.post("/api/stories", "{\"session_id\":\"never\",\"premise\":\"no places\"}", kim).status());
    assertEquals(422, server.post("/api/stories", "{\"session_id\":\"never\",\"title\":\"\"}", kim).status());
    assertEquals(404, server.get("/api/v1/sessions/never").status());
  }

  @Test
  @DisplayName("[REST51] A story makes its session: the standard one without a description, under any title")
  void creates() throws Exception {
    var made = server.post("/api/stories", "{\"title\":\"The Lamp\",\"session_id\":\"lamp\"}", kim);
    assertEquals(201, made.status(), made.text());
    assertEquals("/music/?session=lamp", made.json().get("join_url"));
    assertEquals("The Lamp", server.get("/api/v1/sessions/lamp").json().get("name"));
    assertEquals(409, server.post("/api/stories", "{\"session_id\":\"lamp\"}", kim).status());
    Map<String, Object> story = server.get("/api/stories/lamp").json();
    assertEquals("The Lamp", story.get("title"));
    assertEquals(0L, story.get("turn"));
    assertEquals(List.of(), story.get("turns"));
    assertNull(story.get("next"));
    assertEquals(422, server.send(server.to("/api/stories").method("POST", java.net.http.HttpRequest.BodyPublishers.noBody())).status());
  }

  @Test
  @DisplayName("[REST52] Stories are listed with turn, players and time, page by page, but for the private ones of others who signed in")
  void lists() throws Exception {
    String mine = made("{\"title\":\"Mine\"}");
    String open = made("{\"title\":\"Open\",\"visibility\":\"public\"}");
    Visitor visitor = server.join(open, "anon_ben");
    perform(open, new StoryCommand.EndTurn(null));
    awaitTurn(open, 1);
    List<Map<String, Object>> all = pages("/api/stories?limit=1", kim);
    List<Map<String, Object>> others = pages("/api/stories", null);
    assertTrue(ids(all).containsAll(List.of(mine, open)), all.toString());
    assertTrue(ids(others).contains(open) && !ids(others).contains(mine), others.toString());
    Map<String, Object> listed = others.stream().filter(one -> open.equals(one.get("session_id"))).findFirst().orElseThrow();
    assertEquals(1L, listed.get("turn"));
    assertEquals("Open", listed.get("title"));
    assertEquals("anon_ben", ((Map<?, ?>) ((List<?>) listed.get("participants")).get(0)).get("id"));
    assertTrue(listed.containsKey("updated_at"));
    visitor.leave();
  }

  private static List<Object> ids(List<Map<String, Object>> stories) {
    return stories.stream().map(story -> story.get("session_id")).toList();
  }

  /** Everything that turning the pages gives. */
  private static List<Map<String, Object>> pages(String path, String token) throws Exception {
    List<Map<String, Object>> all = new java.util.ArrayList<>();
    String next = path;
    while (next != null) {
      var reply = token == null ? server.get(next) : server.get(next, token);
      all.addAll(reply.array());
      String link = reply.header("Link");
      next = link.isEmpty() ? null : "/api/stories" + link.substring(link.indexOf('?'), link.indexOf('>'));
    }
    return all;
  }

  @Test
  @DisplayName("[REST53] All turns can be read, also those that left memory; an earlier story's are not this one's")
  void allTurns() throws Exception {
    String id = made(OWN);
    tell(id, 3);
    Map<String, Object> another = JsonText.readObject(OWN.replace("<b>House</b>", "Barn"));
    perform(id, new StoryCommand.Begin(StoryRequest.whole((String) another.get("title"), another)));
    tell(id, 53);
    Map<String, Object> first = server.get("/api/stories/" + id + "?limit=20").json();
    assertEquals(IntStream.range(0, 20).boxed().toList(), turns(first));
    assertEquals(20L, first.get("next"));
    assertEquals("The Barn & *more*", first.get("title"));
    assertEquals(IntStream.range(2, 53).boxed().toList(), turns(server.get("/api/stories/" + id + "?from=2&limit=100").json()));
    assertEquals(List.of(52), turns(server.get("/api/stories/" + id + "?from=52").json()));
    assertEquals(List.of(), turns(server.get("/api/stories/" + id + "?from=99").json()));
    assertEquals(53, server.get("/api/stories/" + id + "/export").text().split("\n## Chapter ", -1).length - 1);
    assertEquals(422, server.get("/api/stories/" + id + "?limit=x").status());
  }

  private static List<Integer> turns(Map<String, Object> story) {
    return ((List<?>) story.get("turns")).stream().map(turn -> ((Number) ((Map<?, ?>) turn).get("turn")).intValue()).toList();
  }

  @Test
  @DisplayName("[REST54] [REST55] A story is taken away as Markdown or one page of HTML; what people wrote stays text, and nothing is asked for")
  void texts() throws Exception {
    String id = made(OWN);
    tell(id, 2);
    var markdown = server.get("/api/stories/" + id + "/export?format=markdown");
    assertEquals("text/markdown;charset=utf-8", markdown.type().replace(" ", ""));
    assertEquals("attachment; filename=\"The-b-House-b-more.md\"", markdown.header("Content-Disposition"));
    assertTrue(markdown.text().startsWith("# The \\<b\\>House\\</b\\> \\& \\*more\\*\n\nOnce.\n\nTwice.\n"), markdown.text());
    assertTrue(markdown.text().contains("\n## Chapter 1\n\n") && markdown.text().contains("\n## Chapter 2\n\n"));
    var html = server.get("/api/stories/" + id + "/export?format=html");
    assertTrue(html.text().contains("<h1>The &lt;b&gt;House&lt;/b&gt; &amp; *more*</h1>"), html.text());
    assertTrue(html.text().contains("<li><strong>cat</strong>, a &lt;cat&gt;</li>"));
    assertFalse(html.text().matches("(?s).*(src=|href=|url\\(|http).*"), html.text());
    assertEquals(422, server.get("/api/stories/" + id + "/export?format=pdf").status());
    assertEquals(404, server.get("/api/stories/none/export").status());
  }

  @Test
  @DisplayName("[REST55] An EPUB begins with its stored type, every part is well-formed, and the package names them all and nothing else")
  void epub() throws Exception {
    String id = made(OWN);
    tell(id, 2);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    byte[] file = server.bytes("/api/stories/" + id + "/export?format=epub");
    assertEquals("mimetypeapplication/epub+zip", new String(file, 30, 28, StandardCharsets.US_ASCII));
    unpack(file, parts);
    Document contents = xml(parts.get("book/package.opf"));
    var items = contents.getElementsByTagName("item");
    List<String> named = IntStream.range(0, items.getLength())
        .mapToObj(i -> "book/" + items.item(i).getAttributes().getNamedItem("href").getNodeValue()).sorted().toList();
    assertEquals(parts.keySet().stream().filter(name -> name.startsWith("book/") && !name.endsWith(".opf")).sorted().toList(), named);
    assertEquals(4, contents.getElementsByTagName("itemref").getLength(), "front, contents and two chapters");
    assertEquals("The <b>House</b> & *more*", contents.getElementsByTagName("dc:title").item(0).getTextContent());
    assertEquals("book/package.opf", xml(parts.get("META-INF/container.xml")).getElementsByTagName("rootfile").item(0)
        .getAttributes().getNamedItem("full-path").getNodeValue());
    for (String name : named) {
      if (name.endsWith(".xhtml")) {
        assertEquals("html", xml(parts.get(name)).getDocumentElement().getTagName());
      }
    }
    assertTrue(new String(parts.get("book/chapter-2.xhtml"), StandardCharsets.UTF_8).contains("<h2>Chapter 2</h2>\n<p>"));
  }

  private static void unpack(byte[] file, Map<String, byte[]> parts) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        if (parts.isEmpty()) {
          assertEquals(ZipEntry.STORED, entry.getMethod());
        }
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  private static Document xml(byte[] text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text));
  }
}
