package io.tutti.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What bytecode does not show: sizes in lines, synchronized blocks, null marks. */
class SourceRulesTest {

  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 60;
  private static final int MAX_PARAMETERS = 6;
  private static final Path JAVA = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path BROWSER = Path.of("src/main/webapp");

  private final List<String> broken = new ArrayList<>();

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  @DisplayName("No file, of Java or JavaScript, has more than 400 lines")
  void files() throws IOException {
    List<Path> all = new ArrayList<>(files(JAVA, ".java"));
    all.addAll(files(TESTS, ".java"));
    all.addAll(files(BROWSER, ".js"));
    assertFalse(all.isEmpty());
    for (Path file : all) {
      long lines = Files.readAllLines(file).size();
      if (lines > MAX_FILE_LINES) {
        broken.add(file + ": " + lines + " lines");
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  @DisplayName("No method has more than 60 lines or 6 parameters, and the core has no synchronized block")
  void methods() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var sources = compiler.getStandardFileManager(null, null, null)) {
      var units = sources.getJavaFileObjectsFromPaths(files(JAVA, ".java"));
      var task = (JavacTask) compiler.getTask(null, sources, problem -> { }, List.of("-proc:none"), null, units);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Measure(unit, positions).scan(unit, null);
      }
    }
    assertEquals(List.of(), broken);
  }

  private final class Measure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String file;

    Measure(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
      this.file = unit.getSourceFile().getName();
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        long first = line(positions.getStartPosition(unit, method.getBody()));
        long last = line(positions.getEndPosition(unit, method.getBody()));
        if (last - first + 1 > MAX_METHOD_LINES) {
          broken.add(file + "#" + method.getName() + ": " + (last - first + 1) + " lines");
        }
      }
      boolean constructor = method.getReturnType() == null;
      // Whoever overrides has as many as what is overridden: where that is ours, it is counted there.
      boolean overrides = method.getModifiers().getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      if (!constructor && !overrides && method.getParameters().size() > MAX_PARAMETERS) {
        broken.add(file + "#" + method.getName() + ": " + method.getParameters().size() + " parameters");
      }
      return super.visitMethod(method, nothing);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }

    @Override
    public Void visitSynchronized(SynchronizedTree block, Void nothing) {
      if (!file.contains("/edge/") && !file.contains("/launch/")) {
        broken.add(file + ": a synchronized block in the core");
      }
      return super.visitSynchronized(block, nothing);
    }
  }

  /**
   * Of sealed types a {@code match} or a chain of questions decides, of enums a switch that names every constant: a {@code default} there
   * would take a new one in silence.
   */
  @Test
  @DisplayName("In core and hub no switch over an enum has a default, and no default does nothing")
  void exhaustive() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var sources = compiler.getStandardFileManager(null, null, null)) {
      List<Path> core = files(JAVA, ".java").stream()
          .filter(file -> !file.startsWith(JAVA.resolve("io/tutti/edge")) && !file.startsWith(JAVA.resolve("io/tutti/launch"))).toList();
      assertFalse(core.isEmpty());
      var task = (JavacTask) compiler.getTask(
          null, sources, problem -> { }, List.of("-proc:none"), null, sources.getJavaFileObjectsFromPaths(core));
      for (CompilationUnitTree unit : task.parse()) {
        new Defaults(unit.getSourceFile().getName()).scan(unit, null);
      }
    }
    assertEquals(List.of(), broken);
  }

  private final class Defaults extends TreeScanner<Void, Void> {
    private final String file;

    Defaults(String file) {
      this.file = file;
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void nothing) {
      judge(tree.getCases());
      return super.visitSwitch(tree, nothing);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
      judge(tree.getCases());
      return super.visitSwitchExpression(tree, nothing);
    }

    /** A label that is a single name is a constant of an enum. */
    private void judge(List<? extends CaseTree> cases) {
      boolean overEnum = cases.stream().flatMap(one -> one.getExpressions().stream()).anyMatch(IdentifierTree.class::isInstance);
      for (CaseTree one : cases) {
        boolean isDefault = one.getExpressions().isEmpty();
        boolean isEmpty = one.getBody() instanceof BlockTree block && block.getStatements().isEmpty();
        if (isDefault && (overEnum || isEmpty)) {
          broken.add(file + ": a default that takes what is new in silence");
        }
      }
    }
  }

  @Test
  @DisplayName("Every package is null-marked")
  void nullMarked() throws IOException {
    var packages = new TreeSet<Path>();
    files(JAVA, ".java").forEach(file -> packages.add(file.getParent()));
    for (Path folder : packages) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
        broken.add(folder.toString());
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  @DisplayName("No test sleeps (the benchmark is none), is switched off, or leaves something to be done")
  void tests() throws IOException {
    for (Path file : files(TESTS, ".java")) {
      if (file.startsWith(TESTS.resolve("io/tutti/bench"))) {
        continue;
      }
      String text = Files.readString(file);
      for (String word : List.of("Thread." + "sleep(", "waitFor" + "Timeout(", "@Dis" + "abled", "TO" + "DO", "FIX" + "ME")) {
        if (text.contains(word)) {
          broken.add(file + ": " + word);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  /** Each feature has a folder: its client, its reducer and its view stand together. */
  @Test
  @DisplayName("The client library is arranged by feature, knows no page, and its reducers and views are pure")
  void clientLibrary() throws IOException {
    Path library = BROWSER.resolve("sync");
    List<String> shared = List.of("emitter.js", "example.js", "format.js", "host.js", "indexed.js", "names.js", "record.js", "rest.js", "tutti.js", "types.js");
    Pattern page = Pattern.compile("^(import|\\}) .*from \"[./]+/(page|elements|editor)/", Pattern.MULTILINE);
    Pattern effects = Pattern.compile("^(import|\\}) .*/(client|host|rest)\\.js\"|Date\\.now\\(|Math\\.random\\(|\\bdocument\\.|\\bfetch\\(", Pattern.MULTILINE);
    for (Path file : files(library, ".js")) {
      String text = Files.readString(file);
      String name = file.getFileName().toString();
      if (file.getParent().equals(library) && !shared.contains(name)) {
        broken.add(file + ": stands with no feature");
      }
      if (page.matcher(text).find()) {
        broken.add(file + ": knows the page");
      }
      boolean pure = name.equals("reducer.js") || name.equals("view.js") && !text.contains("export class");
      if (pure && effects.matcher(text).find()) {
        broken.add(file + ": is not pure");
      }
    }
    assertEquals(List.of(), broken);
  }

  /** The pages' policy forbids eval: an expression is looked at once, and only a function again and again. */
  @Test
  @DisplayName("What a test waits for in a page is a function, not an expression")
  void waiting() throws IOException {
    Pattern expression = Pattern.compile("waitFor" + "Function\\(\\s*\"{1,3}+\\s*+(?!\\(|async |function)");
    for (Path file : files(TESTS, ".java")) {
      if (expression.matcher(Files.readString(file)).find()) {
        broken.add(file.toString());
      }
    }
    assertEquals(List.of(), broken);
  }
}
