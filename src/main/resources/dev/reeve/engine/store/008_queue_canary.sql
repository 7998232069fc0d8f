-- Dead letters that wait until one of them shows that the cause is gone.
CREATE TABLE work_canaries (
  canary_id INTEGER PRIMARY KEY AUTOINCREMENT,
  leader INTEGER NOT NULL,
  path TEXT NOT NULL,
  followers TEXT NOT NULL CHECK (json_valid(followers)),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('running', 'followed', 'failed', 'dropped')),
  followed INTEGER NOT NULL DEFAULT 0,
  CHECK ((outcome = 'running') = (ended_at IS NULL))
) STRICT;
CREATE INDEX work_canaries_running ON work_canaries (leader) WHERE outcome = 'running';

-- How long the batch of a try waited for locks; null for tries that were not handled.
ALTER TABLE work_attempts ADD COLUMN lock_wait_ms INTEGER;
-- down
ALTER TABLE work_attempts DROP COLUMN lock_wait_ms;
DROP TABLE work_canaries;
