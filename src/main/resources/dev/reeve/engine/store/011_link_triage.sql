-- What people decided about references that lead nowhere; a row is never deleted.
CREATE TABLE link_decisions (
  id TEXT PRIMARY KEY,
  source_file TEXT NOT NULL,
  kind TEXT NOT NULL,
  raw_target TEXT NOT NULL,
  standing TEXT NOT NULL,
  applied_execution TEXT,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX link_decisions_by_standing ON link_decisions (standing);
-- What was done to decisions, so that it can be taken back step by step.
CREATE TABLE link_acts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  undone_by INTEGER
) STRICT;
CREATE TABLE link_act_items (
  act INTEGER NOT NULL,
  added TEXT,
  replaced TEXT
) STRICT;
CREATE INDEX link_act_items_by_act ON link_act_items (act);
-- Which decisions an execution carries out; a row that stays tells of a process that ended in it.
CREATE TABLE link_applies (
  token TEXT PRIMARY KEY,
  decisions TEXT NOT NULL,
  begun_at TEXT NOT NULL
) STRICT;
-- How rules are used, so that one that takes nothing any more is noticed.
CREATE TABLE link_rule_uses (
  rule_id TEXT PRIMARY KEY,
  first_seen_at TEXT NOT NULL,
  at_first INTEGER NOT NULL,
  now_count INTEGER NOT NULL,
  last_used_at TEXT
) STRICT;
-- down
DROP TABLE link_rule_uses;
DROP TABLE link_applies;
DROP TABLE link_act_items;
DROP TABLE link_acts;
DROP TABLE link_decisions;
