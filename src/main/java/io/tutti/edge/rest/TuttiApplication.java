package io.tutti.edge.rest;

import io.tutti.edge.rest.archives.ArchivesResource;
import io.tutti.edge.rest.figures.AnalyticsResource;
import io.tutti.edge.rest.figures.InsightsResource;
import io.tutti.edge.rest.http.AuditFilter;
import io.tutti.edge.rest.http.JsonBodyReader;
import io.tutti.edge.rest.http.LongAnswerFilter;
import io.tutti.edge.rest.http.OverloadMapper;
import io.tutti.edge.rest.http.ProblemMapper;
import io.tutti.edge.rest.http.RecordWriter;
import io.tutti.edge.rest.http.RoutingMapper;
import io.tutti.edge.rest.http.StorageMapper;
import io.tutti.edge.rest.http.UnexpectedMapper;
import io.tutti.edge.rest.llmsession.OverviewsResource;
import io.tutti.edge.rest.llmsession.TeamSessionsResource;
import io.tutti.edge.rest.people.AccountResource;
import io.tutti.edge.rest.people.AuditResource;
import io.tutti.edge.rest.people.AuthResource;
import io.tutti.edge.rest.people.KeysResource;
import io.tutti.edge.rest.people.MembersResource;
import io.tutti.edge.rest.people.TeamRequestsResource;
import io.tutti.edge.rest.people.TeamsResource;
import io.tutti.edge.rest.people.UsersResource;
import io.tutti.edge.rest.sessions.BansResource;
import io.tutti.edge.rest.sessions.DocumentsResource;
import io.tutti.edge.rest.sessions.EventsResource;
import io.tutti.edge.rest.sessions.HistoryResource;
import io.tutti.edge.rest.sessions.InvitesResource;
import io.tutti.edge.rest.sessions.JoinRequestsResource;
import io.tutti.edge.rest.sessions.LinkResource;
import io.tutti.edge.rest.sessions.MessagesResource;
import io.tutti.edge.rest.sessions.ParticipantsResource;
import io.tutti.edge.rest.sessions.PastResource;
import io.tutti.edge.rest.sessions.PresenceResource;
import io.tutti.edge.rest.sessions.SearchResource;
import io.tutti.edge.rest.sessions.SessionsResource;
import io.tutti.edge.rest.sessions.StateResource;
import io.tutti.edge.rest.stories.StoriesResource;
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
      TeamSessionsResource.class, MembersResource.class, TeamRequestsResource.class, AnalyticsResource.class, InsightsResource.class, StoriesResource.class,
      HistoryResource.class, AuditResource.class, KeysResource.class, UsersResource.class, DocsResource.class);

  private static final List<Class<?>> PROVIDERS = List.of(
      AuditFilter.class, LongAnswerFilter.class, JsonBodyReader.class, RecordWriter.class, ProblemMapper.class,
      RoutingMapper.class, StorageMapper.class,
      OverloadMapper.class, UnexpectedMapper.class);

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new LinkedHashSet<>(RESOURCES);
    classes.addAll(PROVIDERS);
    return classes;
  }

  /**
   * What Jersey would do by itself: describe the routes a second time, in WADL, at addresses of its own; bind JSON and validate
   * beans as it pleases, where {@link JsonBodyReader} and {@link RecordWriter} do it.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.server.wadl.disableWadl", true,
        "jersey.config.server.disableJsonBinding", true,
        "jersey.config.beanValidation.disable.server", true);
  }
}
