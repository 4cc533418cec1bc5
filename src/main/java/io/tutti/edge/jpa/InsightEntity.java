package io.tutti.edge.jpa;

import io.tutti.access.Identity;
import io.tutti.analytics.Insight;
import io.tutti.identity.SessionId;
import io.tutti.identity.UserId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.Length;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** An insight's row. Confined to its persistence context. */
@Entity
@Table(name = "insights")
class InsightEntity {

  @Id
  @Column(name = "insight_id", length = 64)
  String id;

  @Column(nullable = false, length = Insight.Text.MAX_TITLE_LENGTH)
  String title;

  @Column(nullable = false, length = Length.LONG32)
  String content;

  /** Title and content in small letters. */
  @Column(nullable = false, length = Length.LONG32)
  String sought;

  @ElementCollection
  @CollectionTable(name = "insight_tags", joinColumns = @JoinColumn(name = "insight_id"))
  @OrderColumn(name = "place")
  @Column(name = "tag", nullable = false, length = Insight.Text.MAX_TAG_LENGTH)
  @BatchSize(size = 100)
  List<String> tags;

  @Column(nullable = false, length = UserId.MAX_LENGTH, updatable = false)
  String author;

  @Column(name = "author_name", nullable = false, length = Identity.MAX_NAME_LENGTH)
  String authorName;

  @Column(name = "team_id", length = 64)
  @Nullable String teamId;

  @Column(name = "session_id", length = SessionId.MAX_LENGTH)
  @Nullable String sessionId;

  /** Of the session that it is about; null where there was none. */
  @Column(name = "session_key")
  @Nullable Long sessionKey;

  @Column(nullable = false)
  long votes;

  @Column(nullable = false)
  long views;

  @Column(name = "created_at", nullable = false, updatable = false)
  long createdAt;

  @Column(name = "updated_at")
  @Nullable Long updatedAt;

  /** For Hibernate, which fills every column. */
  InsightEntity() {}

  /** The row of a new insight about the session with that key. */
  InsightEntity(Insight insight, @Nullable Long sessionKey) {
    id = insight.id();
    tags = new ArrayList<>();
    author = insight.author().value();
    authorName = insight.authorName();
    teamId = insight.team();
    sessionId = insight.session() == null ? null : insight.session().value();
    this.sessionKey = sessionKey;
    createdAt = insight.createdAt();
    take(insight.text());
  }

  /** Has the row say {@code text}. */
  final void take(Insight.Text text) {
    title = text.title();
    content = text.content();
    sought = (text.title() + "\n" + text.content()).toLowerCase(Locale.ROOT);
    tags.clear();
    tags.addAll(text.tags());
  }

  Insight toInsight(boolean isVoted) {
    return new Insight(id, new Insight.Text(title, content, tags), new UserId(author), authorName, teamId,
        sessionId == null ? null : new SessionId(sessionId), votes, views, isVoted, createdAt, updatedAt);
  }
}
