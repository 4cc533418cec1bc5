/**
 * What people write to each other in a session: chat, comments and annotations, with threads, mentions, reactions, editing,
 * soft deletion and resolving. Knows names of sessions and users only; rules CHAT1 and on of docs/protocol/chat.md.
 */
@NullMarked
package io.tutti.conversation;

import org.jspecify.annotations.NullMarked;
