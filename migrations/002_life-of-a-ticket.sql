-- Up Migration

-- What only some tickets have: null for all others.
ALTER TABLE tickets
  ADD COLUMN visit json,
  ADD COLUMN only_counter text,
  ADD COLUMN where_parked text,
  ADD COLUMN returns integer,
  ADD COLUMN copies integer,
  ADD COLUMN absolute boolean,
  ADD COLUMN waiting_since timestamptz;

ALTER TABLE counters
  ADD COLUMN back_at timestamptz,
  ADD COLUMN helps boolean,
  ADD COLUMN summoned json,
  ADD COLUMN last_absolute boolean;
