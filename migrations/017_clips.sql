-- Up Migration

-- Recorded voices: what each clip of a language says follows from its name. Here and not in a folder, so that every process
-- of a hall speaks with the same voice and a backup holds it. All are 16-bit mono of one rate: see server/voice/wav.ts.
CREATE TABLE clips (
  hall text NOT NULL REFERENCES halls (id),
  language text NOT NULL,
  name text NOT NULL,
  wav bytea NOT NULL CHECK (octet_length(wav) <= 400000),
  hash text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  PRIMARY KEY (hall, language, name)
);

-- Which call it speaks, so that screens of other processes can show it too.
ALTER TABLE speakers ADD COLUMN seq bigint;

-- What is recorded, and taken away, belongs to the record of changes.
DROP INDEX events_of_changes;

CREATE INDEX events_of_changes ON events (hall, seq)
  WHERE type IN ('configured', 'staff-changed', 'device-changed', 'data-removed', 'data-read', 'clip-changed');
