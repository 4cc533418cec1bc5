package io.tutti.edge.rest.http;

import io.tutti.hub.Origin;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.AuditRecord;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log will say of a request (rules DP9, DP10): {@link AuditFilter} begins it, and the route adds what only it knows.
 * One per request.
 */
@RequestScoped
public class RequestAudit {

  private final List<String> actions = new ArrayList<>(2);
  private @Nullable String address;
  private @Nullable UserId user;
  private @Nullable SessionId session;
  private boolean isByCommand;
  private boolean isDecided;

  /** The request comes from there. */
  public void from(@Nullable String networkAddress) {
    address = networkAddress;
  }

  /** The request is for an audited route, by {@code bearer} and about {@code about}, if anybody and anything. */
  public void begin(Audited route, @Nullable UserId bearer, @Nullable SessionId about) {
    actions.add(route.value());
    isByCommand = route.byCommand();
    user = bearer;
    session = about;
  }

  /** Who came in by the request, which brought no token along. */
  public void cameIn(UserId newcomer) {
    user = newcomer;
  }

  /** The session that the request made. */
  public void made(SessionId newSession) {
    session = newSession;
  }

  /** Whom the request erases: the line has neither the person nor where it came from (rule DP18). */
  public void erased(UserId pseudonym) {
    user = pseudonym;
    address = null;
  }

  /** The request does something else besides, for example {@code address:block}; that has a line of its own. */
  public void also(String action) {
    actions.add(action);
  }

  /** From where the request comes; null where nobody knows. */
  public @Nullable String address() {
    return address;
  }

  /** {@code sender} as the one who sends a command by this request. */
  public Origin origin(@Nullable UserId sender) {
    return Origin.of(sender, address);
  }

  /** A command of this request was decided, and has its own line. */
  public void decided() {
    isDecided = true;
  }

  /** The lines about the request, which came to {@code outcome}; none at a second time. */
  public List<AuditRecord> lines(long now, String outcome) {
    List<AuditRecord> lines = new ArrayList<>();
    for (String action : actions.subList(Math.min(actions.size(), isByCommand && isDecided ? 1 : 0), actions.size())) {
      lines.add(new AuditRecord(now, user, action, session, address, outcome));
    }
    actions.clear();
    return lines;
  }
}
