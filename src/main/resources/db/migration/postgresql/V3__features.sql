-- What a session holds beside parameters: what is said about it, documents. All times are milliseconds since 1970-01-01T00:00Z.

-- What a session was created with, and what is said about it now: JSON objects. The columns beside them are there to search by.
ALTER TABLE sessions ADD COLUMN particulars TEXT;
ALTER TABLE sessions ADD COLUMN profile TEXT;
ALTER TABLE sessions ADD COLUMN team_id VARCHAR(64);
CREATE INDEX sessions_team ON sessions (team_id);

-- Programs of other protocols give longer names.
ALTER TABLE session_events ALTER COLUMN client_id TYPE VARCHAR(256);
ALTER TABLE session_events ALTER COLUMN ref TYPE VARCHAR(256);

-- The documents of the newest snapshot. A document that has not changed since an older one keeps its row.
CREATE TABLE document_snapshots (
  session_key BIGINT NOT NULL REFERENCES sessions (session_key),
  document    VARCHAR(128) NOT NULL,
  epoch       BIGINT NOT NULL,
  doc_seq     BIGINT NOT NULL,
  content     BYTEA NOT NULL,
  PRIMARY KEY (session_key, document)
);

-- How a session was at each change of what its statistics are made of.
CREATE TABLE session_metrics (
  session_key  BIGINT NOT NULL REFERENCES sessions (session_key),
  seq          BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  status       VARCHAR(32) NOT NULL,
  token_count  BIGINT NOT NULL,
  health_score DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (session_key, seq)
);
CREATE INDEX session_metrics_at ON session_metrics (at);
