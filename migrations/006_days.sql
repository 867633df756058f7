-- Up Migration

-- Where each day of a hall begins in its log, and which hall file was in force: few rows, so that takes and calls pay
-- nothing for it, and a report finds its days without reading ten years of events.
CREATE INDEX events_days ON events (hall, seq) WHERE type IN ('day-opened', 'configured');
