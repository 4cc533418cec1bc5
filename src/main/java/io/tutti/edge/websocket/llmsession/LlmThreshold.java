package io.tutti.edge.websocket.llmsession;

import io.tutti.access.BearerToken;
import io.tutti.edge.websocket.Reception;
import io.tutti.edge.websocket.Standings;
import io.tutti.edge.websocket.Threshold;
import io.tutti.identity.SessionId;
import io.tutti.session.JournalFailure;
import io.tutti.session.Member;
import io.tutti.session.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with 403 whoever may not come in (rules LSM1–LSM3): no good token, no such session, no way in. Thread-safe.
 */
@ApplicationScoped
public class LlmThreshold implements Threshold {

  private static final String PATH = "/ws/session/";
  private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;

  private Reception reception;
  private Standings standings;

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected LlmThreshold() {}

  @Inject
  public LlmThreshold(Reception reception, Standings standings) {
    this.reception = reception;
    this.standings = standings;
  }

  @Override
  public boolean guards(String path) {
    return path.startsWith(PATH);
  }

  @Override
  public int refusal(HttpServletRequest request, String path) {
    String id = path.substring(PATH.length());
    if (!SessionId.isValid(id)) {
      return FORBIDDEN;
    }
    SessionId session = new SessionId(id);
    Caller caller = new Caller(session, token(request), request.getParameter("invite"));
    try {
      Optional<Member> person = caller.person(reception.verifier());
      boolean admitted = person.isPresent()
          && caller.asking(standings, person.get()).filter(standing -> admits(session, person.get(), standing)).isPresent();
      return admitted ? 0 : FORBIDDEN;
    } catch (JournalFailure e) {
      return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
  }

  private static @Nullable String token(HttpServletRequest request) {
    String token = request.getParameter("token");
    return token == null ? BearerToken.of(request.getHeader("Authorization")) : token;
  }

  private boolean admits(SessionId session, Member person, Standing standing) {
    return reception.gate().wouldAdmit(session, person, standing);
  }
}
