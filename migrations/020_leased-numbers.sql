-- Up Migration

-- Numbers that a kiosk may give while no server answers: `first` to `last` of a day's series. Nobody else is given them. That
-- two kiosks hold one number is forbidden here once more: blocks follow one another, so that two which overlap begin alike.
CREATE TABLE leases (
  hall text NOT NULL REFERENCES halls (id),
  day date NOT NULL,
  prefix text NOT NULL,
  first integer NOT NULL,
  last integer NOT NULL CHECK (last >= first),
  device text NOT NULL,
  PRIMARY KEY (hall, day, prefix, first)
);
