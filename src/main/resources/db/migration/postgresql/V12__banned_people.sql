-- Who is banned has no role any more, also when the ban is lifted.
UPDATE session_participants SET role = 'none' WHERE banned = TRUE;
