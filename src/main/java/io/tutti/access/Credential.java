package io.tutti.access;

/**
 * By which token somebody is known. {@code tokenId}: 1–{@value #MAX_ID_LENGTH} characters, no two tokens of one issuer have the
 * same; {@code issuedAt}: milliseconds since 1970, 0 where the token does not say. Immutable.
 */
public record Credential(String tokenId, long issuedAt) {

  public static final int MAX_ID_LENGTH = 80;

  public Credential {
    if (tokenId.isEmpty() || tokenId.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException("A token's id has 1–" + MAX_ID_LENGTH + " characters");
    }
  }
}
