-- What press sees in a file (core/material/inspect.c).

-- name: inspect_keep
-- rows: exactly1
INSERT INTO file_inspection (file_id, state, due_at, inspected_at, pages, preview_public_id, preview_size)
VALUES (:file_id, :state, :due_at, :now, :pages, :preview_public_id, :preview_size);

-- name: inspect_preview
-- rows: one
SELECT f.id AS id, i.preview_public_id AS preview_public_id, i.preview_size AS preview_size
  FROM file f JOIN file_inspection i ON i.file_id = f.id
 WHERE f.public_id = :public_id AND f.application_id = :application_id AND f.scan_state <> 'infected'
   AND i.preview_public_id IS NOT NULL;

-- name: inspect_due
-- rows: many
SELECT file_id AS id FROM file_inspection WHERE due_at <= :now ORDER BY due_at, file_id LIMIT 5;

-- name: inspect_lease
-- rows: any
UPDATE file_inspection SET state = 'looking', lease = :lease, due_at = :until, tries = tries + 1
 WHERE file_id = :id AND due_at <= :now;

-- name: inspect_leased
-- rows: maybe
SELECT f.public_id AS public_id, f.application_id AS application_id, f.type AS type, f.name AS name, f.size AS size,
       i.tries AS tries
  FROM file_inspection i JOIN file f ON f.id = i.file_id WHERE i.file_id = :id AND i.lease = :lease;

-- name: inspect_done
-- rows: any
UPDATE file_inspection
   SET state = :state, due_at = :due_at, inspected_at = :now, problem = :problem, pages = :pages,
       preview_public_id = :preview_public_id, preview_size = :preview_size, lease = NULL
 WHERE file_id = :id AND state = 'looking' AND lease = :lease;
