package io.tutti.documents;

/**
 * What a list of documents says of one. Immutable.
 *
 * @param document its name
 * @param epoch its life, 1 or more
 * @param docSeq events so far
 * @param length visible code points
 */
public record DocumentSummary(String document, long epoch, long docSeq, int length) {}
