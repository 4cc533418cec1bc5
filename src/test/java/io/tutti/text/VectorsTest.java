package io.tutti.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Test vectors that the browser's twin of this package has to meet as well. With {@code -Dvectors.write=true} they are
 * written anew.
 */
class VectorsTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/text/vectors");

  @ParameterizedTest
  @CsvSource({"in-order, 80, 1", "any-order, 120, 2", "large, 900, 3", "hostile, 60, 4"})
  @DisplayName("[TXT14] Each operation of the vectors comes out as written there, and so does the text")
  void vectorsHold(String name, int inserts, int seed) throws IOException {
    String vectors = vectors(operations(name, inserts, new Random(seed)));
    Path file = DIRECTORY.resolve(name + ".json");
    if (Boolean.getBoolean("vectors.write")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, vectors);
    }

    assertEquals(Files.readString(file), vectors);
  }

  private static List<Operation> operations(String name, int inserts, Random random) {
    List<Operation> operations = new ArrayList<>(Forest.grow(inserts, random));
    if (!name.equals("in-order")) {
      Collections.shuffle(operations.subList(operations.size() / 2, operations.size()), random);
    }
    if (name.equals("hostile")) {
      operations.addAll(Forest.grow(inserts, random));
      operations.add(new Insert("\uD83D", new ElementId(9, "a"), ElementId.ROOT));
      operations.add(new Insert("x", new ElementId(9, "a"), new ElementId(9, "b")));
      operations.add(new Insert("x", new ElementId(9, ""), ElementId.ROOT));
      operations.add(new Delete(List.of(new Span(0, "a", 1))));
      operations.add(new Delete(List.of()));
    }
    return operations;
  }

  /** The operations one by one with what becomes of each, and the document at the end. */
  private static String vectors(List<Operation> operations) {
    TextDocument document = TextDocuments.empty();
    StringBuilder json = new StringBuilder("{\"operations\":[\n");
    String comma = "";
    for (Operation operation : operations) {
      json.append(comma).append(step(operation, document.integrate(operation)));
      comma = ",\n";
    }
    JsonArrayBuilder runs = Json.createArrayBuilder();
    for (Run run : document.runs()) {
      JsonArrayBuilder array = Json.createArrayBuilder()
          .add(run.lamport()).add(run.replica()).add(run.count()).add(run.deleted() ? 1 : 0);
      run.after().ifPresent(after -> array.add(id(after)));
      runs.add(array);
    }
    JsonObject end = Json.createObjectBuilder()
        .add("epoch", document.epoch()).add("text", document.text()).add("runs", runs).build();
    json.append("\n],\"waiting\":" + document.waiting() + ",\"clock\":" + document.clock())
        .append(",\"state\":" + end + "}\n");
    return ascii(json.toString());
  }

  /** The same JSON with escapes for all that is not ASCII: a file cannot hold a lone surrogate otherwise. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    json.chars().forEach(unit -> ascii.append(unit < 0x7F ? String.valueOf((char) unit) : "\\u%04x".formatted(unit)));
    return ascii.toString();
  }

  private static JsonObject step(Operation operation, Integration integration) {
    JsonObjectBuilder step = operation.match(VectorsTest::wire, VectorsTest::wire);
    JsonObjectBuilder outcome = integration.match(new Integration.Cases<>() {
      @Override public JsonObjectBuilder applied(Integration.Applied applied) {
        return Json.createObjectBuilder().add("outcome", "applied");
      }

      @Override public JsonObjectBuilder known(Integration.Known known) {
        return Json.createObjectBuilder().add("outcome", "known");
      }

      @Override public JsonObjectBuilder waiting(Integration.Waiting waiting) {
        return Json.createObjectBuilder().add("outcome", "waiting");
      }

      @Override public JsonObjectBuilder refused(Integration.Refused refused) {
        return Json.createObjectBuilder().add("outcome", "refused").add("code", refused.refusal().code());
      }
    });
    return Json.createObjectBuilder().add("op", step).addAll(outcome).build();
  }

  private static JsonArrayBuilder id(ElementId id) {
    return Json.createArrayBuilder().add(id.lamport()).add(id.replica());
  }

  private static JsonObjectBuilder wire(Insert insert) {
    return Json.createObjectBuilder()
        .add("ins", insert.text()).add("id", id(insert.id())).add("after", id(insert.after()));
  }

  private static JsonObjectBuilder wire(Delete delete) {
    JsonArrayBuilder spans = Json.createArrayBuilder();
    delete.spans().forEach(span ->
        spans.add(Json.createArrayBuilder().add(span.lamport()).add(span.replica()).add(span.count())));
    return Json.createObjectBuilder().add("del", spans);
  }
}
