-- One row a lease or a waiter for one; the order of arrival is seq. A set of workspace paths is one
-- row named 'path' with its paths as a JSON array. Times and ids carry no checks on purpose: a
-- damaged record has to be seen and broken by an operator, not to make the table unreadable.
CREATE TABLE leases (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  paths TEXT,
  owner TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  fence INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  pid INTEGER NOT NULL,
  process_started_at TEXT,
  host TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_renewed_at TEXT NOT NULL,
  expires_at TEXT,
  purpose TEXT NOT NULL,
  execution_id TEXT
);
CREATE UNIQUE INDEX leases_one_holder ON leases (name) WHERE granted = 1 AND name <> 'path';
CREATE INDEX leases_by_name ON leases (name, seq);

-- The last fence given for a name; survives release and restart.
CREATE TABLE lock_fences (
  name TEXT PRIMARY KEY NOT NULL,
  fence INTEGER NOT NULL CHECK (fence > 0)
);

-- Who holds one of the operating system's locks for longer than a moment; for people only.
CREATE TABLE resource_holders (
  name TEXT PRIMARY KEY NOT NULL,
  owner TEXT NOT NULL,
  session_id TEXT NOT NULL,
  holder TEXT NOT NULL,
  purpose TEXT NOT NULL,
  since TEXT NOT NULL
);

-- down
DROP TABLE resource_holders;
DROP TABLE lock_fences;
DROP TABLE leases;
