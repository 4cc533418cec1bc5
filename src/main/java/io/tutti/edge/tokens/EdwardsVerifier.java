package io.tutti.edge.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Ed25519 (RFC 8032), by the JDK: the library's own verifier would need Google's Tink. Thread-safe.
 */
final class EdwardsVerifier extends EdDSAProvider implements JWSVerifier {

  private static final int KEY_BYTES = 32;

  private final PublicKey key;

  private EdwardsVerifier(PublicKey key) {
    this.key = key;
  }

  /** The verifier for {@code pair}, or null where it is of another curve. */
  static @Nullable EdwardsVerifier of(OctetKeyPair pair) throws JOSEException {
    byte[] encoded = pair.getDecodedX();
    if (!Curve.Ed25519.equals(pair.getCurve()) || encoded.length != KEY_BYTES) {
      return null;
    }
    try {
      return new EdwardsVerifier(KeyFactory.getInstance("Ed25519")
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(encoded))));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("this is no key of Ed25519", e);
    }
  }

  /** RFC 8032, section 5.1.2: the lowest byte first; the highest bit is whether x is odd. */
  private static EdECPoint point(byte[] encoded) {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = encoded[KEY_BYTES - 1 - i];
    }
    boolean isOdd = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    return new EdECPoint(isOdd, new BigInteger(1, bigEndian));
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
    try {
      Signature judge = Signature.getInstance("Ed25519");
      judge.initVerify(key);
      judge.update(signingInput);
      return judge.verify(signature.decode());
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new JOSEException("the signature cannot be judged", e);
    }
  }
}
