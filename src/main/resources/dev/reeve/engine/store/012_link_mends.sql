-- Links that were mended without a decision about each, so that it can be told how many there are.
CREATE TABLE link_mends (
  source_file TEXT NOT NULL,
  raw_target TEXT NOT NULL,
  links INTEGER NOT NULL,
  execution TEXT NOT NULL,
  mended_at TEXT NOT NULL,
  PRIMARY KEY (source_file, raw_target)
) STRICT;
-- down
DROP TABLE link_mends;
