package io.tutti.edge.jpa;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tutti.analytics.Insight;
import io.tutti.identity.UserId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsightBoundTest {

  @TempDir
  Path directory;

  private static Insight insight(String id, String author) {
    return Insight.fresh(id, new Insight.Text("t", "c", List.of()), new Insight.Author(new UserId(author), "Name"), null, null, 1);
  }

  @Test
  @DisplayName("[INS1] Whoever has as many insights as are allowed shares another one only after deleting one")
  void bounded() {
    try (Database database = Database.open(DatabaseAddress.embedded(directory))) {
      JpaInsights insights = new JpaInsights(database, () -> { }, 2);
      assertTrue(insights.add(insight("a", "kim")));
      assertTrue(insights.add(insight("b", "kim")));
      assertFalse(insights.add(insight("c", "kim")));
      assertTrue(insights.add(insight("d", "lee")));
      insights.delete("a");
      assertTrue(insights.add(insight("c", "kim")));
    }
  }
}
