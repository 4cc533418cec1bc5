package io.tutti.edge.rest.sessions;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What is sent about who may be in a session, and as what. */
final class MemberBodies {

  private MemberBodies() {}

  /** Rule REST10. */
  public record GivenRole(
      @NotNull @Pattern(regexp = "host|editor|viewer", message = "must be one of host, editor, viewer") String role) {}

  /** Rules BAN3, BAN4. {@code blockAddressHours}: how long nobody comes in from where the person is, if at all. */
  public record NewBan(@NotNull String userId, @Min(1) @Max(720) @Nullable Long blockAddressHours) {}

  /** Rule INV1. {@code expiresIn}: seconds, a week where it is absent; {@code maxUses}: without it there is no bound. */
  public record NewInvite(
      @Pattern(regexp = "editor|viewer", message = "must be one of editor, viewer") @Nullable String role,
      @JsonbProperty("expiresIn") @Min(1) @Max(366 * 86_400) @Nullable Long expiresIn,
      @JsonbProperty("maxUses") @Min(1) @Max(100_000) @Nullable Integer maxUses) {}

  /** Rules REQ1–REQ4: what a host is told by whoever asks. */
  public record NewJoinRequest(@Nullable String name, @Nullable String message) {}

  /** Rule REQ6: the role that is granted; null refuses. */
  public record JoinAnswer(
      @Pattern(regexp = "editor|viewer|host", message = "must be one of editor, viewer, host") @Nullable String grant) {}
}
