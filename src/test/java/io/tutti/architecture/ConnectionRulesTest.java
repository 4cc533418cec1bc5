package io.tutti.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the dialects are built: each finds its places by itself. */
class ConnectionRulesTest {

  private static final Path EDGE = Path.of("src/main/java/io/tutti/edge/websocket");
  private static final Path HUB = Path.of("src/main/java/io/tutti/hub");
  private static final int MAX_FILE_LINES = 300;
  /** A sealed type that gives itself to the case that it is. */
  private static final Pattern MATCHED = Pattern.compile("(?m)^(?:public )?sealed interface (\\w+).*?interface Cases<R>", Pattern.DOTALL);

  private final List<String> broken = new ArrayList<>();

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<Path> ofDialects() throws IOException {
    return sources(EDGE).stream().filter(file -> !file.getParent().equals(EDGE)).toList();
  }

  @Test
  @DisplayName("No file of a dialect has more than 300 lines")
  void sizes() throws IOException {
    for (Path file : ofDialects()) {
      long lines = Files.readAllLines(file).size();
      if (lines > MAX_FILE_LINES) {
        broken.add(file + ": " + lines);
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  @DisplayName("Every endpoint names one decoder and one encoder, of the sealed messages of its dialect, all of which are records")
  void endpoints() throws Exception {
    Set<Class<?>> endpoints = new ClassFileImporter().importPackages("io.tutti.edge.websocket").stream()
        .filter(type -> type.isAnnotatedWith(ServerEndpoint.class)).map(type -> type.reflect())
        .filter(type -> type.getPackageName().startsWith("io.tutti.edge.websocket.") && !type.getPackageName().contains("containers"))
        .collect(Collectors.toSet());
    Set<String> dialects = ofDialects().stream().map(file -> file.getParent().getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(dialects.size(), endpoints.size());
    for (Class<?> endpoint : endpoints) {
      ServerEndpoint annotation = endpoint.getAnnotation(ServerEndpoint.class);
      assertEquals(1, annotation.decoders().length, endpoint.getName());
      assertEquals(1, annotation.encoders().length, endpoint.getName());
      for (Class<?> coder : List.of(annotation.decoders()[0], annotation.encoders()[0])) {
        Class<?> message = messageOf(coder);
        assertEquals(endpoint.getPackageName(), message.getPackageName(), coder.getName());
        assertTrue(message.isSealed(), message.getName());
        leaves(message).filter(leaf -> !leaf.isRecord()).forEach(leaf -> broken.add(leaf.getName()));
      }
    }
    assertEquals(List.of(), broken);
  }

  private static Class<?> messageOf(Class<?> coder) {
    return Arrays.stream(coder.getGenericInterfaces()).filter(ParameterizedType.class::isInstance).map(ParameterizedType.class::cast)
        .filter(type -> type.getRawType() == Decoder.Text.class || type.getRawType() == Encoder.Text.class)
        .<Type>map(type -> type.getActualTypeArguments()[0]).map(type -> (Class<?>) type).findFirst().orElseThrow();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ConnectionRulesTest::leaves) : Stream.of(type);
  }

  @Test
  @DisplayName("No dialect picks cases of a message, a notice or the like by instanceof: what it forgets would fall through")
  void exhaustive() throws IOException {
    Set<String> matched = new TreeSet<>();
    for (Path root : List.of(EDGE, HUB)) {
      for (Path file : sources(root)) {
        MATCHED.matcher(Files.readString(file)).results().forEach(found -> matched.add(found.group(1)));
      }
    }
    assertTrue(matched.containsAll(Set.of("ClientMessage", "MemberMessage", "ServerMessage", "Notice")), matched::toString);
    Pattern picks = Pattern.compile("instanceof (" + String.join("|", matched) + ")\\b");
    for (Path file : sources(EDGE)) {
      picks.matcher(Files.readString(file)).results().forEach(found -> broken.add(file + ": " + found.group()));
    }
    assertEquals(List.of(), broken);
  }

  @Test
  @DisplayName("A connection is constructed completely before anybody hears of it: no constructor hands out this")
  void constructors() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources(EDGE));
      var task = (JavacTask) compiler.getTask(null, files, problem -> { }, List.of("-proc:none"), null, units);
      for (var unit : task.parse()) {
        new Construction(unit.getSourceFile().getName()).scan(unit, null);
      }
    }
    assertEquals(List.of(), broken);
  }

  /** Looks at what runs while an object is made: constructors, and what fields begin with. */
  private final class Construction extends TreeScanner<Void, Boolean> {

    private final String file;

    Construction(String file) {
      this.file = file;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean constructing) {
      type.getMembers().forEach(member -> scan(member, member instanceof VariableTree || isConstructor(member)));
      return null;
    }

    private static boolean isConstructor(Tree member) {
      return member instanceof MethodTree method && method.getReturnType() == null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Boolean constructing) {
      check(call.getArguments(), constructing);
      return super.visitMethodInvocation(call, constructing);
    }

    @Override
    public Void visitNewClass(NewClassTree call, Boolean constructing) {
      check(call.getArguments(), constructing);
      return super.visitNewClass(call, constructing);
    }

    private void check(List<? extends ExpressionTree> arguments, Boolean constructing) {
      for (ExpressionTree argument : arguments) {
        if (constructing && (isThis(argument) || argument instanceof MemberReferenceTree method && isThis(method.getQualifierExpression()))) {
          broken.add(file + ": " + argument);
        }
      }
    }

    private static boolean isThis(ExpressionTree expression) {
      return expression instanceof IdentifierTree name && name.getName().contentEquals("this");
    }
  }
}
