package io.tutti.contract;

import io.tutti.access.AddressBlocks;
import io.tutti.identity.Network;
import io.tutti.identity.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blocked networks in memory: a twin of the table. Thread-safe: guarded by itself. */
public final class MemoryAddressBlocks implements AddressBlocks {

  private final Map<SessionId, List<Block>> blocks = new HashMap<>();

  @Override
  public synchronized boolean block(SessionId session, Block block) {
    List<Block> known = blocks.computeIfAbsent(session, absent -> new ArrayList<>());
    known.removeIf(old -> old.network().equals(block.network()));
    if (known.size() >= MAX_PER_SESSION) {
      known.remove(known.stream().min(Comparator.comparingLong(Block::until)).orElseThrow());
    }
    return known.add(block);
  }

  @Override
  public synchronized List<Block> list(SessionId session, long now) {
    return blocks.getOrDefault(session, List.of()).stream().filter(block -> block.until() > now)
        .sorted(Comparator.comparingLong(Block::since).reversed().thenComparing(Block::id)).toList();
  }

  @Override
  public synchronized Optional<Block> lift(SessionId session, String id) {
    Optional<Block> found = list(session, 0).stream().filter(block -> block.id().equals(id)).findFirst();
    found.ifPresent(block -> blocks.getOrDefault(session, new ArrayList<>()).remove(block));
    return found;
  }

  @Override
  public synchronized boolean covers(SessionId session, @Nullable String address, long now) {
    Optional<Network> network = address == null ? Optional.empty() : Network.of(address);
    return network.isPresent() && list(session, now).stream().anyMatch(block -> block.network().equals(network.get()));
  }
}
