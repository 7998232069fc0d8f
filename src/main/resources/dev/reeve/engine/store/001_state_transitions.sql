-- What happened, in one order over two tables: seq has no gap, each row carries the hash of the one before.
CREATE TABLE state_transitions (
  transition_id INTEGER PRIMARY KEY AUTOINCREMENT,
  seq INTEGER NOT NULL UNIQUE CHECK (seq > 0),
  event_id TEXT NOT NULL UNIQUE,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 128),
  from_state TEXT,
  to_state TEXT NOT NULL,
  trigger TEXT NOT NULL CHECK (trim(trigger) <> ''),
  reason TEXT,
  severity TEXT NOT NULL CHECK (severity IN ('debug', 'info', 'warning', 'error', 'critical')),
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  operator TEXT,
  context TEXT NOT NULL CHECK (json_valid(context)),
  run_id TEXT,
  entity_version INTEGER NOT NULL CHECK (entity_version >= 0),
  command_id TEXT,
  transitioned_at TEXT NOT NULL CHECK (transitioned_at GLOB '????-??-??T??:??:??.???Z'),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  CHECK (CASE entity_type
    WHEN 'run' THEN to_state IN ('pending', 'running', 'succeeded', 'failed', 'canceled')
    WHEN 'workstream' THEN to_state IN ('planned', 'ready', 'blocked', 'executing', 'validating',
      'completed', 'failed', 'cancelled', 'skipped')
    WHEN 'task' THEN to_state IN ('pending', 'queued', 'blocked', 'running', 'validating',
      'retrying', 'completed', 'failed', 'cancelled')
    WHEN 'worker' THEN to_state IN ('initializing', 'idle', 'busy', 'unresponsive', 'shutdown')
    WHEN 'uet_worker' THEN to_state IN ('SPAWNING', 'IDLE', 'BUSY', 'DRAINING', 'TERMINATED')
    WHEN 'patch_ledger' THEN to_state IN ('created', 'validated', 'queued', 'applied',
      'apply_failed', 'verified', 'committed', 'rolled_back', 'quarantined', 'dropped')
    WHEN 'test_gate' THEN to_state IN ('PENDING', 'RUNNING', 'PASSED', 'FAILED', 'BLOCKED')
    WHEN 'circuit_breaker' THEN to_state IN ('CLOSED', 'OPEN', 'HALF_OPEN')
    ELSE 0 END),
  CHECK (trim(coalesce(reason, '')) <> '' OR trigger NOT IN ('user_canceled', 'user_cancelled',
    'manual_override', 'manual_discard', 'approval_rejected', 'rollback_requested'))
);
CREATE INDEX state_transitions_entity ON state_transitions (entity_type, entity_id, seq);
CREATE INDEX state_transitions_time ON state_transitions (transitioned_at);
CREATE INDEX state_transitions_operator ON state_transitions (operator) WHERE operator IS NOT NULL;
CREATE INDEX state_transitions_command ON state_transitions (command_id) WHERE command_id IS NOT NULL;
CREATE TRIGGER state_transitions_no_update BEFORE UPDATE ON state_transitions BEGIN
  SELECT RAISE(ABORT, 'history is never edited');
END;
CREATE TRIGGER state_transitions_no_delete BEFORE DELETE ON state_transitions BEGIN
  SELECT RAISE(ABORT, 'history is never removed');
END;
CREATE TABLE engine_events (
  seq INTEGER PRIMARY KEY NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL UNIQUE,
  event_type TEXT NOT NULL CHECK (trim(event_type) <> ''),
  severity TEXT NOT NULL CHECK (severity IN ('debug', 'info', 'warning', 'error', 'critical')),
  entity_type TEXT NOT NULL CHECK (entity_type IN ('engine', 'run', 'workstream', 'task', 'worker',
    'uet_worker', 'patch_ledger', 'test_gate', 'circuit_breaker')),
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 128),
  reason TEXT,
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  operator TEXT,
  context TEXT NOT NULL CHECK (json_valid(context)),
  occurred_at TEXT NOT NULL CHECK (occurred_at GLOB '????-??-??T??:??:??.???Z'),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
);
CREATE INDEX engine_events_entity ON engine_events (entity_type, entity_id, seq);
CREATE INDEX engine_events_type ON engine_events (event_type, seq);
CREATE TRIGGER engine_events_no_update BEFORE UPDATE ON engine_events BEGIN
  SELECT RAISE(ABORT, 'history is never edited');
END;
CREATE TRIGGER engine_events_no_delete BEFORE DELETE ON engine_events BEGIN
  SELECT RAISE(ABORT, 'history is never removed');
END;
CREATE TABLE engine_meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
);
INSERT INTO engine_meta VALUES ('next_seq', '1'), ('exported_seq', '0');
INSERT INTO engine_meta VALUES ('workspace_id', 'ws_' || lower(hex(randomblob(6))));
-- The answer to each command, so that one delivered twice is answered twice and done once.
CREATE TABLE commands (
  command_id TEXT PRIMARY KEY NOT NULL,
  received_at TEXT NOT NULL,
  operator TEXT,
  payload_sha256 TEXT NOT NULL CHECK (length(payload_sha256) = 64),
  outcome_json TEXT NOT NULL CHECK (json_valid(outcome_json))
);
CREATE INDEX commands_received ON commands (received_at);
-- down
DROP TABLE commands;
DROP TABLE engine_meta;
DROP TABLE engine_events;
DROP TABLE state_transitions;
