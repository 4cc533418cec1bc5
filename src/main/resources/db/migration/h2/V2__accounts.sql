-- People who can log in, their teams, and ended tokens, on the embedded H2.
-- All times are milliseconds since 1970-01-01T00:00Z. What looks the same has the same key.

CREATE TABLE teams (
  team_id    VARCHAR(64) PRIMARY KEY,
  name       VARCHAR(100) NOT NULL,
  name_key   VARCHAR(400) NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT teams_name UNIQUE (name_key)
);

CREATE TABLE users (
  user_id            VARCHAR(128) PRIMARY KEY,
  email              VARCHAR(254) NOT NULL,
  email_key          VARCHAR(800) NOT NULL,
  username           VARCHAR(50) NOT NULL,
  username_key       VARCHAR(200) NOT NULL,
  full_name          VARCHAR(200),
  team_id            VARCHAR(64) REFERENCES teams (team_id),
  team_role          VARCHAR(16) NOT NULL,
  password_hash      VARCHAR(100) NOT NULL,
  active             BOOLEAN NOT NULL,
  created_at         BIGINT NOT NULL,
  last_login         BIGINT,
  -- Tokens that were issued before have ended, but for the one that is kept.
  tokens_valid_after BIGINT NOT NULL,
  kept_token         VARCHAR(80),
  CONSTRAINT users_email UNIQUE (email_key),
  CONSTRAINT users_username UNIQUE (username_key)
);

CREATE INDEX users_team ON users (team_id, created_at);

-- Until they expire of themselves.
CREATE TABLE revoked_tokens (
  token_id   VARCHAR(80) PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE INDEX revoked_tokens_expiry ON revoked_tokens (expires_at);
