-- One row a path. Times are UTC text of fixed width, so text order is time order.
CREATE TABLE work_items (
  work_item_id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  root_id TEXT NOT NULL,
  old_path TEXT,
  event_type TEXT NOT NULL CHECK (event_type IN ('added', 'modified', 'moved', 'deleted', 'reconcile')),
  content_changed INTEGER NOT NULL DEFAULT 0 CHECK (content_changed IN (0, 1)),
  reconcile_kind TEXT,
  status TEXT NOT NULL CHECK (status IN
    ('queued', 'stable_pending', 'stable_ready', 'running', 'retry_wait', 'done', 'dead_letter', 'cancelled')),
  pipeline_state TEXT,
  generation INTEGER NOT NULL DEFAULT 1,
  claimed_generation INTEGER NOT NULL DEFAULT 0,
  next_event TEXT CHECK (next_event IS NULL OR json_valid(next_event)),
  merged INTEGER NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0,
  claims INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  not_before TEXT,
  started_at TEXT,
  completed_at TEXT,
  lease_owner TEXT,
  lease_token TEXT,
  lease_until TEXT,
  waits_for TEXT,
  error_code TEXT,
  last_error TEXT,
  execution_id TEXT,
  base_fingerprint TEXT,
  CHECK ((status = 'running') = (lease_token IS NOT NULL)),
  CHECK ((status = 'retry_wait') = (not_before IS NOT NULL))
) STRICT;
CREATE INDEX work_items_claimable ON work_items (priority, first_seen, work_item_id) WHERE status IN ('queued', 'stable_ready');
CREATE INDEX work_items_due ON work_items (not_before) WHERE status = 'retry_wait';
CREATE INDEX work_items_leased ON work_items (lease_until) WHERE status = 'running';

-- Every try of every path, kept for ever; survives the row it belongs to.
CREATE TABLE work_attempts (
  path TEXT NOT NULL,
  work_item_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  worker TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'retry_wait', 'dead_letter', 'unstable', 'crashed')),
  pipeline_state TEXT,
  error_code TEXT,
  error TEXT,
  next_try TEXT,
  PRIMARY KEY (path, work_item_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_attempts_failed ON work_attempts (ended_at) WHERE outcome <> 'done';

CREATE TABLE work_queue (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  paused INTEGER NOT NULL CHECK (paused IN (0, 1))
) STRICT;
INSERT INTO work_queue VALUES (1, 0);
-- down
DROP TABLE work_queue;
DROP TABLE work_attempts;
DROP TABLE work_items;
