-- The flow of files: what was last read of each file, and what observe mode would have done.
CREATE TABLE registry_files (
  path TEXT PRIMARY KEY NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  modified_ns INTEGER NOT NULL,
  file_key TEXT,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  header_id TEXT,
  checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_files_by_content ON registry_files (sha256);

CREATE TABLE registry_plans (
  path TEXT PRIMARY KEY NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('register', 'move', 'update', 'revive', 'retire', 'conflict')),
  doc_id TEXT,
  detail TEXT NOT NULL,
  planned_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- down
DROP TABLE registry_plans;
DROP INDEX registry_files_by_content;
DROP TABLE registry_files;
