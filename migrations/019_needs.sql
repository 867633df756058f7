-- Up Migration

-- Which programs can still work with this database. A migration that takes away what older programs use says here which
-- migration a program must know at least; all others leave older programs working. See migrations/README.md.
CREATE TABLE schema_needs (
  migration text PRIMARY KEY,
  knows text NOT NULL
);
