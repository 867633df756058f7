-- Up Migration

-- What visitors gave of themselves, by ticket. The phone is sealed (AES-256-GCM, the ticket's name sealed in); of an
-- identity card only its keyed hash and last four characters are kept. Deleting a row touches no event, figure or hash.
CREATE TABLE people_data (
  hall text NOT NULL REFERENCES halls (id),
  ticket text NOT NULL,
  phone bytea,
  phone_last text,
  phone_person bytea,
  card_last text,
  card_person bytea,
  PRIMARY KEY (hall, ticket),
  CHECK ((phone IS NULL) = (phone_person IS NULL) AND (phone IS NULL) = (phone_last IS NULL)),
  CHECK ((card_last IS NULL) = (card_person IS NULL))
);

CREATE INDEX people_data_phone ON people_data (hall, phone_person) WHERE phone_person IS NOT NULL;
CREATE INDEX people_data_card ON people_data (hall, card_person) WHERE card_person IS NOT NULL;

-- What clerks wrote about a visit, sealed: such a note often names the person. `seq` is the event it came with.
CREATE TABLE notes (
  hall text NOT NULL REFERENCES halls (id),
  ticket text NOT NULL,
  seq bigint NOT NULL,
  text bytea NOT NULL,
  staff text,
  at timestamptz NOT NULL,
  PRIMARY KEY (hall, ticket, seq)
);

-- `contacts` holds phone numbers in the open. SQL cannot seal them: the program moves them over at its start and empties
-- the table, which stays only for a program of the version before that still runs beside this one during an update.

-- A press's hash covered the phone number in it and could be guessed back. From now on it is HMAC-SHA256 of that hash,
-- under a key derived (HKDF, RFC 5869, one block) from the program's secret; see server/vault.ts, which does the same.
CREATE FUNCTION pg_temp.hmac_sha256(key bytea, message bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
BEGIN
  FOR i IN 0 .. length(key) - 1 LOOP
    inner_pad := set_byte(inner_pad, i, get_byte(inner_pad, i) # get_byte(key, i));
    outer_pad := set_byte(outer_pad, i, get_byte(outer_pad, i) # get_byte(key, i));
  END LOOP;
  RETURN sha256(outer_pad || sha256(inner_pad || message));
END
$$;

UPDATE commands SET body_hash = substring(pg_temp.hmac_sha256(derived.key, body_hash) FROM 1 FOR 24)
FROM (
  SELECT pg_temp.hmac_sha256(pg_temp.hmac_sha256(decode(repeat('00', 32), 'hex'), value),
    convert_to('tingxu presses v1', 'UTF8') || '\x01'::bytea) AS key
  FROM secrets WHERE name = 'keys'
) AS derived;
