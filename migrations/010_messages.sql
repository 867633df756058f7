-- Up Migration

-- How far the log of a hall has been looked through for messages to send.
CREATE TABLE message_cursors (
  hall text PRIMARY KEY REFERENCES halls (id),
  seq bigint NOT NULL
);

-- What is to be told to whom: the event it comes from, whose address it goes to, what it is about, and how sending goes.
-- Nothing personal: the address is looked up when it is sent. The key makes a message once, however often an event is read.
-- Times are those of the database, not of the hall: a gateway does not wait for a clock that stands still.
CREATE TABLE messages (
  hall text NOT NULL REFERENCES halls (id),
  seq bigint NOT NULL,
  contact text NOT NULL,
  about text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('mail', 'sms')),
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'dropped')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  error text,
  PRIMARY KEY (hall, seq, contact, channel)
);

CREATE INDEX messages_due ON messages (next_at) WHERE state = 'queued';
CREATE INDEX messages_failing ON messages (hall, seq) WHERE state = 'failed' OR (state = 'queued' AND attempts > 0);
-- Somebody is told once that it is nearly their turn, however often the line moves.
CREATE UNIQUE INDEX messages_near ON messages (hall, contact, channel) WHERE kind = 'near';
