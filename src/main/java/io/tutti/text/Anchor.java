package io.tutti.text;

/**
 * A place in a text that stays with an element while the text changes around it. Immutable.
 *
 * @param element with {@link Affinity#LEFT} the place is behind it, with {@link Affinity#RIGHT} before it;
 *     {@link ElementId#ROOT} stands for the start (left) or the end (right) of the text
 * @param affinity which side of the element
 */
public record Anchor(ElementId element, Affinity affinity) {}
