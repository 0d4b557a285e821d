-- The virus scan (core/material/scan.c, core/material/scan_removed.c).

-- name: scan_keep
-- rows: any
UPDATE file SET scan_state = :state, scan_tries = :tries, scan_due_at = :due_at, scan_at = :now, scan_found = :found
 WHERE id = :id AND scan_state = 'none';

-- Files from the time before a scanner was set up.
-- name: scan_admit
-- rows: any
UPDATE file SET scan_state = 'received', scan_due_at = :now WHERE scan_state = 'none' ORDER BY created_at, id LIMIT 200;

-- name: scan_due
-- rows: many
SELECT id FROM file WHERE scan_due_at <= :now ORDER BY scan_due_at, id LIMIT 5;

-- name: scan_lease
-- rows: any
UPDATE file SET scan_state = 'scanning', scan_lease = :lease, scan_due_at = :until, scan_tries = scan_tries + 1
 WHERE id = :id AND scan_due_at <= :now;

-- name: scan_leased
-- rows: maybe
SELECT id, public_id, application_id, type, name, size, scan_tries FROM file WHERE id = :id AND scan_lease = :lease;

-- name: scan_done
-- rows: any
UPDATE file SET scan_state = :state, scan_due_at = :due_at, scan_at = :now, scan_found = :found, scan_lease = NULL
 WHERE id = :id AND scan_state = 'scanning' AND scan_lease = :lease;

-- name: scan_of_file
-- rows: one
SELECT scan_state FROM file WHERE id = :id;

-- name: scan_slots
-- rows: many
SELECT code, slot FROM application_file WHERE application_id = :application_id AND file_id = :file_id;

-- name: scan_removed_insert
-- rows: exactly1
INSERT INTO file_removed (application_id, code, slot, file_id, removed_at, reason)
VALUES (:application_id, :code, :slot, :file_id, :now, :reason);

-- name: scan_removed
-- rows: many
SELECT x.code AS code, x.slot AS slot, x.removed_at AS removed_at, x.reason AS reason, f.name AS name
  FROM file_removed x JOIN file f ON f.id = x.file_id
 WHERE x.application_id = :application_id AND x.replaced_at IS NULL ORDER BY x.code, x.slot, x.file_id;

-- name: scan_replaced
-- rows: any
UPDATE file_removed SET replaced_at = :now
 WHERE application_id = :application_id AND code = :code AND slot = :slot AND replaced_at IS NULL;

-- name: scan_of_version
-- rows: many
SELECT DISTINCT f.scan_state AS scan_state FROM version_file v JOIN file f ON f.id = v.file_id
 WHERE v.application_id = :application_id AND v.version = :version;
