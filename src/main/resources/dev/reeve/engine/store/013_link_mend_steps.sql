-- What each plan mended of the links of a document that say the same in the same way, in the order of
-- the plans; of several equal links one plan may mend some and the next the others.
CREATE TABLE link_mend_steps (
  id INTEGER PRIMARY KEY,
  source_file TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  raw_target TEXT NOT NULL,
  links INTEGER NOT NULL,
  left_broken INTEGER NOT NULL,
  execution TEXT NOT NULL,
  mended_at TEXT NOT NULL
) STRICT;
CREATE INDEX link_mend_steps_file ON link_mend_steps (source_file);
INSERT INTO link_mend_steps
  (source_file, source_sha256, kind, raw_target, links, left_broken, execution, mended_at)
  SELECT source_file, '', 'link', raw_target, links, 0, execution, mended_at FROM link_mends;
DROP TABLE link_mends;
-- down
CREATE TABLE link_mends (
  source_file TEXT NOT NULL,
  raw_target TEXT NOT NULL,
  links INTEGER NOT NULL,
  execution TEXT NOT NULL,
  mended_at TEXT NOT NULL,
  PRIMARY KEY (source_file, raw_target)
) STRICT;
INSERT INTO link_mends
  SELECT source_file, raw_target, SUM(links), MAX(execution), MAX(mended_at) FROM link_mend_steps
  GROUP BY source_file, raw_target;
DROP TABLE link_mend_steps;
