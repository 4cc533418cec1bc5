package io.tutti.access;

import io.tutti.identity.Network;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Networks from which a session lets nobody in for a while who is not signed in and has no role (rules BAN4–BAN6). Changes are stored
 * when a method returns; whether an address is blocked is known from memory. Times are milliseconds since 1970. Thread-safe.
 */
public interface AddressBlocks {

  /** How many a session keeps: the one that ends first makes room. */
  int MAX_PER_SESSION = 200;
  /** How many the server keeps. */
  int MAX_ALL = 20_000;

  /** A server without any. */
  AddressBlocks NONE = new NoAddressBlocks();

  /**
   * One of them; {@code user} and {@code name}: who was banned with it; {@code by}: the host who said so. The network is told to
   * nobody. Immutable.
   */
  record Block(String id, Network network, UserId user, @Nullable String name, UserId by, long since, long until) {}

  /** Blocks, or blocks for longer; false where the server keeps too many. */
  boolean block(SessionId session, Block block);

  /** Those of a session that last at {@code now}, the newest first. */
  List<Block> list(SessionId session, long now);

  /** Ends one; empty where the session has none of that id. */
  Optional<Block> lift(SessionId session, String id);

  /** Whether {@code address} is blocked at {@code now}; does not block the caller. Null is no address. */
  boolean covers(SessionId session, @Nullable String address, long now);
}
