-- Who read personal data belongs to the record of changes. The index holds the names that `changesBefore` asks for.
-- Up Migration


DROP INDEX events_of_changes;

CREATE INDEX events_of_changes ON events (hall, seq)
  WHERE type IN ('configured', 'staff-changed', 'device-changed', 'data-removed', 'data-read');
