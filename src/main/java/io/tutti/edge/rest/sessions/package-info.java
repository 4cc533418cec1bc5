/**
 * The routes under {@code /api/v1/sessions} and {@code /api/v1/history}: sessions, their logs, messages, documents and participants,
 * who may come in, and what they were.
 */
@NullMarked
package io.tutti.edge.rest.sessions;

import org.jspecify.annotations.NullMarked;

