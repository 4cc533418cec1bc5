-- What teams are, what sessions come to, and what people learnt from them, on the embedded H2.
-- All times are milliseconds since 1970-01-01T00:00Z.

ALTER TABLE teams ADD COLUMN description VARCHAR(2000);
-- A JSON object.
ALTER TABLE teams ADD COLUMN settings CHARACTER LARGE OBJECT;
ALTER TABLE teams ADD COLUMN updated_at BIGINT;

-- Who finds a session in a list now, and since when; how many messages were ever posted. Read off what is there: a text that
-- looks like a member of the object would have its quotation marks behind backslashes.
ALTER TABLE sessions ADD COLUMN shown_to VARCHAR(16) DEFAULT 'private' NOT NULL;
ALTER TABLE sessions ADD COLUMN shared_at BIGINT;
ALTER TABLE sessions ADD COLUMN message_count BIGINT DEFAULT 0 NOT NULL;
UPDATE sessions SET shown_to = CASE
  WHEN profile LIKE '%"visibility":"public"%' THEN 'public'
  WHEN profile LIKE '%"visibility":"team"%' THEN 'team'
  WHEN profile IS NULL THEN LOWER(visibility)
  ELSE 'private' END;
UPDATE sessions SET shared_at = created_at WHERE shown_to <> 'private';
UPDATE sessions SET message_count =
  (SELECT COUNT(*) FROM session_messages m WHERE m.session_key = sessions.session_key);
CREATE INDEX sessions_activity ON sessions (last_activity);
CREATE INDEX sessions_creator ON sessions (creator);

-- Banned, and not back since: nobody's session any more.
ALTER TABLE session_participants ADD COLUMN banned BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX session_participants_user ON session_participants (user_id);

-- The key of a session is nobody else's after its end, as its id may be.
CREATE TABLE insights (
  insight_id  VARCHAR(64) PRIMARY KEY,
  title       VARCHAR(200) NOT NULL,
  content     CHARACTER LARGE OBJECT NOT NULL,
  -- Title and content in small letters, for searches: the databases do not agree on what those are.
  sought      CHARACTER LARGE OBJECT NOT NULL,
  author      VARCHAR(128) NOT NULL,
  author_name VARCHAR(80) NOT NULL,
  team_id     VARCHAR(64),
  session_id  VARCHAR(64),
  session_key BIGINT,
  votes       BIGINT NOT NULL,
  views       BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT
);

CREATE INDEX insights_author ON insights (author);
CREATE INDEX insights_team ON insights (team_id, created_at);
CREATE INDEX insights_session ON insights (session_key);
CREATE INDEX insights_age ON insights (created_at);

CREATE TABLE insight_tags (
  insight_id VARCHAR(64) NOT NULL REFERENCES insights (insight_id) ON DELETE CASCADE,
  place      INTEGER NOT NULL,
  tag        VARCHAR(50) NOT NULL,
  PRIMARY KEY (insight_id, place)
);

CREATE INDEX insight_tags_tag ON insight_tags (tag);

CREATE TABLE insight_votes (
  insight_id VARCHAR(64) NOT NULL REFERENCES insights (insight_id) ON DELETE CASCADE,
  user_id    VARCHAR(128) NOT NULL,
  PRIMARY KEY (insight_id, user_id)
);

-- The last day, counted from 1970-01-01, on which somebody's view was counted.
CREATE TABLE insight_views (
  insight_id VARCHAR(64) NOT NULL REFERENCES insights (insight_id) ON DELETE CASCADE,
  user_id    VARCHAR(128) NOT NULL,
  last_day   BIGINT NOT NULL,
  PRIMARY KEY (insight_id, user_id)
);
