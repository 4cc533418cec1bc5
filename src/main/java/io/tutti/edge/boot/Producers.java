package io.tutti.edge.boot;

import io.tutti.access.AddressBlocks;
import io.tutti.access.Memberships;
import io.tutti.access.Invites;
import io.tutti.conversation.Messages;
import io.tutti.edge.agents.AgentSettings;
import io.tutti.edge.agents.ModelChronicler;
import io.tutti.edge.agents.ModelDirector;
import io.tutti.edge.rest.http.HttpSettings;
import io.tutti.edge.jpa.Database;
import io.tutti.edge.jpa.DatabaseAddress;
import io.tutti.edge.jpa.JpaInvites;
import io.tutti.edge.jpa.JpaJournal;
import io.tutti.edge.jpa.JpaMessages;
import io.tutti.edge.jpa.JpaParticipations;
import io.tutti.edge.jpa.StoragePlace;
import io.tutti.edge.rest.http.RestSettings;
import io.tutti.edge.sealing.Seal;
import io.tutti.edge.tokens.TokenSettings;
import io.tutti.edge.wal.WriteAheadJournal;
import io.tutti.edge.wal.WriteAheadSettings;
import io.tutti.edge.websocket.WebSocketSettings;
import io.tutti.hub.HubPorts;
import io.tutti.hub.Retention;
import io.tutti.hub.SessionGate;
import io.tutti.hub.SessionHub;
import io.tutti.hub.WarmPool;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import io.tutti.session.Agents;
import io.tutti.session.Archive;
import io.tutti.session.AuditTrail;
import io.tutti.session.Journal;
import io.tutti.story.rules.RuleDirector;
import io.tutti.story.rules.TemplateChronicler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the server's parts and puts them together; {@link Lifecycle} takes them apart again. Thread-safe. */
@ApplicationScoped
public class Producers {

  private static final Logger LOG = LoggerFactory.getLogger("io.tutti");
  private static final String VERSION = version();
  private static final int STORAGE_THREADS = 8;
  private static final int STORAGE_QUEUE = 50_000;
  private static final int MAX_WRITERS = 64;
  private static final int AGENT_THREADS = 16;
  private static final int AGENT_QUEUE = 2_000;

  private static String version() {
    String version = Producers.class.getPackage().getImplementationVersion();
    return version == null ? "1.0.0" : version;
  }

  @Produces
  @Singleton
  Settings settings() {
    Settings settings = Settings.read(Variables.ofProcess());
    LOG.info("Settings: {}", settings);
    return settings;
  }

  @Produces
  @Singleton
  WebSocketSettings webSocketSettings(Settings settings) {
    return settings.webSocket();
  }

  @Produces
  @Singleton
  RestSettings restSettings(Settings settings) {
    try {
      return new RestSettings(VERSION, settings.anonymous(), settings.accounts().registration(),
          settings.accounts().publicMetrics(),
          List.copyOf(settings.frontendOrigins()), !settings.production() && settings.frontendOrigins().isEmpty(),
          settings.hub().conflictWindowMillis(), settings.requestsPerSecond(), settings.requestBurst());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
  }

  @Produces
  @Singleton
  HttpSettings httpSettings(Settings settings) {
    return HttpSettings.of(settings.requestsPerAddress());
  }

  @Produces
  @Singleton
  TokenSettings tokenSettings(Settings settings) {
    try {
      // With an outside issuer these two are that one's, and our own tokens go without.
      boolean own = settings.accounts().keysUrl() == null;
      return new TokenSettings(Secret.of(settings), settings.jwtAlgorithm(), settings.jwtLifetimeSeconds(),
          own ? settings.jwtIssuer() : null, own ? settings.jwtAudience() : null, settings.anonymous());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
  }

  @Produces
  @Singleton
  Seal seal(Settings settings) {
    String keys = settings.encryptionKey();
    try {
      return keys == null ? Seal.none() : Seal.with(keys);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
  }

  @Produces
  @Singleton
  Database database(Settings settings, Seal seal) {
    String url = settings.databaseUrl();
    try {
      return url == null
          ? Database.open(embedded(settings.dataDirectory()), seal, () -> hasRoom(settings))
          : Database.open(DatabaseAddress.parse(url), seal);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(String.valueOf(e.getMessage()));
    }
  }

  /** Changes are refused much earlier (rule STORE1): this keeps what is done beside the log from filling the disk. */
  private static boolean hasRoom(Settings settings) {
    long least = settings.minFreeBytes() / 4;
    return least == 0 || settings.dataDirectory().toFile().getUsableSpace() >= least;
  }

  /** H2 would make the folder itself, but where it cannot it says so at length. */
  private static DatabaseAddress embedded(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new ConfigurationProblem("DATA_DIR " + directory + " cannot be used: it is no folder and none can be made there");
    }
    return DatabaseAddress.embedded(directory);
  }

  /** On the embedded database a write-ahead file stands before the tables; PostgreSQL has its own. */
  @Produces
  @Singleton
  Journal journal(Settings settings, Database database, Seal seal) {
    int renewed = settings.databaseUrl() == null
        ? StoragePlace.checkEmbedded(database, settings.dataDirectory()) : StoragePlace.checkPostgres(database);
    if (renewed > 0) {
      LOG.info("The data lies elsewhere than at the last start, as after a restore: {} sessions' logs have new ids", renewed);
    }
    Journal tables = new JpaJournal(database);
    return settings.databaseUrl() == null
        ? new WriteAheadJournal(tables, WriteAheadSettings.in(settings.dataDirectory(), settings.minFreeBytes()), seal, Threads.named("tutti-fold"))
        : tables;
  }

  /** What the log feeds; on the embedded database it has caught up with the write-ahead file before it is read. */
  @Produces
  @Singleton
  Archive archive(Database database, Journal journal) {
    if (journal instanceof WriteAheadJournal ahead) {
      return new ReadModels(new JpaMessages(database, ahead::catchUp), new JpaParticipations(database));
    }
    return new ReadModels(new JpaMessages(database, session -> { }), new JpaParticipations(database));
  }

  /** Rules tell stories, or a language model does, with the rules behind it. */
  @Produces
  @Singleton
  Agents agents(Settings settings) {
    AgentSettings model = settings.storyModel();
    return model == null
        ? new Agents(new RuleDirector(), new TemplateChronicler())
        : new Agents(new ModelDirector(model), new ModelChronicler(model));
  }

  @Produces
  @Singleton
  Invites invites(Database database) {
    return new JpaInvites(database);
  }

  private record ReadModels(Messages messages, JpaParticipations participations) implements Archive {
    @Override
    public List<SessionId> sessionsOf(UserId user, int limit) {
      return participations.sessionsOf(user, limit);
    }
  }

  @Produces
  @Singleton
  WarmPool writers() {
    int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new WarmPool(Threads.named("tutti-write"), cores, 1, MAX_WRITERS,
        cause -> LOG.error("A task of the writers failed", cause));
  }

  @Produces
  @Singleton
  ScheduledExecutorService scheduler() {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, Threads.named("tutti-time"));
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  @Produces
  @Singleton
  ThreadPoolExecutor storage() {
    ThreadPoolExecutor storage = new ThreadPoolExecutor(STORAGE_THREADS, STORAGE_THREADS, 30, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(STORAGE_QUEUE), Threads.named("tutti-store"));
    storage.allowCoreThreadTimeOut(true);
    return storage;
  }

  /** The threads on which agents think: what does not fit is refused, and whoever asked is told. */
  @Produces
  @Singleton
  AgentThreads agentThreads() {
    ThreadPoolExecutor threads = new ThreadPoolExecutor(AGENT_THREADS, AGENT_THREADS, 30, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(AGENT_QUEUE), Threads.named("tutti-agent"));
    threads.allowCoreThreadTimeOut(true);
    return new AgentThreads(threads);
  }

  record AgentThreads(ThreadPoolExecutor pool) {}

  @Produces
  @Singleton
  SessionHub hub(Settings settings, Stores stores, Agents agents, Pools pools, AuditTrail audit, Doors doors) {
    return new SessionHub(new HubPorts(stores.journal, stores.archive, agents, pools.agents.pool(), pools.writers, pools.storage,
        pools.scheduler, Threads.named("tutti-commit"), new LoggedIncidents(), System::currentTimeMillis,
        System::nanoTime, audit, doors.teams::teamOf, doors::isBlocked), settings.hub());
  }

  /** What sessions ask about newcomers. Confined to the start, but for what it asks. */
  @Dependent
  static class Doors {
    @Inject Memberships teams;
    @Inject AddressBlocks blocks;

    boolean isBlocked(SessionId session, @Nullable String address) {
      return blocks.covers(session, address, System.currentTimeMillis());
    }
  }

  @Produces
  @Singleton
  SessionGate gate(SessionHub hub) {
    return new SessionGate(hub);
  }

  @Produces
  @Singleton
  Retention retention(Stores stores, SessionHub hub) {
    return new Retention(stores.journal, stores.archive, hub, new LoggedIncidents(), System::currentTimeMillis);
  }

  /** Where sessions are kept. Confined to the start. */
  @Dependent
  static class Stores {
    @Inject Journal journal;
    @Inject Archive archive;
  }

  /** The threads that work for sessions. Confined to the start. */
  @Dependent
  static class Pools {
    @Inject AgentThreads agents;
    @Inject WarmPool writers;
    @Inject ThreadPoolExecutor storage;
    @Inject ScheduledExecutorService scheduler;
  }
}
