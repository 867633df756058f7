-- Up Migration

-- When somebody was put on the list: what is kept of them goes by days, as what bookings hold does.
ALTER TABLE invitations ADD COLUMN added_at timestamptz NOT NULL DEFAULT now();
