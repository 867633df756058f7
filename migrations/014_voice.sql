-- Up Migration

-- Which screen speaks in an audio zone of a hall, and until when if it asks no more.
CREATE TABLE speakers (
  hall text NOT NULL REFERENCES halls (id),
  zone text NOT NULL,
  speaker text NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (hall, zone)
);
