-- Invitations to sessions. All times are milliseconds since 1970-01-01T00:00Z.

-- token_digest: SHA-256 of the token, in hexadecimal digits; the token itself is kept nowhere. max_uses: null is any number.
CREATE TABLE session_invites (
  invite_id    VARCHAR(32) NOT NULL PRIMARY KEY,
  session_key  BIGINT NOT NULL REFERENCES sessions (session_key),
  token_digest VARCHAR(64) NOT NULL,
  role         VARCHAR(16) NOT NULL,
  created_by   VARCHAR(128) NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  max_uses     INTEGER,
  uses         INTEGER NOT NULL,
  revoked      BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX session_invites_token ON session_invites (token_digest);
CREATE INDEX session_invites_session ON session_invites (session_key, created_at);

-- Who has come in with which invitation: a use counts once for each user.
CREATE TABLE invite_uses (
  session_key BIGINT NOT NULL,
  invite_id   VARCHAR(32) NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  PRIMARY KEY (session_key, invite_id, user_id)
);
