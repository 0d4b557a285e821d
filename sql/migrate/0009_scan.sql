-- The virus scan of uploaded files, and what programs say of themselves and of their neighbours.
-- scan_state: none (no scanner was set up) | received | scanning | clean | infected | error (tried again).
ALTER TABLE file
  ADD COLUMN scan_state VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'none',
  ADD COLUMN scan_tries INT          NOT NULL DEFAULT 0,
  ADD COLUMN scan_due_at DATETIME    NULL,                   -- when a scanner takes it next; end of the lease while scanning; NULL never
  ADD COLUMN scan_lease BINARY(16)   NULL,
  ADD COLUMN scan_at    DATETIME     NULL,                   -- of the last verdict or failure
  ADD COLUMN scan_found VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL, -- infected: the scanner's name of it; error: why
  ADD KEY file_scan_due (scan_due_at, id),
  ADD KEY file_scan_state (scan_state, created_at, id);

-- Files taken out of a slot because something was found in them later. The slot waits for another until replaced_at.
CREATE TABLE file_removed (
  application_id BIGINT UNSIGNED NOT NULL,
  code           VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slot           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id        BIGINT UNSIGNED NOT NULL,
  removed_at     DATETIME     NOT NULL,
  replaced_at    DATETIME     NULL,
  PRIMARY KEY (application_id, code, slot, file_id),
  FOREIGN KEY (application_id) REFERENCES application (id),
  FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row a thing: the newest word about it.
CREATE TABLE health (
  name           VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, -- core/health.def
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- good | bad | off (not set up)
  detail         VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at             DATETIME     NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
