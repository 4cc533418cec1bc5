package io.tutti.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Replicas that edit at once, with a network between them that keeps no order and repeats itself. */
final class Crowd {
  private final Random random;
  private final List<LocalReplica> replicas = new ArrayList<>();
  private final List<StringBuilder> editors = new ArrayList<>();
  private final List<List<Operation>> undelivered = new ArrayList<>();
  private final NaiveText naive = new NaiveText();

  Crowd(int size, Random random) {
    this.random = random;
    for (int at = 0; at < size; at++) {
      String name = at < Forest.REPLICAS.size() ? Forest.REPLICAS.get(at) : "r" + at;
      replicas.add(new LocalReplica(name, TextDocuments.empty()));
      editors.add(new StringBuilder());
      undelivered.add(new ArrayList<>());
    }
  }

  /** Somebody types, deletes or hears of something. */
  void step() {
    int who = random.nextInt(replicas.size());
    TextDocument document = replicas.get(who).document();
    switch (random.nextInt(4)) {
      case 0 -> deliver(who);
      case 1 -> {
        if (document.length() > 0) {
          int index = random.nextInt(document.length());
          int count = 1 + random.nextInt(Math.min(5, document.length() - index));
          edit(who, document.deletion(index, count));
        }
      }
      default -> {
        String name = who < Forest.REPLICAS.size() ? Forest.REPLICAS.get(who) : "r" + who;
        String text = Forest.text(1 + random.nextInt(4), random);
        edit(who, document.insertion(name, random.nextInt(document.length() + 1), text));
      }
    }
  }

  private void edit(int who, Operation operation) {
    receive(who, operation);
    naive.integrate(operation);
    for (int other = 0; other < replicas.size(); other++) {
      if (other != who) {
        undelivered.get(other).add(operation);
      }
    }
  }

  private void receive(int who, Operation operation) {
    TextDocument document = replicas.get(who).document();
    TextDocuments.show(document.integrate(operation), editors.get(who));
    assertEquals(document.text(), editors.get(who).toString());
  }

  private void deliver(int who) {
    List<Operation> operations = undelivered.get(who);
    if (!operations.isEmpty()) {
      int which = random.nextInt(operations.size());
      receive(who, random.nextInt(5) == 0 ? operations.get(which) : operations.remove(which));
    }
  }

  /** Everybody hears of everything. */
  void deliverAll() {
    for (int who = 0; who < replicas.size(); who++) {
      while (!undelivered.get(who).isEmpty()) {
        deliver(who);
      }
    }
  }

  /** All texts are that of the rule. */
  void requireAgreement() {
    for (LocalReplica replica : replicas) {
      assertEquals(naive.text(), replica.document().text());
      assertEquals(0, replica.document().waiting());
      assertEquals(replicas.get(0).document().runs(), replica.document().runs());
    }
  }
}
