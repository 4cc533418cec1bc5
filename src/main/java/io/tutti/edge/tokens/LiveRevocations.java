package io.tutti.edge.tokens;

import io.tutti.access.Account;
import io.tutti.access.Accounts;
import io.tutti.access.Credential;
import io.tutti.access.Identity;
import io.tutti.access.Revocation;
import io.tutti.access.Revocations;
import io.tutti.access.RevokedTokens;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has ended, in memory in front of the tables: ended tokens for as long as they could be
 * used or exchanged, and how the accounts stand that were asked for
 * last. Of ended tokens at most {@code maxTokens} are held; once there are more, the tables are asked about every token that is
 * not among them. Of accounts at most {@code maxUsers} are held; about another one the tables are asked once. Changes come
 * through here, so nothing held is ever older than the tables. Thread-safe: guarded by itself; the tables are
 * asked without the lock, but for the rare reading of all ended tokens.
 */
public final class LiveRevocations implements Revocations {

  private static final int MAX_TOKENS = 100_000;
  private static final int MAX_USERS = 50_000;

  private final Accounts accounts;
  private final RevokedTokens stored;
  private final LongSupplier clock;
  private final int maxTokens;
  private final List<Consumer<Revocation>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Long> ended = new LinkedHashMap<>();
  private final Map<UserId, Standing> standings;
  private boolean overflown;
  private long changes;

  /** {@code clock}: milliseconds since 1970. */
  public LiveRevocations(Accounts accounts, RevokedTokens stored, LongSupplier clock) {
    this(accounts, stored, clock, MAX_TOKENS, MAX_USERS);
  }

  LiveRevocations(Accounts accounts, RevokedTokens stored, LongSupplier clock, int maxTokens, int maxUsers) {
    this.accounts = accounts;
    this.stored = stored;
    this.clock = clock;
    this.maxTokens = maxTokens;
    this.standings = new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<UserId, Standing> eldest) {
        return size() > maxUsers;
      }
    };
    load(clock.getAsLong());
  }

  /** How somebody stands: without an account nothing is against them. */
  private record Standing(boolean account, boolean active, long validAfter, @Nullable String kept) {
    static final Standing NO_ACCOUNT = new Standing(false, true, 0, null);

    static Standing of(Account account) {
      return new Standing(true, account.active(), account.tokensValidAfter(), account.keptToken());
    }

    boolean isOver(@Nullable Credential credential) {
      return credential == null || (credential.issuedAt() < validAfter && !credential.tokenId().equals(kept));
    }
  }

  private synchronized void load(long now) {
    Map<String, Long> found = stored.unexpired(now, maxTokens + 1);
    overflown = found.size() > maxTokens;
    ended.clear();
    found.entrySet().stream().limit(maxTokens).forEach(token -> ended.put(token.getKey(), token.getValue()));
  }

  @Override
  public Optional<TokenRefusal> objection(Identity identity) {
    Credential credential = identity.credential();
    if (credential != null && isEnded(credential.tokenId())) {
      return Optional.of(TokenRefusal.REVOKED);
    }
    Standing standing = standing(identity.id());
    if (!standing.active()) {
      return Optional.of(TokenRefusal.INACTIVE);
    }
    if (standing.account()) {
      return identity.anonymous() || standing.isOver(credential) ? Optional.of(TokenRefusal.REVOKED) : Optional.empty();
    }
    // Rule TOK6: an id of the anonymous people is somebody's who has signed in only where it has become an account.
    return !identity.anonymous() && identity.id().value().startsWith(Claims.ANONYMOUS_PREFIX)
        ? Optional.of(TokenRefusal.INVALID) : Optional.empty();
  }

  private boolean isEnded(String tokenId) {
    boolean askTables;
    synchronized (this) {
      if (ended.containsKey(tokenId)) {
        return true;
      }
      askTables = overflown;
    }
    return askTables && stored.contains(tokenId);
  }

  @Override
  public boolean isAccount(UserId user) {
    return standing(user).account();
  }

  private Standing standing(UserId user) {
    while (true) {
      long before;
      synchronized (this) {
        Standing known = standings.get(user);
        if (known != null) {
          return known;
        }
        before = changes;
      }
      Standing found = accounts.find(user).map(Standing::of).orElse(Standing.NO_ACCOUNT);
      synchronized (this) {
        if (before == changes) {
          standings.put(user, found);
          return found;
        }
      }
      // Somebody's account was changed meanwhile, maybe this one: what was found may be old.
    }
  }

  @Override
  public void end(Identity identity) {
    Credential credential = identity.credential();
    if (credential == null) {
      return;
    }
    long until = identity.expiresAt() + (identity.anonymous() ? TokenVerifier.LATE_RENEWAL_MILLIS : 0);
    stored.add(credential.tokenId(), until);
    synchronized (this) {
      if (ended.size() < maxTokens) {
        ended.put(credential.tokenId(), until);
      } else {
        overflown = true;
      }
    }
    tell(new Revocation.OfToken(credential.tokenId()));
  }

  @Override
  public void accountChanged(Account account) {
    @Nullable Standing before;
    Standing now = Standing.of(account);
    synchronized (this) {
      changes++;
      before = standings.put(account.id(), now);
    }
    if (!now.active()) {
      tell(new Revocation.OfUser(account.id(), Long.MAX_VALUE, null));
    } else if (!now.equals(before) && now.validAfter() > 0) {
      tell(new Revocation.OfUser(account.id(), now.validAfter(), now.kept()));
    }
  }

  private void tell(Revocation revocation) {
    listeners.forEach(listener -> listener.accept(revocation));
  }

  @Override
  public void listen(Consumer<Revocation> listener) {
    listeners.add(listener);
  }

  /** Forgets, here and in the tables, ended tokens that have expired since. To be called now and then. */
  public void tidy() {
    long now = clock.getAsLong();
    stored.removeExpired(now);
    synchronized (this) {
      ended.values().removeIf(expires -> expires <= now);
      if (!overflown) {
        return;
      }
    }
    load(now);
  }
}
