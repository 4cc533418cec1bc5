package io.tutti.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The {@link LoadGenerator} process, seen from the benchmark: one command, one answer. Confined to the benchmark's thread. */
final class GeneratorProcess implements AutoCloseable {

  private final ChildProcess child;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final Path log;

  GeneratorProcess(ServerProcess server, BenchmarkOptions options, Path folder) throws IOException {
    log = folder.resolve("generator.log");
    child = ChildProcess.java(
        List.of("-Xmx1g", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), LoadGenerator.class.getName(),
            "port=" + server.port, "server=" + server.pid(),
            "target=" + (server.target == ServerProcess.Target.RELAY ? "relay" : "tutti"),
            "threads=" + options.loadThreads(), "talk=" + options.shape.talk, "batch=" + options.batch()),
        Map.of(), log, true);
    commands = child.process.outputWriter();
    answers = child.process.inputReader();
  }

  /** Asks and waits for the answer; every command is bounded in time on the generator's side. */
  Figures ask(Figures command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("The load generator ended; see " + log);
    }
    Figures answer = Figures.parse(line);
    if (answer.word().equals("failed")) {
      throw new IOException("The load generator could not " + command.word() + ": " + answer.text("why").replace('_', ' '));
    }
    return answer;
  }

  Figures open(String prefix, int sessions, int users, int senders, BenchmarkOptions options) throws IOException {
    return ask(new Figures("open").with("prefix", prefix).with("sessions", sessions).with("users", users)
        .with("senders", senders).with("rate", options.connectRate()));
  }

  RunResult run(Schedule.Pace pace, BenchmarkOptions options) throws IOException {
    return new RunResult(ask(new Figures("run").with("rate", pace.rate()).with("warmup", pace.warmupSeconds())
        .with("seconds", pace.seconds()).with("drain", options.drainSeconds()).with("seed", options.seed()).with("moves", options.moves())));
  }

  @Override
  public void close() {
    child.close();
  }
}
