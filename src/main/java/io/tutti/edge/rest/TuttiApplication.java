package io.tutti.edge.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that answers under {@code /api}: listed, not searched for. Immutable. */
@ApplicationPath("/api")
public final class TuttiApplication extends Application {

  /** The classes that have routes. */
  public static final List<Class<?>> RESOURCES = List.of(
      SessionsResource.class, ArchivesResource.class, ParticipantsResource.class, EventsResource.class,
      PastResource.class, InvitesResource.class, BansResource.class, LinkResource.class, JoinRequestsResource.class,
      MessagesResource.class, SearchResource.class, StateResource.class, PresenceResource.class,
      DocumentsResource.class, AuthResource.class, AccountResource.class, OverviewsResource.class, TeamsResource.class,
      MembersResource.class, TeamRequestsResource.class, AnalyticsResource.class, InsightsResource.class, StoriesResource.class,
      HistoryResource.class, AuditResource.class, KeysResource.class, UsersResource.class, DocsResource.class);

  private static final List<Class<?>> MAPPERS = List.of(
      ProblemMapper.class, RoutingMapper.class, StorageMapper.class, OverloadMapper.class, UnexpectedMapper.class);

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new LinkedHashSet<>(RESOURCES);
    classes.addAll(MAPPERS);
    return classes;
  }

  /** Jersey would describe the routes a second time, in WADL, at addresses of its own. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
