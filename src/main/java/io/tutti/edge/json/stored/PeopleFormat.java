package io.tutti.edge.json.stored;

import io.tutti.access.Role;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.identity.UserId;
import io.tutti.session.Member;
import jakarta.json.stream.JsonGenerator;

/** People as they are stored. Thread-safe: holds nothing. */
final class PeopleFormat {

  static final String TEAM = "team";

  private PeopleFormat() {}

  /** Puts {@code member} into the generator's object, but for {@code guest} and {@code viaTeam}. */
  static void member(JsonGenerator generator, Member member) {
    generator
        .write("id", member.id().value())
        .write("name", member.name())
        .writeNull("avatar")
        .write("color", member.color())
        .write("role", member.role().word())
        .write("anonymous", member.anonymous());
    if (member.viaTeam() != null) {
      generator.write("source", TEAM);
    }
  }

  /** A member as {@link #member(JsonGenerator, Member)} writes it, with {@code guest}. */
  static Member member(JsonObject json) throws MalformedJson {
    return new Member(new UserId(json.text("id")), json.text("name"), json.text("color"),
        Role.of(json.text("role")).orElseThrow(), Boolean.TRUE.equals(json.members().get("anonymous")),
        Boolean.TRUE.equals(json.members().get("guest")));
  }
}
