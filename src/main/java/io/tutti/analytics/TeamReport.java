package io.tutti.analytics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several sessions come to together (rule AN2). Averages have two decimals; {@code types}: how many sessions of each type,
 * by name; {@code projects}: the {@value #MAX_PROJECTS} with most sessions, then most tokens, then by name. Immutable.
 */
public record TeamReport(
    long sessions, long active, long completed, long failed, long tokens, double averageTokens, double averageHealth,
    Health health, Map<String, Long> types, List<Project> projects) {

  /** Most projects that are told. */
  public static final int MAX_PROJECTS = 10;

  public TeamReport {
    types = java.util.Collections.unmodifiableMap(new TreeMap<>(types));
    projects = List.copyOf(projects);
  }

  /** How many sessions are healthy (80 and more), in need of attention (50 to 80) and critical. Immutable. */
  public record Health(long healthy, long warning, long critical) {

    static final double HEALTHY = 80;
    static final double WARNING = 50;

    static Health of(Collection<Figures> sessions) {
      long healthy = sessions.stream().filter(session -> session.healthScore() >= HEALTHY).count();
      long critical = sessions.stream().filter(session -> session.healthScore() < WARNING).count();
      return new Health(healthy, sessions.size() - healthy - critical, critical);
    }

    /** How many per cent of all these {@code part} is, with one decimal. */
    public double percentage(long part) {
      return Rounded.percentage(part, healthy + warning + critical);
    }
  }

  /** What the sessions of one project come to. Immutable. */
  public record Project(String name, long sessions, long tokens, double averageHealth) {

    private static final Comparator<Project> LARGEST_FIRST = Comparator.comparingLong(Project::sessions).reversed()
        .thenComparing(Comparator.comparingLong(Project::tokens).reversed()).thenComparing(Project::name);

    static List<Project> of(Collection<Figures> sessions) {
      Map<String, List<Figures>> byName = new TreeMap<>();
      sessions.forEach(session -> {
        if (session.project() != null) {
          byName.computeIfAbsent(session.project(), name -> new ArrayList<>()).add(session);
        }
      });
      return byName.entrySet().stream()
          .map(project -> new Project(project.getKey(), project.getValue().size(),
              Rounded.total(project.getValue(), Figures::tokenCount),
              Rounded.average(project.getValue(), Figures::healthScore)))
          .sorted(LARGEST_FIRST).limit(MAX_PROJECTS).toList();
    }
  }

  /** The report on {@code sessions}. */
  public static TeamReport of(Collection<Figures> sessions) {
    Map<String, Long> types = new TreeMap<>();
    sessions.forEach(session -> types.merge(session.type(), 1L, Long::sum));
    return new TeamReport(sessions.size(),
        sessions.stream().filter(Figures::isActive).count(),
        sessions.stream().filter(Figures::isCompleted).count(),
        sessions.stream().filter(Figures::isFailed).count(),
        Rounded.total(sessions, Figures::tokenCount), Rounded.average(sessions, Figures::tokenCount),
        Rounded.average(sessions, Figures::healthScore), Health.of(sessions), types, Project.of(sessions));
  }
}
