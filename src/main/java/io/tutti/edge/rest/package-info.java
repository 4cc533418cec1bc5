/**
 * HTTP: the application under {@code /api}, its description, health and the front door. The routes stand in the packages below,
 * which all know {@code http} and none of which knows this one. Knows no other edge.
 */
@NullMarked
package io.tutti.edge.rest;

import org.jspecify.annotations.NullMarked;

