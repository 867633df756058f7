-- Up Migration

-- A hall out of use: not listed, not followed; its log stays.
ALTER TABLE halls ADD COLUMN retired_at timestamptz, ADD COLUMN retired_by text;

-- The record of changes is read backwards, and changes are few among a year's calls.
CREATE INDEX events_of_changes ON events (hall, seq)
  WHERE type IN ('configured', 'staff-changed', 'device-changed', 'data-removed');
