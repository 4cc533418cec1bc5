package io.tutti.edge.rest.http;

import java.util.function.LongSupplier;

/**
 * How often passwords may be tried (rule ACC10): so many times a minute for one account, whoever tries, and so many times from one
 * address, whichever account, with as many at once. At most {@value AddressRates#MAX_ADDRESSES} of each are told apart; while more
 * are busy, the others share one allowance. Thread-safe.
 */
public final class LoginRates {

  private final LongSupplier nanoTime;
  private final AddressRates accounts;
  private final AddressRates addresses;

  /** {@code nanoTime}: a clock that only goes forwards, in nanoseconds. */
  public LoginRates(int perAccountAndMinute, int perAddressAndMinute, LongSupplier nanoTime) {
    long now = nanoTime.getAsLong();
    this.nanoTime = nanoTime;
    this.accounts = AddressRates.perMinute(perAccountAndMinute, now);
    this.addresses = AddressRates.perMinute(perAddressAndMinute, now);
  }

  /** Goes through where {@code address} may try once more. */
  public void admit(String address) {
    admit(addresses, address);
  }

  /** Goes through where {@code address} may try once more, and {@code account}, by any name for it, may be tried. */
  public void admit(String address, String account) {
    admit(addresses, address);
    admit(accounts, account);
  }

  private void admit(AddressRates rates, String name) {
    long waitSeconds = rates.take(name, nanoTime.getAsLong());
    if (waitSeconds > 0) {
      throw Problem.tooManyAttempts(waitSeconds);
    }
  }
}
