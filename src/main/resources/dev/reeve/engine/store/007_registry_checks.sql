-- How comparisons and validations ended: what a rollout is measured by.
CREATE TABLE registry_checks (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reconcile', 'validation')),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  scope TEXT NOT NULL,
  outcome TEXT NOT NULL,
  found INTEGER NOT NULL CHECK (found >= 0),
  unexplained INTEGER NOT NULL CHECK (unexplained >= 0),
  counts TEXT NOT NULL
) STRICT;
CREATE INDEX registry_checks_by_kind ON registry_checks (kind, at);
-- down
DROP INDEX registry_checks_by_kind;
DROP TABLE registry_checks;
