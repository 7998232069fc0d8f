-- Reeve's own writes that the watcher has not met yet. No sha256 means the path is about to be absent.
CREATE TABLE own_writes (
  operation_id TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (operation_id, path)
) STRICT, WITHOUT ROWID;
-- down
DROP TABLE own_writes;
