package io.tutti.edge.rest.archives;

import io.tutti.access.Identity;
import io.tutti.access.Role;
import io.tutti.documents.DocumentSnapshot;
import io.tutti.edge.json.JsonObject;
import io.tutti.edge.json.MalformedJson;
import io.tutti.edge.json.stored.ArchivedEntry;
import io.tutti.edge.json.stored.DescriptionFormat;
import io.tutti.edge.json.stored.StoredEvents;
import io.tutti.edge.json.stored.StoredSnapshots;
import io.tutti.hub.NewSession;
import io.tutti.hub.SessionGate;
import io.tutti.identity.Caller;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.JournalFailure;
import io.tutti.session.Past;
import io.tutti.session.Profile;
import io.tutti.session.ProfileField;
import io.tutti.session.SessionDescription;
import io.tutti.session.SessionSnapshot;
import io.tutti.session.SessionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that an archive holds. It is read twice: once to the end, replaying the log into a state, and then into the journal
 * (rules DP2, DP3). Confined to its caller.
 */
final class ArchiveReader {

  private static final int PIECE = 1_000;
  /** So often what was appended is looked for, which brings a journal with a file before its tables up to date. */
  private static final int CATCH_UP = 20_000;

  private final ArchiveFile archive;
  private final SessionDescription description;
  private final long seq;
  private final long retainedAfter;
  private final @Nullable SessionSnapshot base;

  /**
   * What {@code archive} says of itself, to be the session {@code id} of {@code owner}.
   *
   * @throws MalformedJson where it is no archive of a session
   */
  ArchiveReader(ArchiveFile archive, SessionId id, Optional<Identity> owner) throws IOException, MalformedJson {
    this.archive = archive;
    JsonObject manifest = archive.object("manifest.json");
    if (!ArchiveWriter.FORMAT.equals(manifest.text("format")) || manifest.count("version") != ArchiveWriter.VERSION) {
      throw new MalformedJson("manifest.json is none of format " + ArchiveWriter.FORMAT + " " + ArchiveWriter.VERSION);
    }
    seq = manifest.count("seq");
    retainedAfter = manifest.count("retainedAfter");
    if (retainedAfter > seq || seq - retainedAfter > Past.MAX_APPLIED) {
      throw new MalformedJson("manifest.json has a log that cannot be");
    }
    UserId creator = owner.map(Identity::id).orElse(null);
    description = DescriptionFormat.read(archive.object("description.json"), id, creator,
        owner.filter(identity -> !identity.anonymous()).isPresent());
    base = retainedAfter == 0 ? null : hostedBy(creator, snapshot(archive.object("snapshot.json")));
  }

  private SessionSnapshot snapshot(JsonObject json) throws MalformedJson {
    List<DocumentSnapshot> documents = new ArrayList<>();
    try {
      for (JsonObject document : json.objects("documents")) {
        documents.add(new DocumentSnapshot(document.text("doc"), document.count("epoch"), document.count("docSeq"),
            Base64.getDecoder().decode(document.text("content"))));
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("a document of snapshot.json is damaged");
    }
    JsonObject state = json.optionalObject("state");
    long at = json.count("seq");
    if (state == null || at < retainedAfter || at > seq) {
      throw new MalformedJson("snapshot.json has no state, or one of another place");
    }
    return StoredSnapshots.read(at, state, documents);
  }

  /** A log without its beginning does not say who made the session: the snapshot's roles do. */
  private static SessionSnapshot hostedBy(@Nullable UserId creator, SessionSnapshot snapshot) {
    Map<UserId, Role> roles = new LinkedHashMap<>(snapshot.roles());
    if (creator != null) {
      roles.put(creator, Role.HOST);
    }
    Map<ProfileField, @Nullable Object> noTeam = new HashMap<>();
    noTeam.put(ProfileField.TEAM, null);
    Profile profile = snapshot.profile().with(noTeam);
    return new SessionSnapshot(snapshot.seq(), snapshot.values(), snapshot.writes(), snapshot.conflicts(), snapshot.present(),
        roles, snapshot.bans(), snapshot.people(), profile, snapshot.documents(), snapshot.conversation(), snapshot.shared(),
        snapshot.story());
  }

  SessionDescription description() {
    return description;
  }

  long seq() {
    return seq;
  }

  /**
   * Reads everything and replays what can be replayed.
   *
   * @throws MalformedJson naming the first entry that is none, or does not fit
   */
  void validate() throws IOException, MalformedJson {
    SessionState state = state();
    long[] last = {retainedAfter};
    forEach(entry -> {
      if (entry.seq() != last[0] + 1 || entry.seq() > seq) {
        throw new MalformedJson("log.ndjson: entry " + entry.seq() + " follows " + last[0]);
      }
      last[0] = entry.seq();
      if (entry.seq() > state.seq()) {
        replay(state, entry);
      }
    });
    requireStorable(state);
    if (last[0] != seq) {
      throw new MalformedJson("log.ndjson ends at " + last[0] + " and not at " + seq);
    }
  }

  private static void requireStorable(SessionState state) throws MalformedJson {
    try {
      StoredSnapshots.write(state.snapshot());
    } catch (RuntimeException e) {
      throw new MalformedJson("log.ndjson leads to a state that cannot be");
    }
  }

  private SessionState state() throws MalformedJson {
    try {
      return base == null ? new SessionState(description) : SessionState.from(description, base);
    } catch (RuntimeException e) {
      throw new MalformedJson("snapshot.json holds no state that can be");
    }
  }

  /** Whatever a made-up log brings about is the archive's fault, and ends here: also what could never be written, as infinity. */
  private static void replay(SessionState state, Entry entry) throws MalformedJson {
    try {
      StoredEvents.payload(entry.event());
      state.apply(entry);
    } catch (RuntimeException e) {
      throw new MalformedJson("log.ndjson: entry " + entry.seq() + " does not fit to what stands before it");
    }
  }

  /**
   * Stores the session; where that fails nothing of it stays.
   *
   * @return false where the id exists
   */
  boolean store(SessionGate gate, Caller caller) throws IOException, MalformedJson {
    Optional<NewSession> made = gate.begin(description, caller);
    if (made.isEmpty()) {
      return false;
    }
    try {
      fill(made.get());
      return true;
    } catch (IOException | MalformedJson | RuntimeException e) {
      remove(made.get(), e);
      throw e;
    }
  }

  private static void remove(NewSession made, Exception cause) {
    try {
      made.discard();
    } catch (JournalFailure e) {
      cause.addSuppressed(e);
    }
  }

  private void fill(NewSession made) throws IOException, MalformedJson {
    if (retainedAfter > 0) {
      made.beginAfter(retainedAfter);
    }
    List<Entry> piece = new ArrayList<>(PIECE);
    forEach(entry -> {
      piece.add(entry);
      if (piece.size() == PIECE) {
        append(made, piece);
      }
    });
    append(made, piece);
    if (base != null) {
      made.keep(base);
    }
  }

  private static void append(NewSession made, List<Entry> piece) {
    if (!piece.isEmpty()) {
      long end = piece.get(piece.size() - 1).seq();
      made.append(piece);
      if (end / CATCH_UP != piece.get(0).seq() / CATCH_UP) {
        made.catchUp(end);
      }
      piece.clear();
    }
  }

  /** What is done with each entry. */
  private interface Entries {
    void entry(Entry entry) throws MalformedJson;
  }

  private void forEach(Entries entries) throws IOException, MalformedJson {
    archive.lines("log.ndjson", line -> entries.entry(withoutTeam(ArchivedEntry.entry(line))));
  }

  private static Entry withoutTeam(Entry entry) {
    if (entry.event() instanceof Event.ProfileChanged changed && changed.changes().containsKey(ProfileField.TEAM)) {
      Map<ProfileField, @Nullable Object> changes = new LinkedHashMap<>(changed.changes());
      changes.remove(ProfileField.TEAM);
      return new Entry(entry.seq(), entry.at(), entry.user(), null, null, new Event.ProfileChanged(changed.user(), changes));
    }
    return entry;
  }
}
