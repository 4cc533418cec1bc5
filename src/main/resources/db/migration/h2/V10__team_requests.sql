-- Who asks to be taken into a team. All times are milliseconds since 1970-01-01T00:00Z.
CREATE TABLE team_requests (
  team_id    VARCHAR(64) NOT NULL,
  user_id    VARCHAR(128) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_requests_user ON team_requests (user_id);
