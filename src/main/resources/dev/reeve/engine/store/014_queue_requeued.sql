-- When a person brought the row back; from then on it waits anew, though first_seen stays.
ALTER TABLE work_items ADD COLUMN requeued_at TEXT;
-- down
ALTER TABLE work_items DROP COLUMN requeued_at;
