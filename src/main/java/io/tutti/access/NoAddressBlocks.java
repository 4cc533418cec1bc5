package io.tutti.access;

import io.tutti.identity.SessionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No address is ever blocked. Immutable. */
final class NoAddressBlocks implements AddressBlocks {

  @Override
  public boolean block(SessionId session, Block block) {
    return false;
  }

  @Override
  public List<Block> list(SessionId session, long now) {
    return List.of();
  }

  @Override
  public Optional<Block> lift(SessionId session, String id) {
    return Optional.empty();
  }

  @Override
  public boolean covers(SessionId session, @Nullable String address, long now) {
    return false;
  }
}
