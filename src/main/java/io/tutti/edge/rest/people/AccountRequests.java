package io.tutti.edge.rest.people;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What is sent where accounts and tokens are asked for. What an address, a name and a password must be, the core says. */
final class AccountRequests {

  private AccountRequests() {}

  /** Rule ACC1. {@code anonymousToken}: of the anonymous person who becomes the account. */
  public record Registering(
      @NotNull String email, @NotNull String username, @NotNull String password, @Nullable String fullName, @Nullable String teamName,
      @Nullable String anonymousToken) {}

  /** Rule ACC8. */
  public record Credentials(@NotNull String email, @NotNull String password) {}

  /** Rule REST21: by this protocol an absent address is a bad request, and an absent password a wrong one. */
  public record Login(@Nullable String email, @Nullable String password) {}

  /** Rule ACC12. */
  public record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {}

  /** Rule ACC13. */
  public record Deactivation(@Nullable String password) {}

  /** Rule REST19. */
  public record AnonymousPerson(@Nullable String username) {}

  /** Rule REST22. */
  public record Renewal(@NotNull String token) {}
}
