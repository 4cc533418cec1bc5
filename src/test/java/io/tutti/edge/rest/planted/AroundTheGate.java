package io.tutti.edge.rest.planted;

import io.tutti.conversation.Messages;
import io.tutti.hub.HubPorts;
import io.tutti.hub.Retention;
import io.tutti.hub.SessionHub;
import io.tutti.session.AccessRules;
import io.tutti.session.Archive;
import io.tutti.session.Journal;
import io.tutti.session.SessionState;

/** Planted for the rule that edges reach sessions through the gate alone (R11): it uses all that the gate keeps. Never called. */
public final class AroundTheGate {

  private final SessionHub hub;
  private final HubPorts ports;
  private final Retention retention;
  private final Journal journal;
  private final Archive archive;
  private final Messages messages;

  AroundTheGate(SessionHub hub, HubPorts ports, Retention retention, Journal journal, Archive archive, Messages messages) {
    this.hub = hub;
    this.ports = ports;
    this.retention = retention;
    this.journal = journal;
    this.archive = archive;
    this.messages = messages;
  }

  boolean mayEnter(SessionState state) {
    return AccessRules.mayRead(state, null) && hub.equals(ports) && retention.equals(journal) && archive.equals(messages);
  }
}
