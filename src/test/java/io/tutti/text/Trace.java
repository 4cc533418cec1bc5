package io.tutti.text;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A recording of people typing. Immutable. */
public record Trace(List<Step> steps, String endContent) {

  /** One transaction: who, on top of which earlier steps (none said: of the one before), and its patches in order. */
  public record Step(int agent, List<Integer> parents, List<Patch> patches) {}

  /** At an index, some code points go and some come. */
  public record Patch(int index, int removed, String inserted) {}

  public static Trace read(String name) {
    try (InputStream file = Trace.class.getResourceAsStream("/text/" + name + ".json.gz");
        var reader = Json.createReader(new GZIPInputStream(file))) {
      JsonObject trace = reader.readObject();
      List<Step> steps = new ArrayList<>();
      for (JsonObject step : trace.getJsonArray("txns").getValuesAs(JsonObject.class)) {
        steps.add(new Step(step.getInt("agent", 0), parents(step), patches(step)));
      }
      return new Trace(steps, trace.getString("endContent"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<Integer> parents(JsonObject step) {
    List<Integer> parents = new ArrayList<>();
    for (JsonValue parent : step.getOrDefault("parents", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
      parents.add(Integer.valueOf(parent.toString()));
    }
    return parents;
  }

  private static List<Patch> patches(JsonObject step) {
    List<Patch> patches = new ArrayList<>();
    for (JsonArray patch : step.getJsonArray("patches").getValuesAs(JsonArray.class)) {
      patches.add(new Patch(patch.getInt(0), patch.getInt(1), patch.getString(2)));
    }
    return patches;
  }

  /** The patches of all steps, in order. */
  public List<Patch> patches() {
    return steps.stream().flatMap(step -> step.patches().stream()).toList();
  }

  /** The operations of one replica that types the whole trace. */
  public List<Operation> typed(LocalReplica replica) {
    List<Operation> operations = new ArrayList<>();
    for (Patch patch : patches()) {
      operations.addAll(type(replica, patch));
    }
    return operations;
  }

  /** The operations of a patch. */
  public static List<Operation> type(LocalReplica replica, Patch patch) {
    List<Operation> operations = new ArrayList<>(2);
    if (patch.removed() > 0) {
      operations.add(replica.delete(patch.index(), patch.removed()));
    }
    if (!patch.inserted().isEmpty()) {
      operations.add(replica.insert(patch.index(), patch.inserted()));
    }
    return operations;
  }

  /**
   * The operations of a trace by several agents, in the order of the trace. Each agent types on a replica of its own
   * that has seen exactly the past of the step.
   */
  public List<Operation> typedTogether() {
    List<List<Operation>> made = new ArrayList<>();
    List<LocalReplica> agents = new ArrayList<>();
    List<BitSet> seen = new ArrayList<>();
    List<BitSet> pasts = new ArrayList<>();
    for (Step step : steps) {
      while (agents.size() <= step.agent()) {
        agents.add(new LocalReplica("agent" + agents.size(), new TextDocument(1, Limits.DEFAULT)));
        seen.add(new BitSet());
      }
      var past = new BitSet();
      for (int parent : step.parents()) {
        past.or(pasts.get(parent));
        past.set(parent);
      }
      LocalReplica agent = agents.get(step.agent());
      var missing = (BitSet) past.clone();
      missing.andNot(seen.get(step.agent()));
      missing.stream().forEach(at -> made.get(at).forEach(agent.document()::integrate));
      seen.get(step.agent()).or(past);
      seen.get(step.agent()).set(made.size());
      List<Operation> operations = new ArrayList<>();
      step.patches().forEach(patch -> operations.addAll(type(agent, patch)));
      made.add(operations);
      pasts.add(past);
    }
    return made.stream().flatMap(List::stream).toList();
  }
}
