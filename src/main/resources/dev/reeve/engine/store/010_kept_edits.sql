-- A person's saved versions that lie beside their file, because there was another in its place.
CREATE TABLE kept_edits (
  kept_as TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;
-- down
DROP TABLE kept_edits;
