/**
 * HTTP: the routes under {@code /api}, health, the front door, and the headers that every answer has. Bodies are read and written
 * as text through {@code edge.json}, so that limits hold before anything is bound. Knows no other edge.
 */
@NullMarked
package io.tutti.edge.rest;

import org.jspecify.annotations.NullMarked;
