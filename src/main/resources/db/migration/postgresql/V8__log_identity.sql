-- Which log a session has, which ids were deleted lately, and where this database lies.
-- All times are milliseconds since 1970-01-01T00:00Z.

-- Numbers of a log mean nothing in another one: 16 random letters or digits; those it was known under before, by spaces; and how
-- many logs of the same session are known to have come before.
ALTER TABLE sessions ADD COLUMN log_id VARCHAR(64);
ALTER TABLE sessions ADD COLUMN former_log_ids VARCHAR(600);
ALTER TABLE sessions ADD COLUMN log_generation INTEGER DEFAULT 0 NOT NULL;
UPDATE sessions SET log_id = substr(md5(random()::text || clock_timestamp()::text || session_key::text), 1, 16);
ALTER TABLE sessions ALTER COLUMN log_id SET NOT NULL;

CREATE TABLE deleted_sessions (
  session_id     VARCHAR(64) PRIMARY KEY,
  deleted_at     BIGINT NOT NULL,
  log_generation INTEGER NOT NULL
);
CREATE INDEX deleted_sessions_at ON deleted_sessions (deleted_at);

-- One row. Where it says something else than what is found at a start, the data was put back from a copy.
CREATE TABLE storage_place (
  place_key INTEGER PRIMARY KEY,
  place     VARCHAR(300) NOT NULL
);
