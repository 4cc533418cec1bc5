package io.tutti.edge.rest;

import io.tutti.access.Role;
import io.tutti.hub.Ending;
import io.tutti.hub.Newcomer;
import io.tutti.hub.Notice;
import io.tutti.hub.Peer;
import io.tutti.hub.Published;
import io.tutti.hub.Seat;
import io.tutti.hub.Sensed;
import io.tutti.hub.SessionHub;
import io.tutti.identity.ClientId;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.presence.Aspect;
import io.tutti.presence.Change;
import io.tutti.session.Command;
import io.tutti.session.Event;
import io.tutti.session.Member;
import io.tutti.session.Signal;
import io.tutti.session.Standing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody with a connection, as the hub sees one. Thread-safe. */
final class Visitor implements Peer {

  private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> changes = new LinkedBlockingQueue<>();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private final String address;
  private final Seat seat;

  private Visitor(SessionHub hub, String session, Member member, String address) {
    this(hub, session, member, address, Standing.LINK);
  }

  private Visitor(SessionHub hub, String session, Member member, String address, Standing standing) {
    this.address = address;
    seat = hub.join(new SessionId(session), new Newcomer(member, new ClientId("c-" + member.id()), null, standing), this);
  }

  /** Comes in by an invitation for {@code role}. */
  static Visitor invited(SessionHub hub, String session, String user, Role role) {
    Visitor visitor = new Visitor(hub, session, known(user, false), "127.0.0.1", new Standing(null, role, false));
    visitor.next(Notice.Welcomed.class);
    return visitor;
  }

  /** Comes in and waits for the welcome. */
  static Visitor join(SessionHub hub, String session, String user, boolean anonymous) {
    Visitor visitor = new Visitor(hub, session, known(user, anonymous), "127.0.0.1");
    visitor.next(Notice.Welcomed.class);
    return visitor;
  }

  /** Comes without a token. */
  static Visitor guest(SessionHub hub, String session, String user) {
    Visitor visitor = new Visitor(hub, session, new Member(
        new UserId(user), "Name of " + user, Member.ANONYMOUS_COLOR, Role.EDITOR, true, true), "127.0.0.1");
    visitor.next(Notice.Welcomed.class);
    return visitor;
  }

  /** Comes from an address, perhaps in vain. */
  static Visitor from(String address, SessionHub hub, String session, String user, boolean anonymous) {
    return new Visitor(hub, session, known(user, anonymous), address);
  }

  private static Member known(String user, boolean anonymous) {
    return new Member(new UserId(user), "Name of " + user, Member.ANONYMOUS_COLOR, Role.EDITOR, anonymous, false);
  }

  /** Waits for what it is told next. */
  <N extends Notice> N told(Class<N> type) {
    return next(type);
  }

  @Override
  public String address() {
    return address;
  }

  /** Sets a parameter and waits until that is stored. */
  long set(String parameter, double value) {
    seat.wish(new Command.UpdateParameters(Map.of(parameter, value), null), null);
    try {
      Long seq = changes.poll(10, TimeUnit.SECONDS);
      if (seq == null) {
        throw new AssertionError("the change was not shown");
      }
      return seq;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Has its cursor in {@code file}. */
  void pointTo(String file) {
    seat.signal(new Signal.Appearance(seat.user(), new ClientId("c-" + seat.user()),
        new Change(null, Map.of(Aspect.CURSOR, Map.of("file", file)))));
  }

  void leave() {
    seat.leave();
  }

  Ending ending() throws Exception {
    return ended.get(10, TimeUnit.SECONDS);
  }

  private <N extends Notice> N next(Class<N> type) {
    try {
      Notice notice = told.poll(10, TimeUnit.SECONDS);
      if (!type.isInstance(notice)) {
        throw new AssertionError("expected " + type.getSimpleName() + ", was told " + notice);
      }
      return type.cast(notice);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void show(Published event) {
    if (event.isCausedBy(this) && event.entry().event() instanceof Event.ParametersChanged) {
      changes.add(event.entry().seq());
    }
  }

  @Override
  public void sense(List<Sensed> signals) {
    // Requests bring no signals about.
  }

  @Override
  public void tell(Notice notice) {
    told.add(notice);
  }

  @Override
  public void end(Ending ending) {
    ended.complete(ending);
  }
}
