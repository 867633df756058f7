-- Up Migration

-- The printer of the hall file at which this kiosk's papers come out.
ALTER TABLE devices ADD COLUMN printer text;
-- Where it reached the hall when it was last heard: any process prints a number's code, also one that just started.
ALTER TABLE devices ADD COLUMN origin text;

-- How each printer was when it was last asked, and until when somebody speaks with it: one at a time, of all processes.
CREATE TABLE printers (
  hall text NOT NULL REFERENCES halls (id),
  printer text NOT NULL,
  state text NOT NULL DEFAULT 'unknown',
  since timestamptz NOT NULL DEFAULT now(),
  asked_at timestamptz,
  busy_until timestamptz NOT NULL DEFAULT '-infinity',
  -- Which conversation that is: whoever slept over the end of its time finds another one here.
  holder text,
  PRIMARY KEY (hall, printer)
);

-- Papers that are to come out, and how it went. The name makes a paper once, however often its event is read. `sent` counts
-- how often it may have come out: what nobody knows is marked as a copy the next time. Times are those of the database.
CREATE TABLE prints (
  hall text NOT NULL REFERENCES halls (id),
  name text NOT NULL,
  printer text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ticket', 'notice', 'test')),
  about text[] NOT NULL,
  language text NOT NULL,
  -- Where the kiosk itself reached the hall, for the code on the paper.
  origin text,
  -- The number of copies of a ticket so far; the version of the hall file that a notice tells.
  copies integer NOT NULL DEFAULT 0,
  file_seq bigint,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'printing', 'printed', 'failed', 'late')),
  trouble text,
  sent integer NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL DEFAULT now(),
  next_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  PRIMARY KEY (hall, name)
);

CREATE INDEX prints_due ON prints (hall, printer, made_at) WHERE state IN ('queued', 'printing');
