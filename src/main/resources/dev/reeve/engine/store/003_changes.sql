CREATE TABLE governance_plans (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id TEXT NOT NULL UNIQUE,
  plan_hash TEXT NOT NULL,
  created_by TEXT NOT NULL,
  submitted_by TEXT,
  risk_level_proposed TEXT NOT NULL,
  stored_at TEXT NOT NULL,
  full_json TEXT NOT NULL
);
CREATE INDEX governance_plans_created_by ON governance_plans (created_by);

CREATE TABLE governance_changesets (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  changeset_id TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL REFERENCES governance_plans (plan_id),
  kind TEXT NOT NULL,
  checksum TEXT NOT NULL,
  stored_at TEXT NOT NULL,
  full_json TEXT NOT NULL
);
CREATE INDEX governance_changesets_plan ON governance_changesets (plan_id, seq);

-- the exact policy bytes of every decision, each once
CREATE TABLE governance_policies (
  policy_hash TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
);

CREATE TABLE governance_decisions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  decision_id TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL REFERENCES governance_plans (plan_id),
  changeset_id TEXT NOT NULL REFERENCES governance_changesets (changeset_id),
  verdict TEXT NOT NULL,
  risk_level_effective TEXT NOT NULL,
  subject_hash TEXT NOT NULL,
  policy_snapshot_hash TEXT NOT NULL REFERENCES governance_policies (policy_hash),
  evaluated_at TEXT NOT NULL,
  full_json TEXT NOT NULL
);
CREATE INDEX governance_decisions_plan ON governance_decisions (plan_id, seq);
CREATE INDEX governance_decisions_verdict ON governance_decisions (verdict, seq);

CREATE TABLE governance_approvals (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  approval_id TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL REFERENCES governance_plans (plan_id),
  decision_id TEXT NOT NULL REFERENCES governance_decisions (decision_id),
  subject_hash TEXT NOT NULL,
  action TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  full_json TEXT NOT NULL
);
CREATE INDEX governance_approvals_decision ON governance_approvals (decision_id, seq);
CREATE INDEX governance_approvals_plan ON governance_approvals (plan_id, seq);

-- an approval is used once: a second use breaks the primary key
CREATE TABLE governance_approval_uses (
  approval_id TEXT NOT NULL PRIMARY KEY REFERENCES governance_approvals (approval_id),
  execution_id TEXT NOT NULL,
  used_at TEXT NOT NULL
);

CREATE TRIGGER governance_plans_no_update BEFORE UPDATE ON governance_plans
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_plans_no_delete BEFORE DELETE ON governance_plans
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_changesets_no_update BEFORE UPDATE ON governance_changesets
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_changesets_no_delete BEFORE DELETE ON governance_changesets
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_policies_no_update BEFORE UPDATE ON governance_policies
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_policies_no_delete BEFORE DELETE ON governance_policies
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_decisions_no_update BEFORE UPDATE ON governance_decisions
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_decisions_no_delete BEFORE DELETE ON governance_decisions
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_approvals_no_update BEFORE UPDATE ON governance_approvals
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_approvals_no_delete BEFORE DELETE ON governance_approvals
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_approval_uses_no_update BEFORE UPDATE ON governance_approval_uses
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;
CREATE TRIGGER governance_approval_uses_no_delete BEFORE DELETE ON governance_approval_uses
BEGIN
  SELECT RAISE(ABORT, 'governance records are append-only');
END;

CREATE TABLE executions (
  execution_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  intent TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  changeset_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  approval_id TEXT,
  approved_by TEXT,
  checksum TEXT NOT NULL,
  subject_hash TEXT NOT NULL,
  verdict TEXT NOT NULL,
  risk_level TEXT NOT NULL,
  affected_paths TEXT NOT NULL,
  operator TEXT,
  trigger_kind TEXT NOT NULL DEFAULT 'manual',
  correlation_id TEXT NOT NULL,
  parent_execution_id TEXT,
  is_repair INTEGER NOT NULL DEFAULT 0,
  repair_for_execution_id TEXT,
  run_id TEXT,
  dry_run INTEGER NOT NULL DEFAULT 0,
  small INTEGER NOT NULL DEFAULT 0,
  artifact_path TEXT,
  owner_session TEXT,
  status TEXT NOT NULL,
  message TEXT,
  started_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  duration_seconds REAL,
  files_changed INTEGER NOT NULL DEFAULT 0,
  verification_passed INTEGER,
  health_checks_passed INTEGER,
  rolled_back INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,
  error_message TEXT,
  error_step TEXT,
  lock_wait_ms INTEGER NOT NULL DEFAULT 0,
  finalize_pending INTEGER NOT NULL DEFAULT 0,
  cache_hits INTEGER NOT NULL DEFAULT 0,
  pinned INTEGER NOT NULL DEFAULT 0,
  resolved_at TEXT,
  manifest_position INTEGER,
  manifest_previous TEXT,
  manifest_hash TEXT,
  artifacts_pruned_at TEXT
);
CREATE INDEX executions_started ON executions (started_at DESC, execution_id DESC);
CREATE INDEX executions_status ON executions (status, started_at DESC);
CREATE INDEX executions_plan ON executions (plan_id, checksum);
CREATE INDEX executions_verdict ON executions (verdict);
CREATE INDEX executions_risk ON executions (risk_level);
CREATE INDEX executions_correlation ON executions (correlation_id);
CREATE INDEX executions_parent ON executions (parent_execution_id);
CREATE INDEX executions_repair_for ON executions (repair_for_execution_id);
CREATE INDEX executions_trigger ON executions (trigger_kind);
CREATE INDEX executions_ended ON executions (ended_at DESC);
CREATE UNIQUE INDEX executions_manifest ON executions (manifest_position);

CREATE TABLE execution_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  execution_id TEXT NOT NULL REFERENCES executions (execution_id) ON DELETE CASCADE,
  step_num INTEGER NOT NULL,
  step_name TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  duration_seconds REAL,
  error_code TEXT,
  error_message TEXT,
  log_ref TEXT NOT NULL,
  metadata TEXT,
  UNIQUE (execution_id, step_num)
);

CREATE TABLE execution_paths (
  execution_id TEXT NOT NULL REFERENCES executions (execution_id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  operation TEXT,
  before_hash TEXT,
  after_hash TEXT,
  mode TEXT,
  moved_to TEXT,
  PRIMARY KEY (execution_id, path)
);
CREATE INDEX execution_paths_path ON execution_paths (path);

CREATE TABLE idempotency (
  idempotency_key TEXT NOT NULL PRIMARY KEY,
  execution_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  changeset_id TEXT NOT NULL,
  checksum TEXT NOT NULL,
  status TEXT NOT NULL,
  executed_at TEXT NOT NULL,
  files_changed INTEGER NOT NULL,
  verification_passed INTEGER,
  message TEXT NOT NULL,
  ttl_seconds INTEGER NOT NULL
);

-- down
DROP TABLE idempotency;
DROP TABLE execution_paths;
DROP TABLE execution_steps;
DROP TABLE executions;
DROP TABLE governance_approval_uses;
DROP TABLE governance_approvals;
DROP TABLE governance_decisions;
DROP TABLE governance_policies;
DROP TABLE governance_changesets;
DROP TABLE governance_plans;
