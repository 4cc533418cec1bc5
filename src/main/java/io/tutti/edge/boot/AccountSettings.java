package io.tutti.edge.boot;

import io.tutti.edge.tokens.BcryptPasswords;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured of accounts. {@code keysUrl}: where an outside issuer publishes its keys, null for none;
 * {@code registration}: whether anybody may make an account; {@code openTeams}: whether whoever knows a team's name may join it;
 * {@code publicMetrics}: whether the figures of sessions that are not private are told without a token; then how expensive a password is, and how often one may be tried in a minute. Immutable.
 */
record AccountSettings(
    @Nullable String keysUrl, boolean registration, boolean openTeams, boolean publicMetrics, int bcryptCost, int loginsPerMinute,
    int loginsPerMinuteAndAddress) {

  static AccountSettings read(Variables variables) {
    return new AccountSettings(
        variables.optional("JWT_JWKS_URL"),
        variables.flag("REGISTRATION", true),
        variables.flag("OPEN_TEAMS", false),
        variables.flag("PUBLIC_METRICS", true),
        variables.count("BCRYPT_COST", 12, BcryptPasswords.MIN_COST, BcryptPasswords.MAX_COST),
        variables.count("LOGINS_PER_MINUTE", 10, 1, 100_000),
        variables.count("LOGINS_PER_MINUTE_AND_ADDRESS", 60, 1, 1_000_000));
  }

  @Override
  public String toString() {
    return "JWT_JWKS_URL=" + (keysUrl == null ? "(none)" : keysUrl)
        + " REGISTRATION=" + (registration ? "on" : "off")
        + " OPEN_TEAMS=" + (openTeams ? "on" : "off")
        + " PUBLIC_METRICS=" + (publicMetrics ? "on" : "off")
        + " BCRYPT_COST=" + bcryptCost
        + " LOGINS_PER_MINUTE=" + loginsPerMinute
        + " LOGINS_PER_MINUTE_AND_ADDRESS=" + loginsPerMinuteAndAddress;
  }
}
