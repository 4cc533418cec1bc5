package io.tutti.edge.tokens;

import io.tutti.access.TokenVerifier;
import java.util.ArrayList;
import java.util.List;

/** The issuers that are believed beside this server, maybe none. Immutable. */
public record OutsideIssuers(List<TokenVerifier> verifiers) {

  public OutsideIssuers {
    verifiers = List.copyOf(verifiers);
  }

  /** All of them behind {@code own}. */
  List<TokenVerifier> after(List<TokenVerifier> own) {
    List<TokenVerifier> all = new ArrayList<>(own);
    all.addAll(verifiers);
    return all;
  }
}
