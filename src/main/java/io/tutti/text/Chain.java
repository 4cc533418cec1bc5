package io.tutti.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Elements that stand side by side with consecutive lamports of one replica, visible or not. Immutable.
 *
 * @param lamport of the first element
 * @param replica of all of them
 * @param count how many
 */
record Chain(long lamport, String replica, int count) {

  /** Runs joined where they differ in nothing but their fate. */
  static List<Chain> of(List<Run> runs) {
    List<Chain> chains = new ArrayList<>();
    Chain open = new Chain(0, "", 0);
    for (Run run : runs) {
      if (open.lamport + open.count == run.lamport() && open.replica.equals(run.replica())) {
        open = new Chain(open.lamport, open.replica, open.count + run.count());
        chains.set(chains.size() - 1, open);
      } else {
        open = new Chain(run.lamport(), run.replica(), run.count());
        chains.add(open);
      }
    }
    return chains;
  }
}
