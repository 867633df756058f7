-- Up Migration

-- Which of the screens that the hall file describes a lobby's or zone's device shows; null: the usual one.
ALTER TABLE devices ADD COLUMN screen text;
