-- Up Migration

-- What the program keeps for itself: the key from which visitors' keys are made.
CREATE TABLE secrets (
  name text PRIMARY KEY,
  value bytea NOT NULL
);

-- One row a hall: the lock under which it decides, the number of its last event, and that event's hash.
CREATE TABLE halls (
  id text PRIMARY KEY,
  name json NOT NULL,
  seq bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What happened, numbered without gaps. `body` is json and not jsonb because the hash covers its very letters.
CREATE TABLE events (
  hall text NOT NULL REFERENCES halls (id),
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL,
  body json NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (hall, seq)
);

-- Every press that was decided, so that the same id gets the same answer for ever.
CREATE TABLE commands (
  hall text NOT NULL REFERENCES halls (id),
  id text NOT NULL,
  body_hash bytea NOT NULL,
  first_seq bigint,
  last_seq bigint,
  refusal json,
  extra json,
  PRIMARY KEY (hall, id),
  CHECK ((refusal IS NULL) = (last_seq IS NOT NULL))
);

-- Every ticket as it is now. Its id is day and number: the primary key forbids a number to be given twice in a day.
CREATE TABLE tickets (
  hall text NOT NULL REFERENCES halls (id),
  id text NOT NULL,
  day date NOT NULL,
  number text NOT NULL,
  services text[] NOT NULL,
  service text NOT NULL,
  state text NOT NULL,
  counter text,
  taken_at timestamptz NOT NULL,
  counts_as timestamptz NOT NULL,
  eligible_from timestamptz NOT NULL,
  called_at timestamptz,
  served_at timestamptz,
  ended_at timestamptz,
  calls integer NOT NULL,
  priority json,
  appointment text,
  entered_by text NOT NULL,
  language text,
  expected integer,
  key_hash bytea NOT NULL,
  PRIMARY KEY (hall, id),
  CHECK (id = to_char(day, 'YYYY-MM-DD') || '-' || number)
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX tickets_key_hash ON tickets (key_hash);

-- Every counter as it is now. One ticket a counter is the row itself; one counter a ticket is checked at commit, because
-- commands that commit together may free a counter and take it again.
CREATE TABLE counters (
  hall text NOT NULL REFERENCES halls (id),
  id text NOT NULL,
  state text NOT NULL,
  ticket text,
  clerk text,
  reason text,
  since timestamptz NOT NULL,
  PRIMARY KEY (hall, id),
  CONSTRAINT one_counter_a_ticket UNIQUE (hall, ticket) DEFERRABLE INITIALLY DEFERRED
) WITH (fillfactor = 50);

-- The last number given, by local day and prefix.
CREATE TABLE numbers (
  hall text NOT NULL REFERENCES halls (id),
  day date NOT NULL,
  prefix text NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (hall, day, prefix)
) WITH (fillfactor = 50);

-- A hall's board at some number, so that a start reads few events. May be lost without loss.
CREATE TABLE snapshots (
  hall text PRIMARY KEY REFERENCES halls (id),
  seq bigint NOT NULL,
  body json NOT NULL
);

-- Personal data, apart from everything that is kept: deleting a row here touches no event, no figure, no hash.
CREATE TABLE contacts (
  hall text NOT NULL REFERENCES halls (id),
  ticket text NOT NULL,
  phone text NOT NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (hall, ticket)
);

-- People who work here. `hall` null: all halls.
CREATE TABLE staff (
  name_of_user text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('clerk', 'host', 'manager', 'inspector')),
  hall text REFERENCES halls (id),
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Who is signed in. Only the token's hash is kept.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  name_of_user text NOT NULL REFERENCES staff (name_of_user) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);

CREATE INDEX sessions_of ON sessions (name_of_user);
