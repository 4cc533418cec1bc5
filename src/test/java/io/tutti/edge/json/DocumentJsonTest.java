package io.tutti.edge.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.documents.DocumentCommand;
import io.tutti.documents.DocumentEvent;
import io.tutti.documents.DocumentView;
import io.tutti.documents.Documents;
import io.tutti.identity.ClientId;
import io.tutti.identity.UserId;
import io.tutti.identity.Verdict;
import io.tutti.text.Delete;
import io.tutti.text.ElementId;
import io.tutti.text.Forest;
import io.tutti.text.Insert;
import io.tutti.text.Operation;
import io.tutti.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class DocumentJsonTest {
  private static final Insert INSERT = new Insert("hé\uD83D\uDE00\n\"", new ElementId(3, "ann"), ElementId.ROOT);
  private static final Delete DELETE = new Delete(List.of(new Span(4, "ann", 2), new Span(9, "bob", 1)));

  private static String written(DocumentEvent event, @Nullable UserId user, @Nullable ClientId client) {
    return JsonText.write(generator -> {
      generator.writeStartObject();
      DocumentEventJson.payload(generator, event, user, client);
      generator.writeEnd();
    });
  }

  private static Documents edited(Operation... operations) {
    Documents documents = Documents.empty();
    var edit = new DocumentCommand.Edit("main", 1, List.of(operations), false);
    if (documents.decide(edit) instanceof Verdict.Accepted<DocumentEvent> accepted) {
      accepted.events().forEach(event -> documents.apply(event, 7));
    }
    return documents;
  }

  @Example
  @Label("[DOC19] An edit is sent as its operations, with document, epoch, docSeq and who it was")
  void edit() {
    DocumentEvent event = new DocumentEvent.Edited("main", 2, 5, List.of(INSERT, DELETE));

    assertEquals("doc:ops", DocumentEventJson.type(event));
    assertEquals("{\"doc\":\"main\",\"epoch\":2,\"docSeq\":5,\"userId\":\"u1\",\"clientId\":\"c1\",\"ops\":["
        + "{\"ins\":\"hé\uD83D\uDE00\\n\\\"\",\"id\":[3,\"ann\"],\"after\":[0,\"root\"]},"
        + "{\"del\":[[4,\"ann\",2],[9,\"bob\",1]]}]}", written(event, new UserId("u1"), new ClientId("c1")));
  }

  @Example
  @Label("[DOC19] The beginning of an epoch is sent with document, epoch and docSeq")
  void compaction() throws MalformedJson {
    DocumentEvent event = new DocumentEvent.Compacted("main", 2, 5);

    assertEquals("doc:compacted", DocumentEventJson.type(event));
    assertEquals("{\"doc\":\"main\",\"epoch\":2,\"docSeq\":5}", written(event, null, null));
  }

  @Example
  @Label("[DOC19] Operations of another form are malformed, and the message says what, and where")
  void malformed() {
    Map.ofEntries(
        Map.entry("{}", "ops must be a list"),
        Map.entry("{\"ops\":{}}", "ops must be a list"),
        Map.entry("{\"ops\":[7]}", "ops[0] must be an object"),
        Map.entry("{\"ops\":[{}]}", "ops[0] must have either ins or del"),
        Map.entry("{\"ops\":[{\"del\":[],\"ins\":\"\"}]}", "ops[0] must have either ins or del"),
        Map.entry("{\"ops\":[{\"del\":[]},{\"ins\":null}]}", "ops[1].ins must be a string"),
        Map.entry("{\"ops\":[{\"ins\":\"x\"}]}", "ops[0].id must be a list"),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[1,\"a\"]}]}", "ops[0].after must be a list"),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[1]}]}", "ops[0].id must be [lamport, replica]"),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[\"1\",\"a\"]}]}", integer("ops[0].id[0]")),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[1.5,\"a\"]}]}", integer("ops[0].id[0]")),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[1.0,\"a\"]}]}", integer("ops[0].id[0]")),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[1e3,\"a\"]}]}", integer("ops[0].id[0]")),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[true,\"a\"]}]}", integer("ops[0].id[0]")),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[12345678901234567890,\"a\"]}]}", integer("ops[0].id[0]")),
        Map.entry("{\"ops\":[{\"ins\":\"x\",\"id\":[1,null]}]}", "ops[0].id[1] must be a string"),
        Map.entry("{\"ops\":[{\"del\":7}]}", "ops[0].del must be a list"),
        Map.entry("{\"ops\":[{\"del\":[7]}]}", "ops[0].del[0] must be a list"),
        Map.entry("{\"ops\":[{\"del\":[[1,\"a\"]]}]}", "ops[0].del[0] must be [lamport, replica, count]"),
        Map.entry("{\"ops\":[{\"del\":[[1,\"a\",1],[1,\"a\",true]]}]}", integer("ops[0].del[1][2]")),
        Map.entry("{\"ops\":[{\"ins\":\"\\ud83d\",\"id\":[1,\"a\"]}]}",
            "The message has a string that is no valid Unicode"))
        .forEach((json, message) -> {
          var problem = assertThrows(MalformedJson.class,
              () -> OperationJson.operations(JsonText.readObject(json).get("ops"), "ops"), json);
          assertEquals(message, problem.getMessage());
        });
  }

  private static String integer(String where) {
    return where + " must be an integer of at most 18 digits";
  }

  @Example
  @Label("[DOC2] [DOC19] Lamports of any size are of the right form: whether they are in range is for the document to say")
  void lamportsOutOfRange() throws MalformedJson {
    var ops = JsonText.readObject("{\"ops\":[{\"del\":[[-1,\"a\",9007199254740993]]}]}").get("ops");
    assertEquals(List.of(new Delete(List.of(new Span(-1, "a", 9007199254740993L)))), OperationJson.operations(ops, "ops"));
  }

  @Example
  @Label("[DOC6] A state has text and runs; a run names what it stands after only where that is not the element before")
  void state() {
    DocumentView view = edited(
        new Insert("abcd", new ElementId(1, "ann"), ElementId.ROOT),
        new Insert("X", new ElementId(5, "bob"), new ElementId(1, "ann")),
        new Delete(List.of(new Span(3, "ann", 1)))).view("main");

    assertEquals("\"doc\":\"main\",\"epoch\":1,\"docSeq\":1,\"text\":\"aXbd\",\"runs\":["
        + "[1,\"ann\",1,0,[0,\"root\"]],[5,\"bob\",1,0],[2,\"ann\",1,0,[1,\"ann\"]],[3,\"ann\",1,1],[4,\"ann\",1,0]]}",
        DocumentJson.members(view));
    assertSame(DocumentJson.members(view), DocumentJson.members(view));
  }

  @Property(tries = 200)
  @Label("[DOC6] A state is the same whether it is one text or part of another, and is read as JSON")
  void statesAreAlike(@ForAll @IntRange(min = 1, max = 60) int inserts, @ForAll Random random) throws MalformedJson {
    DocumentView view = edited(Forest.grow(inserts, random).toArray(Operation[]::new)).view("main");
    String part = JsonText.write(generator -> {
      generator.writeStartObject();
      DocumentJson.state(generator, view);
      generator.writeEnd();
    });

    assertEquals(part, "{" + DocumentJson.members(view));
    assertEquals(view.text(), JsonText.readObject(part).get("text"));
  }

  @Example
  @Label("[DOC20] The list of documents has name, docSeq, length and epoch of each")
  void list() {
    assertEquals("{\"docs\":[{\"doc\":\"main\",\"docSeq\":1,\"length\":5,\"epoch\":1}]}", JsonText.write(generator -> {
      generator.writeStartObject();
      DocumentJson.list(generator, edited(INSERT).list());
      generator.writeEnd();
    }));
  }

}
