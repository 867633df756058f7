-- Up Migration

-- Who runs the program and not the hall: figures of operation, devices, settings of the program.
ALTER TABLE staff DROP CONSTRAINT staff_role_check;
ALTER TABLE staff ADD CONSTRAINT staff_role_check CHECK (role IN ('clerk', 'host', 'manager', 'inspector', 'operator'));

-- `version` lets the second of two managers who edit the same account be told. The secret of the codes is encrypted; no
-- code is accepted whose step is not after the last one.
ALTER TABLE staff
  ADD COLUMN active boolean NOT NULL DEFAULT true,
  ADD COLUMN must_change boolean NOT NULL DEFAULT false,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN code_secret bytea,
  ADD COLUMN code_on boolean NOT NULL DEFAULT false,
  ADD COLUMN code_step bigint NOT NULL DEFAULT 0;

-- A session can be named without its token, and says from where it came and when it was last seen.
ALTER TABLE sessions
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN address text NOT NULL DEFAULT '',
  ADD COLUMN browser text NOT NULL DEFAULT '';

-- For the day on which the phone is lost. Only hashes are kept; a code that was used is gone.
CREATE TABLE recovery_codes (
  name_of_user text NOT NULL REFERENCES staff (name_of_user) ON DELETE CASCADE,
  hash bytea NOT NULL,
  PRIMARY KEY (name_of_user, hash)
);

-- What happened to an account and is not in the hall's log yet: written together with the change, so that none is lost.
CREATE TABLE staff_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  hall text NOT NULL REFERENCES halls (id),
  body json NOT NULL,
  by text,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
