-- Up Migration

-- Screens that show a code and wait for a manager to type it. Only the hash of what they ask with is kept; they lapse.
CREATE TABLE device_requests (
  id text PRIMARY KEY,
  kind text NOT NULL,
  code text NOT NULL UNIQUE,
  secret_hash bytea NOT NULL,
  asked_from text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now()
);

-- Kiosks and screens of a hall. `secret_hash` is there until the device has used its token for the first time, so that an
-- answer lost on the way costs no second pairing; of the token only the hash is kept.
CREATE TABLE devices (
  id text PRIMARY KEY,
  hall text NOT NULL REFERENCES halls (id),
  kind text NOT NULL,
  name text NOT NULL,
  zone text,
  counter text,
  secret_hash bytea,
  token_hash bytea UNIQUE,
  paired_by text NOT NULL,
  paired_at timestamptz NOT NULL DEFAULT now(),
  reload_at timestamptz,
  seen_at timestamptz,
  seen json
);

CREATE INDEX devices_of_hall ON devices (hall);
