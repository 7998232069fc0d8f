-- What stands in the inbox, and what a person said of it: so that it outlives a restart.
CREATE TABLE inbox_items (
  item_id TEXT PRIMARY KEY,
  concern TEXT NOT NULL,
  shown_at TEXT NOT NULL,
  healed_at TEXT,
  acknowledged_at TEXT,
  acknowledged_by TEXT,
  acknowledged_weight INTEGER,
  snoozed_at TEXT,
  snoozed_by TEXT,
  snoozed_until TEXT,
  snoozed_weight INTEGER
) STRICT;
-- down
DROP TABLE inbox_items;
