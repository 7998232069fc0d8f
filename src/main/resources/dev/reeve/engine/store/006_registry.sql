-- The registry: its state, counters, patches, columns kept out of the file, backups.
CREATE TABLE registry_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE registry_counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE registry_patches (
  patch_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  base_hash TEXT NOT NULL,
  new_hash TEXT,
  records TEXT NOT NULL,
  result TEXT NOT NULL,
  written_at TEXT NOT NULL
);
CREATE INDEX registry_patches_by_base ON registry_patches (base_hash);
CREATE INDEX registry_patches_by_time ON registry_patches (written_at);

CREATE TABLE registry_volatile (
  record_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (record_id, name)
) WITHOUT ROWID;

CREATE TABLE registry_backups (
  name TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  records INTEGER NOT NULL
) WITHOUT ROWID;

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
DROP TABLE registry_backups;
DROP TABLE registry_volatile;
DROP TABLE registry_patches;
DROP TABLE registry_counters;
DROP TABLE registry_state;
