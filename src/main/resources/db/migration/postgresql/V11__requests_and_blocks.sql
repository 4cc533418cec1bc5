-- Who asks to be let into a session, and from where nobody is let in. All times are milliseconds since 1970-01-01T00:00Z.

-- session_id: also of a session that is not there, so that nobody learns the difference.
CREATE TABLE join_requests (
  request_id VARCHAR(32) NOT NULL PRIMARY KEY,
  session_id VARCHAR(64) NOT NULL,
  user_id    VARCHAR(128) NOT NULL,
  name       VARCHAR(200) NOT NULL,
  anonymous  BOOLEAN NOT NULL,
  message    VARCHAR(2000),
  created_at BIGINT NOT NULL,
  heard      BOOLEAN NOT NULL,
  status     VARCHAR(16) NOT NULL,
  role       VARCHAR(16)
);
CREATE INDEX join_requests_session ON join_requests (session_id, status, created_at);
CREATE INDEX join_requests_age ON join_requests (created_at);

CREATE TABLE address_blocks (
  block_id   VARCHAR(32) NOT NULL PRIMARY KEY,
  session_id VARCHAR(64) NOT NULL,
  network    VARCHAR(64) NOT NULL,
  user_id    VARCHAR(128) NOT NULL,
  name       VARCHAR(200),
  blocked_by VARCHAR(128) NOT NULL,
  created_at BIGINT NOT NULL,
  until_at   BIGINT NOT NULL,
  CONSTRAINT address_blocks_network UNIQUE (session_id, network)
);
