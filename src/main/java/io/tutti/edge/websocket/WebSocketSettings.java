package io.tutti.edge.websocket;

import java.util.Set;

/**
 * What bounds the connections. {@code frontendOrigins}: origins that may connect beside the server's own, empty where any may;
 * {@code compression}: whether permessage-deflate is negotiated, which doubles the price of a delivery;
 * {@code unauthenticatedPerAddress}: connections of one network that have not said who they are;
 * {@code answerCharacters}: how much unread answers of all connections may have together;
 * rates per second with a burst; times in milliseconds; sizes in bytes of UTF-8 or characters, whichever is smaller. Immutable.
 */
public record WebSocketSettings(
    Set<String> frontendOrigins,
    boolean anonymous,
    boolean compression,
    int maxMessageBytes,
    int outboxFrames,
    int outboxBytes,
    long answerCharacters,
    int messagesPerSecond,
    int messageBurst,
    int connectionsPerSecond,
    int unauthenticatedPerAddress,
    long authTimeoutMillis,
    long heartbeatMillis,
    long sendTimeoutMillis) {

  public WebSocketSettings {
    frontendOrigins = Set.copyOf(frontendOrigins);
  }
}
