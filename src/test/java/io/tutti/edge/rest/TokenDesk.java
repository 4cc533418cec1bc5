package io.tutti.edge.rest;

import io.tutti.access.Account;
import io.tutti.access.Credential;
import io.tutti.access.Identity;
import io.tutti.access.Judgement;
import io.tutti.access.Revocations;
import io.tutti.access.TokenIssuer;
import io.tutti.access.TokenRefusal;
import io.tutti.access.TokenVerifier;
import io.tutti.identity.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that are a counter: what they must stand is another package's test. Thread-safe. */
final class TokenDesk implements TokenIssuer, TokenVerifier {
  private final Map<String, Identity> issued = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  private final Revocations revocations;

  TokenDesk(Revocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public Issued issue(UserId user, String name, String email, boolean anonymous) {
    return issue(user, name, email, anonymous, System.currentTimeMillis());
  }

  @Override
  public Issued issue(Account account, long now) {
    return issue(account.id(), account.username().value(), account.email().value(), false,
        Math.max(now, account.tokensValidAfter()));
  }

  @Override
  public Issued renew(Identity identity) {
    return issue(identity.id(), identity.name(), identity.email(), identity.anonymous());
  }

  private Issued issue(UserId user, String name, String email, boolean anonymous, long at) {
    String token = "token-" + count.incrementAndGet();
    Identity identity = new Identity(
        user, name, email, anonymous, 1_795_307_187_000L, new Credential(token, at / 1_000 * 1_000));
    issued.put(token, identity);
    return new Issued(token, identity);
  }

  String of(String user) {
    return issue(new UserId(user), "Name of " + user, null, user.startsWith("anon_")).token();
  }

  /** A token of {@code user} that is over, and may be exchanged only where it is anonymous. */
  String ended(String user) {
    String token = of(user);
    ended.add(token);
    return token;
  }

  @Override
  public Optional<Identity> verify(String token) {
    return judge(token).person();
  }

  @Override
  public Judgement judge(String token) {
    return ended.contains(token) ? Judgement.refuse(TokenRefusal.INVALID) : judgeForRenewal(token);
  }

  @Override
  public Judgement judgeForRenewal(String token) {
    Identity identity = issued.get(token);
    if (identity != null && ended.contains(token) && !identity.anonymous()) {
      return Judgement.refuse(TokenRefusal.INVALID);
    }
    return identity == null ? Judgement.refuse(token.equals("unreachable") ? TokenRefusal.ISSUER_UNREACHABLE : TokenRefusal.INVALID)
        : revocations.objection(identity).map(Judgement::refuse).orElseGet(() -> new Judgement.Good(identity));
  }
}
