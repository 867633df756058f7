-- Up Migration

-- Every appointment as it is now; `body` is the whole of it, the columns are what is looked for.
CREATE TABLE appointments (
  hall text NOT NULL REFERENCES halls (id),
  id text NOT NULL,
  state text NOT NULL,
  day date NOT NULL,
  session text NOT NULL,
  start_at timestamptz NOT NULL,
  ticket text,
  body json NOT NULL,
  PRIMARY KEY (hall, id)
) WITH (fillfactor = 70);

CREATE INDEX appointments_of_day ON appointments (hall, day);

-- The places of a slot, one row each: the primary key forbids one to be sold twice, the check to sell more than there were.
CREATE TABLE slot_places (
  hall text NOT NULL REFERENCES halls (id),
  session text NOT NULL,
  slot timestamptz NOT NULL,
  place integer NOT NULL,
  capacity integer NOT NULL,
  appointment text NOT NULL,
  PRIMARY KEY (hall, session, slot, place),
  CHECK (place BETWEEN 1 AND capacity)
);

CREATE INDEX slot_places_of ON slot_places (hall, appointment);

-- Who booked, by appointment (b17) or by wish on the waiting list (w9): sealed as in people_data. `day` is the last day for
-- which it is needed, from which its keeping is counted.
CREATE TABLE bookers (
  hall text NOT NULL REFERENCES halls (id),
  about text NOT NULL,
  day date NOT NULL,
  name bytea,
  phone bytea,
  phone_last text,
  phone_person bytea,
  mail bytea,
  card_last text,
  card_person bytea,
  address bytea,
  appeal bytea,
  PRIMARY KEY (hall, about)
);

CREATE INDEX bookers_phone ON bookers (hall, phone_person) WHERE phone_person IS NOT NULL;
CREATE INDEX bookers_card ON bookers (hall, card_person) WHERE card_person IS NOT NULL;
CREATE INDEX bookers_day ON bookers (hall, day);
