-- Who takes part in a session only because of its team. Of before nobody knows: those roles stay.
ALTER TABLE session_participants ADD COLUMN via_team BOOLEAN DEFAULT FALSE NOT NULL;
