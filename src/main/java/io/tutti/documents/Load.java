package io.tutti.documents;

import io.tutti.text.TextDocument;

/**
 * What documents weigh: all that has to be bounded. Immutable.
 *
 * @param elements with the deleted ones
 * @param replicas that have inserted something
 * @param waiting inserts and ranges of deleted ids that wait for what has not come
 * @param waitingUnits UTF-16 units of the inserts that wait
 */
record Load(long elements, long replicas, long waiting, long waitingUnits) {
  static final Load NOTHING = new Load(0, 0, 0, 0);

  static Load of(TextDocument text) {
    return new Load(text.elements(), text.replicas(), text.waiting(), text.waitingUnits());
  }

  Load plus(Load more) {
    return new Load(elements + more.elements, replicas + more.replicas,
        waiting + more.waiting, waitingUnits + more.waitingUnits);
  }

  Load minus(Load less) {
    return new Load(elements - less.elements, replicas - less.replicas,
        waiting - less.waiting, waitingUnits - less.waitingUnits);
  }
}
