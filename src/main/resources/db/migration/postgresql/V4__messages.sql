-- What was said in sessions, on PostgreSQL: read models of the log, written in the transaction of their events.

CREATE TABLE session_messages (
  session_key BIGINT NOT NULL,
  message_id  VARCHAR(64) NOT NULL,
  seq         BIGINT NOT NULL,
  kind        VARCHAR(16) NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  username    TEXT NOT NULL,
  content     TEXT NOT NULL,
  -- JSON.
  mentions    TEXT NOT NULL,
  reactions   TEXT NOT NULL,
  anchor      TEXT,
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
) WITH (fillfactor = 90); -- answers and reactions make new versions of rows that are new themselves

CREATE UNIQUE INDEX session_messages_seq ON session_messages (session_key, seq);
CREATE INDEX session_messages_kind ON session_messages (session_key, kind, seq);
CREATE INDEX session_messages_thread ON session_messages (session_key, parent_id, seq) WHERE parent_id IS NOT NULL;
CREATE INDEX session_messages_file ON session_messages (session_key, file_key, seq) WHERE file_key IS NOT NULL;

-- The words of all messages within sixteen places of the log, block by block: enough to pass over those that have none of
-- what is sought. A row for each word would cost ten times as much as the message. Too many words are not kept: such a block
-- is overfull, and always looked at.
CREATE TABLE message_words (
  session_key BIGINT NOT NULL,
  block       BIGINT NOT NULL,
  words       TEXT NOT NULL,
  overfull    BOOLEAN NOT NULL
);

CREATE UNIQUE INDEX message_words_block ON message_words (session_key, block);

-- How far somebody has read.
CREATE TABLE read_positions (
  session_key BIGINT NOT NULL,
  user_id     VARCHAR(128) NOT NULL,
  seq         BIGINT NOT NULL,
  PRIMARY KEY (session_key, user_id)
);
