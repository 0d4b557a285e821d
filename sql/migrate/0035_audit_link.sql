-- Writing an audit row and chaining it are two things (fcgi/core/ground/audit.h): whoever acts writes the row with its own hash, in
-- their transaction and waiting for nobody; it is linked to the chain within a second (fcgi/core/ground/audit_link.h).

-- The chain: append-only, in the order of linking. Rows from before have their link's hash as their own.
CREATE TABLE audit_link (
  number         BIGINT UNSIGNED NOT NULL PRIMARY KEY,       -- 1, 2, 3 … without gaps; audit_head.last_id is the newest
  audit_id       BIGINT UNSIGNED NOT NULL,
  hash           BINARY(32)   NOT NULL,                      -- keyed, over the row's hash and the hash of the link before
  UNIQUE KEY audit_link_audit (audit_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO audit_link (number, audit_id, hash) SELECT id, id, hash FROM audit ORDER BY id;

-- Rows that are not linked yet. Its counter gives audit rows their ids: ascending, with gaps where a transaction was taken back.
CREATE TABLE audit_waiting (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  since          DATETIME     NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- The counter goes on behind the newest row.
INSERT INTO audit_waiting (id, since) SELECT id, happened_at FROM audit ORDER BY id DESC LIMIT 1;
DELETE FROM audit_waiting;
