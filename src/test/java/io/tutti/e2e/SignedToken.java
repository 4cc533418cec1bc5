package io.tutti.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens made here by hand (RFC 7515, RFC 7519), good ones and others. Immutable. */
final class SignedToken {

  private SignedToken() {}

  /** A token of {@code secret} for the signed-in user {@code id}, good for an hour and this audience. */
  static String of(String secret, String id, String audience) {
    return of(secret, "HS256", id, audience, claims -> claims);
  }

  /** The same, signed as {@code algorithm} says (HS256, HS384, none), with other claims. */
  static String of(String secret, String algorithm, String id, String audience, UnaryOperator<JsonObjectBuilder> change) {
    long now = Instant.now().getEpochSecond();
    JsonObject claims = change.apply(Json.createObjectBuilder()
        .add("sub", id).add("user_id", id).add("username", "Somebody").add("is_anonymous", false)
        .add("aud", audience).add("iat", now).add("exp", now + 3_600)).build();
    String signed = part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "." + part(claims.toString());
    return signed + "." + (algorithm.equals("none") ? "" : signature(secret, algorithm, signed));
  }

  private static String signature(String secret, String algorithm, String signed) {
    try {
      String name = "HmacSHA" + algorithm.substring(2);
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
      return base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
