-- Up Migration

-- People whom a campaign invites, by their place on its list: sealed as in bookers. The campaign is an opening of that kind.
CREATE TABLE invitations (
  hall text NOT NULL REFERENCES halls (id),
  campaign text NOT NULL,
  number integer NOT NULL,
  name bytea NOT NULL,
  phone bytea,
  phone_person bytea,
  batch integer,
  invited_at timestamptz,
  PRIMARY KEY (hall, campaign, number),
  CHECK ((batch IS NULL) = (invited_at IS NULL))
);

CREATE UNIQUE INDEX invitations_once ON invitations (hall, campaign, phone_person) WHERE phone_person IS NOT NULL;
CREATE INDEX invitations_batch ON invitations (hall, campaign, batch);
CREATE INDEX appointments_invited ON appointments (hall, (body ->> 'invitation')) WHERE body ->> 'invitation' IS NOT NULL;
