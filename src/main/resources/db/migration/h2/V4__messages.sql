-- What was said in sessions, on the embedded H2: read models of the log, written in the transaction of their events.
-- DESC: H2 walks an index in its own direction only, and pages begin with what is newest.

CREATE TABLE session_messages (
  session_key BIGINT NOT NULL,
  message_id  VARCHAR(64) NOT NULL,
  seq         BIGINT NOT NULL,
  kind        VARCHAR(16) NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  username    CHARACTER LARGE OBJECT NOT NULL,
  content     CHARACTER LARGE OBJECT NOT NULL,
  -- JSON.
  mentions    CHARACTER LARGE OBJECT NOT NULL,
  reactions   CHARACTER LARGE OBJECT NOT NULL,
  anchor      CHARACTER LARGE OBJECT,
  -- The file of the anchor, if it is in one, and a number of it that an index can hold.
  file        VARCHAR(2048),
  file_key    BIGINT,
  line        INTEGER,
  parent_id   VARCHAR(64),
  reply_count INTEGER NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT,
  deleted_at  BIGINT,
  resolved    BOOLEAN NOT NULL,
  PRIMARY KEY (session_key, message_id)
);

CREATE UNIQUE INDEX session_messages_seq ON session_messages (session_key, seq DESC);
CREATE INDEX session_messages_kind ON session_messages (session_key, kind, seq DESC);
CREATE INDEX session_messages_thread ON session_messages (session_key, parent_id, seq DESC);
CREATE INDEX session_messages_file ON session_messages (session_key, file_key, seq DESC);

-- The words of all messages within sixteen places of the log, block by block: enough to pass over those that have none of
-- what is sought. A row for each word would cost ten times as much as the message. Too many words are not kept: such a block
-- is overfull, and always looked at.
CREATE TABLE message_words (
  session_key BIGINT NOT NULL,
  block       BIGINT NOT NULL,
  words       CHARACTER LARGE OBJECT NOT NULL,
  overfull    BOOLEAN NOT NULL
);

CREATE UNIQUE INDEX message_words_block ON message_words (session_key, block DESC);

-- How far somebody has read.
CREATE TABLE read_positions (
  session_key BIGINT NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  seq         BIGINT NOT NULL,
  PRIMARY KEY (session_key, user_id)
);
