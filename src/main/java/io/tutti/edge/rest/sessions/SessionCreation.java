package io.tutti.edge.rest.sessions;

import io.tutti.access.Identity;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RandomIds;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.hub.Outcome;
import io.tutti.hub.SessionGate;
import io.tutti.identity.Caller;
import io.tutti.identity.ErrorCode;
import io.tutti.identity.SessionId;
import io.tutti.session.Command;
import io.tutti.session.SessionDescription;
import io.tutti.story.StoryCommand;
import io.tutti.story.StoryDescription;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sessions, with a story where one is requested (rules REST5, REST6, REST50). Immutable. */
@Dependent
public final class SessionCreation {

  private static final int ATTEMPTS = 5;

  private final SessionGate gate;
  private final Readers readers;
  private final RestSettings settings;
  private final RequestAudit audit;

  @Inject
  public SessionCreation(SessionGate gate, Readers readers, RestSettings settings, RequestAudit audit) {
    this.gate = gate;
    this.readers = readers;
    this.settings = settings;
    this.audit = audit;
  }

  /** The session that was made for {@code caller}, or for nobody in particular. */
  public SessionDescription make(SessionRequest request, @Nullable StoryDescription story, Optional<Identity> caller) {
    SessionDescription made = created(request, caller);
    audit.made(made.id());
    if (story != null) {
      begin(made, story);
    }
    return made;
  }

  private SessionDescription created(SessionRequest request, Optional<Identity> caller) {
    SessionId requested = request.id();
    Caller asking = readers.caller(caller);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      SessionId id = requested == null ? RandomIds.sessionId() : requested;
      SessionDescription description = 
          request.session(id, caller, settings.conflictWindowMillis(), System.currentTimeMillis());
      if (!gate.mayCreate(description, asking)) {
        throw Problem.foreignTeam();
      }
      if (gate.create(description, asking)) {
        return description;
      }
      if (requested != null) {
        throw Problem.of(409, ErrorCode.ID_TAKEN, "A session with this id exists already");
      }
    }
    throw Problem.unavailable("No free session id was found; try again");
  }

  /** A session whose story cannot begin is none that was requested: it goes again. */
  private void begin(SessionDescription made, StoryDescription story) {
    Command beginning = new Command.TellStory(new StoryCommand.Begin(story));
    if (gate.start(made.id(), audit.origin(made.creator()), beginning) instanceof Outcome.Refused) {
      throw Problem.unavailable("The story could not begin; try again");
    }
  }
}
