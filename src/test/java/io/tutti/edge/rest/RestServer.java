package io.tutti.edge.rest;

import io.tutti.access.AccountDesk;
import io.tutti.access.Accounts;
import io.tutti.access.AddressBlocks;
import io.tutti.access.Invites;
import io.tutti.access.JoinRequests;
import io.tutti.access.Revocations;
import io.tutti.access.TeamDesk;
import io.tutti.access.Teams;
import io.tutti.access.TokenIssuer;
import io.tutti.access.TokenVerifier;
import io.tutti.analytics.Insights;
import io.tutti.analytics.Overviews;
import io.tutti.contract.JournalOverviews;
import io.tutti.contract.Logs;
import io.tutti.contract.MemoryAccounts;
import io.tutti.contract.MemoryAddressBlocks;
import io.tutti.contract.MemoryAuditLog;
import io.tutti.contract.MemoryInsights;
import io.tutti.contract.MemoryInvites;
import io.tutti.contract.MemoryJoinRequests;
import io.tutti.contract.MemoryMessages;
import io.tutti.contract.MemoryRevokedTokens;
import io.tutti.conversation.ConversationCommand;
import io.tutti.conversation.Messages;
import io.tutti.edge.rest.http.HttpBounds;
import io.tutti.edge.rest.http.HttpSettings;
import io.tutti.edge.rest.http.RequestFilter;
import io.tutti.edge.json.JsonText;
import io.tutti.edge.rest.http.AccountCallers;
import io.tutti.edge.rest.http.Callers;
import io.tutti.edge.rest.http.CorsFilter;
import io.tutti.edge.rest.http.FailureFilter;
import io.tutti.edge.rest.http.HeadersFilter;
import io.tutti.edge.rest.http.JoinRequestRates;
import io.tutti.edge.rest.http.LoginRates;
import io.tutti.edge.rest.http.Operators;
import io.tutti.edge.rest.http.RateFilter;
import io.tutti.edge.rest.http.RequestAudit;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.rest.llmsession.StatsServlet;
import io.tutti.edge.rest.people.TeamCallers;
import io.tutti.edge.rest.sessions.Authority;
import io.tutti.edge.rest.sessions.Readers;
import io.tutti.edge.rest.sessions.SessionCommands;
import io.tutti.edge.rest.sessions.SessionCreation;
import io.tutti.edge.tokens.LiveRevocations;
import io.tutti.hub.AuditQueue;
import io.tutti.hub.HubPorts;
import io.tutti.hub.HubSettings;
import io.tutti.hub.Incidents;
import io.tutti.hub.Origin;
import io.tutti.hub.Outcome;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Archive;
import io.tutti.session.AuditLog;
import io.tutti.session.AuditTrail;
import io.tutti.session.Command;
import io.tutti.session.Entry;
import io.tutti.session.Event;
import io.tutti.session.KeyRotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.process.internal.RequestScoped;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** The routes, servlets and filters in a Tomcat on a free port of 127.0.0.1, over a hub with a journal in memory. */
final class RestServer implements AutoCloseable {

  /** What an operator shows; there is none where registration is closed. */
  static final String ADMIN = "operator-token-0123456789";
  static final String ORIGIN = "https://pages.example.org";
  static final String PAGE = """
      <!doctype html><title>Tutti</title><script src="./first.js"></script>
      <script type="importmap">{"imports": {}}</script>
      """;

  final FragileJournal journal = new FragileJournal();
  final MemoryAccounts accounts = new MemoryAccounts();
  final JournalOverviews overviews = new JournalOverviews(journal);
  final MemoryInsights insights = new MemoryInsights(overviews);
  final LiveRevocations revocations = new LiveRevocations(accounts, new MemoryRevokedTokens(), System::currentTimeMillis);
  final TokenDesk tokens = new TokenDesk(revocations);
  final PlainPasswords passwords = new PlainPasswords();
  /** The clock of the allowances for logins, in nanoseconds; it goes when a test says so. */
  final AtomicLong loginClock = new AtomicLong();
  final MemoryInvites invites = new MemoryInvites();
  final MemoryJoinRequests joinRequests = new MemoryJoinRequests();
  final MemoryAddressBlocks blocks = new MemoryAddressBlocks();
  /** The clock of the allowances for requests to join, in nanoseconds; it goes when a test says so. */
  final AtomicLong askingClock = new AtomicLong();
  final Map<UserId, String> teams = new ConcurrentHashMap<>();
  final MemoryAuditLog auditLog = new MemoryAuditLog();
  final IdleRotation rotation = new IdleRotation();
  final AuditQueue audit = new AuditQueue(auditLog, false, address -> address, System::currentTimeMillis);
  private final MemoryMessages messages = new MemoryMessages();
  /** Everybody is said to have taken part everywhere: whether they may read that is the gate's to say. */
  private final Archive archive = new Archive() {
    @Override
    public Messages messages() {
      return messages;
    }

    @Override
    public List<SessionId> sessionsOf(UserId user, int limit) {
      return journal.list(null, limit).stream().map(summary -> summary.description().id()).toList();
    }
  };
  final SessionHub hub;
  final SessionGate gate;
  private final ExecutorService storage = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String context;
  private final Path directory;
  private final AccountDesk desk;
  private final LoginRates rates;

  /** {@code context}: where the application runs, empty or with a slash. */
  RestServer(boolean anonymous, String context) throws Exception {
    this(anonymous, context, 1_000_000, 1_000_000);
  }

  /** One with so many logins a minute for each account and from each address. */
  static RestServer withLogins(boolean registration, boolean openTeams, int perAccount, int perAddress) throws Exception {
    return new RestServer(new RestSettings("9.9.9", true, registration, true, List.of(ORIGIN), false, 700, 1_000_000, 1_000_000), "",
        openTeams, perAccount, perAddress);
  }

  /** One that takes so many requests a second, and at once, while its clock stands still. */
  RestServer(boolean anonymous, String context, int requestsPerSecond, int requestBurst) throws Exception {
    this(new RestSettings("9.9.9", anonymous, true, true, List.of(ORIGIN), false, 700, requestsPerSecond, requestBurst), context, true,
        100_000, 100_000);
  }

  /** One that tells no figures without a token. */
  static RestServer withoutPublicMetrics() throws Exception {
    return new RestServer(new RestSettings("9.9.9", true, true, false, List.of(ORIGIN), false, 700, 1_000_000, 1_000_000), "", true,
        100_000, 100_000);
  }

  private RestServer(RestSettings settings, String context, boolean openTeams, int perAccount, int perAddress) throws Exception {
    this.desk = new AccountDesk(accounts, passwords, tokens, revocations, openTeams);
    this.rates = new LoginRates(perAccount, perAddress, loginClock::get);
    this.context = context;
    this.directory = Files.createTempDirectory("tutti-rest");
    Files.createDirectories(directory.resolve("web/io/tutti/launch"));
    Files.writeString(directory.resolve("web/index.html"), PAGE);
    Files.writeString(directory.resolve("web/first.js"), "1;");
    Files.writeString(directory.resolve("web/io/tutti/launch/Launcher.class"), "class");
    hub = new SessionHub(new HubPorts(journal, archive, Logs.RULES, Runnable::run, storage, storage, scheduler, Thread::new, new SilentIncidents(),
        System::currentTimeMillis, System::nanoTime, audit, teams::get,
        (session, address) -> blocks.covers(session, address, System.currentTimeMillis())), HubSettings.defaults());
    gate = new SessionGate(hub);
    start(settings);
  }

  private void start(RestSettings settings) throws Exception {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context web = tomcat.addContext(context, directory.resolve("web").toString());
    Annotated.filter(web, new CorsFilter(() -> settings));
    Annotated.filter(web, new HeadersFilter());
    HttpBounds bounds = new HttpBounds(HttpSettings.of(1_000), scheduler);
    Annotated.filter(web, new RequestFilter(() -> bounds, () -> () -> { }));
    Annotated.filter(web, new RateFilter(() -> settings, () -> 0));
    Annotated.filter(web, new FailureFilter());
    Annotated.servlet(web, new HealthServlet(() -> gate, () -> settings));
    Annotated.servlet(web, new FrontDoorServlet(() -> settings));
    Annotated.servlet(web, new StatsServlet(() -> gate, () -> tokens, () -> teams::get));
    Tomcat.addServlet(web, "default", "org.apache.catalina.servlets.DefaultServlet");
    web.addServletMappingDecoded("/", "default");
    web.addMimeMapping("html", "text/html");
    Callers callers = new Callers(tokens, settings);
    Readers readers = new Readers(gate, callers, teams::get);
    Operators operators = new Operators(settings.registration() ? ADMIN : null);
    ResourceConfig routes = ResourceConfig.forApplication(new TuttiApplication());
    routes.register(new AbstractBinder() {
      @Override
      protected void configure() {
        bind(gate).to(SessionGate.class);
        bind(tokens).to(TokenIssuer.class);
        bind(tokens).to(TokenVerifier.class);
        bind(settings).to(RestSettings.class);
        bind(invites).to(Invites.class);
        bind(joinRequests).to(JoinRequests.class);
        bind(blocks).to(AddressBlocks.class);
        bind(new JoinRequestRates(askingClock::get)).to(JoinRequestRates.class);
        bindFactory(() -> callers).to(Callers.class);
        bindAsContract(SessionCreation.class);
        bindAsContract(RequestAudit.class).in(RequestScoped.class).proxy(true);
        bind(audit).to(AuditTrail.class);
        bindFactory(() -> new Authority(gate, readers, operators, settings)).to(Authority.class);
        bindFactory(() -> new AccountCallers(tokens, accounts)).to(AccountCallers.class);
        bind(accounts).to(Accounts.class);
        bind(revocations).to(Revocations.class);
        bindFactory(() -> desk).to(AccountDesk.class);
        bind(accounts).to(Teams.class);
        bind(overviews).to(Overviews.class);
        bind(insights).to(Insights.class);
        bindFactory(() -> new TeamDesk(accounts, accounts, passwords, revocations)).to(TeamDesk.class);
        bindFactory(() -> new TeamCallers(new AccountCallers(tokens, accounts), accounts, accounts)).to(TeamCallers.class);
        bindFactory(() -> rates).to(LoginRates.class);
        bindFactory(() -> readers).to(Readers.class);
        bindAsContract(SessionCommands.class);
        bind(auditLog).to(AuditLog.class);
        bind(rotation).to(KeyRotation.class);
        bind(operators).to(Operators.class);
      }
    });
    Tomcat.addServlet(web, "api", new ServletContainer(routes)).setAsyncSupported(true);
    web.addServletMappingDecoded("/api/*", "api");
    tomcat.start();
  }

  /** A request to {@code path}, below the application's own. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + context + path));
  }

  /** The answer's first line to a request whose lines but {@code Host} are {@code head}. */
  String raw(String head) throws Exception {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", tomcat.getConnector().getLocalPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + "\r\nHost: localhost\r\n\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  Reply send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response);
  }

  Reply get(String path) throws Exception {
    return send(to(path));
  }

  /** An answer's body as it came. */
  byte[] bytes(String path) throws Exception {
    return client.send(to(path).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  Reply get(String path, String token) throws Exception {
    return send(to(path).header("Authorization", "Bearer " + token));
  }

  Reply post(String path, String body) throws Exception {
    return send(to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply post(String path, String body, String token) throws Exception {
    return send(to(path).header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply put(String path, String body, String token) throws Exception {
    return send(to(path).header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
        .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply patch(String path, String body, String token) throws Exception {
    return send(to(path).header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
        .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply delete(String path) throws Exception {
    return send(to(path).DELETE());
  }

  Reply delete(String path, String token) throws Exception {
    return send(to(path).header("Authorization", "Bearer " + token).DELETE());
  }

  Visitor join(String session, String user) {
    return Visitor.join(hub, session, user, user.startsWith("anon_"));
  }

  /** {@code user} says something, which is read from then on where messages are. */
  void say(String session, String user, ConversationCommand.Send words) {
    SessionId id = new SessionId(session);
    var said = (Outcome.Done) hub.perform(id, Origin.of(new UserId(user), null), new Command.Converse(words)).orElseThrow();
    Entry entry = journal.read(id, said.seq(), said.seq(), 1).get(0);
    messages.take(id, entry.at(), ((Event.Conversed) entry.event()).event());
  }

  /** Waits until the last entry of a session is at {@code seq}. */
  void awaitSeq(String session, long seq) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (hub.report(new SessionId(session)).orElseThrow().view().seq() < seq) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the session has not come to " + seq);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    hub.stop(2_000);
    storage.shutdownNow();
    scheduler.shutdownNow();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** An answer, read as JSON where it is some. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    String type() {
      return header("Content-Type");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Map<String, Object> json() {
      try {
        return JsonText.readObject(response.body());
      } catch (io.tutti.edge.json.MalformedJson e) {
        throw new AssertionError(response.statusCode() + " " + response.body(), e);
      }
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> array() {
      try {
        return (List<Map<String, Object>>) JsonText.readObject("{\"array\":" + response.body() + "}").get("array");
      } catch (io.tutti.edge.json.MalformedJson e) {
        throw new AssertionError(response.statusCode() + " " + response.body(), e);
      }
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> objects(String name) {
      return (List<Map<String, Object>>) json().get(name);
    }
  }

  private static final class SilentIncidents implements Incidents {
    @Override
    public void sessionFailed(SessionId session, String what, Throwable cause) {}

    @Override
    public void commitFailed(int sessions, Throwable cause) {}
  }
}
