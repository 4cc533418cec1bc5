/** The collab-engine protocol: one text document per connection, operations of one character each (rules CE1–CE28). */
@NullMarked
package io.tutti.edge.websocket.collabengine;

import org.jspecify.annotations.NullMarked;
