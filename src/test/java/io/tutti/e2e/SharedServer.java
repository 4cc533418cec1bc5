package io.tutti.e2e;

import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one server with usual settings, started for the first that asks and stopped after the last test of all. Shows what
 * it printed during a test that failed. Thread-safe: tests run one after the other.
 *
 * <p>Its window for conflicts is wide, so that what the tests do "at the same time" is that on a slow machine too; tests of
 * the window itself make sessions with one of their own.
 */
final class SharedServer implements ParameterResolver, AfterTestExecutionCallback {

  private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(SharedServer.class);
  private static final int SHOWN_LINES = 60;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(PLACE).getOrComputeIfAbsent(RunningServer.class, type -> ServerSetup.empty("shared")
        .with("CONFLICT_WINDOW_MS", "5000").with("CONNECTIONS_PER_SECOND", "1000").start(), RunningServer.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    RunningServer server = context.getRoot().getStore(PLACE).get(RunningServer.class, RunningServer.class);
    if (context.getExecutionException().isPresent() && server != null) {
      List<String> lines = server.lines();
      lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()).forEach(System.err::println);
    }
  }
}
