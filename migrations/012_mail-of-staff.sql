-- Up Migration

-- Where somebody who works here is told what concerns their work. Null: nowhere.
ALTER TABLE staff ADD COLUMN mail text;

-- Told once that they are on the roster of a session, however often it is changed.
CREATE UNIQUE INDEX messages_on_duty ON messages (hall, contact, about, channel)
  WHERE kind = 'on-duty' AND state <> 'dropped';
