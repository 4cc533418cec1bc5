package io.tutti.edge.rest.stories;

import io.tutti.access.Identity;
import io.tutti.edge.json.Timestamps;
import io.tutti.edge.rest.http.Answer;
import io.tutti.edge.rest.http.Answers;
import io.tutti.edge.rest.http.Audited;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.JsonBody;
import io.tutti.edge.rest.http.LongAnswer;
import io.tutti.edge.rest.http.Paging;
import io.tutti.edge.rest.http.Problem;
import io.tutti.edge.rest.http.RequestParameters;
import io.tutti.edge.rest.sessions.LogReader;
import io.tutti.edge.rest.sessions.Readers;
import io.tutti.edge.rest.sessions.SessionCreation;
import io.tutti.edge.rest.sessions.SessionsResource;
import io.tutti.edge.rest.sessions.StoryRequest;
import io.tutti.hub.SessionAccess;
import io.tutti.hub.SessionGate;
import io.tutti.session.SessionDescription;
import io.tutti.story.StoryDescription;
import io.tutti.story.TurnRecord;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stories: begin, list, read, take away. One per request. */
@Path("stories")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StoriesResource {

  private static final int USUAL_TURNS = 50;
  private static final int MAX_TURNS = 100;
  private static final int MAX_LISTED = 100;

  @Inject SessionGate gate;
  @Inject Callers callers;
  @Inject Readers readers;
  @Inject SessionCreation creation;

  /** Rule REST51. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited("session:create")
  @Answers(NewStory.BegunStory.class)
  public Response create(JsonBody<NewStory> body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Optional<Identity> caller = callers.admitted(headers);
    NewStory asked = body.required();
    StoryDescription story = StoryRequest.whole(asked.title(), body.members());
    String title = story.world().title();
    SessionDescription made = creation.make(asked.session(title), story, caller);
    return Response.status(Response.Status.CREATED).entity(new NewStory.BegunStory(made.id().value(), title, 0,
        SessionsResource.contextPath(uri) + "/?session=" + made.id(), Timestamps.iso(made.createdAt()))).build();
  }

  /** Rule REST52. */
  @GET
  public Response list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor,
      @Context HttpHeaders headers, @Context UriInfo uri) {
    int size = Math.min(RequestParameters.limit(limit, MAX_LISTED), MAX_LISTED);
    StoryList.Page page = new StoryList(gate, readers.caller(headers)).page(cursor, size);
    Response.ResponseBuilder answer = Answer.of(generator -> {
      generator.writeStartArray();
      page.stories().forEach(story -> {
        generator.writeStartObject();
        story.summary(generator);
        generator.writeEnd();
      });
      generator.writeEnd();
    });
    return Paging.link(answer, uri, size, page.next()).build();
  }

  /** Rule REST53. */
  @GET
  @LongAnswer
  @Path("{id}")
  public Response read(
      @PathParam("id") String id, @QueryParam("from") @Nullable String from, @QueryParam("limit") @Nullable String limit,
      @Context HttpHeaders headers) throws IOException {
    SessionAccess session = readers.readable(id, headers);
    StoryReport story = story(session);
    int first = (int) Math.max(0, Math.min(Integer.MAX_VALUE, RequestParameters.number("from", from, 0)));
    int size = Math.min(RequestParameters.limit(limit, USUAL_TURNS), MAX_TURNS);
    List<TurnRecord> turns = new ArrayList<>();
    narratives(session, story).forwards(first, turn -> {
      turns.add(turn);
      return turns.size() <= size;
    });
    boolean isAll = turns.size() <= size;
    List<TurnRecord> told = isAll ? turns : turns.subList(0, size);
    return Answer.of(generator -> {
      generator.writeStartObject();
      story.whole(generator, told, isAll ? null : turns.get(size).turn());
      generator.writeEnd();
    }).build();
  }

  /** Rules REST54, REST55. */
  @GET
  @LongAnswer
  @Path("{id}/export")
  @Produces(MediaType.WILDCARD)
  @Audited(value = "story:export", session = "id")
  public Response export(
      @PathParam("id") String id, @QueryParam("format") @Nullable String format, @Context HttpHeaders headers) {
    BookFormat wanted = BookFormat.asked(format);
    SessionAccess session = readers.readable(id, headers);
    StoryReport story = story(session);
    Book book = story.book();
    StreamingOutput pages = out -> {
      Book.Press press = wanted.press(out);
      press.open(book);
      narratives(session, story).forwards(0, turn -> {
        press.chapter(turn.turn() + 1, turn.narrative().text());
        return true;
      });
      press.close();
    };
    return Response.ok(pages, wanted.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + book.fileName() + wanted.ending() + "\"")
        .build();
  }

  private static StoryReport story(SessionAccess session) {
    return session.look(StoryReport::of).orElseThrow(Problem::noSession)
        .orElseThrow(() -> Problem.notFound("This session has no story"));
  }

  private static Narratives narratives(SessionAccess session, StoryReport story) {
    return new Narratives(new LogReader(session.log()), story.turns(), story.end());
  }
}
