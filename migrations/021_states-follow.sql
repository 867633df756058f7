-- Up Migration

-- How far tickets, counters and numbers have followed a hall's log; see server/states.ts. A program of before writes them
-- with each press, and moves nothing here: what it wrote is written once more, and comes to the same.
CREATE TABLE states_at (
  hall text PRIMARY KEY REFERENCES halls (id),
  seq bigint NOT NULL
) WITH (fillfactor = 50);

INSERT INTO states_at (hall, seq) SELECT id, seq FROM halls;
