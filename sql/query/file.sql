-- The encrypted files on disk (core/store/store.c).

-- name: file_insert
-- rows: exactly1
INSERT INTO file (public_id, application_id, sha, size, type, name, created_at, forget_at)
VALUES (:public_id, :application_id, :sha, :size, :type, :name, :now, :forget_at);

-- name: file_find
-- rows: one
SELECT id, public_id, type, name, size FROM file WHERE public_id = :public_id AND application_id = :application_id;

-- The first of an application with this content.
-- name: file_same
-- rows: many
SELECT f.id AS id, f.public_id AS public_id, f.type AS type, f.name AS name, f.size AS size, f.scan_state AS scan_state,
       COALESCE(i.problem, '') AS problem
  FROM file f LEFT JOIN file_inspection i ON i.file_id = f.id
 WHERE f.application_id = :application_id AND f.sha = :sha ORDER BY f.id LIMIT 1;

-- name: file_sum
-- rows: one
SELECT CAST(COALESCE(SUM(size), 0) AS SIGNED) AS size FROM file WHERE application_id = :application_id;

-- name: file_exists
-- rows: many
SELECT id FROM file WHERE public_id = :public_id
UNION ALL
SELECT file_id FROM file_inspection WHERE preview_public_id = :public_id;

-- ---- what nobody needs any longer (core/store/store_forget.c) ----

-- name: file_forget_due
-- rows: many
SELECT f.id AS id, f.application_id AS application_id,
       EXISTS (SELECT 1 FROM version_file v WHERE v.file_id = f.id) AS frozen,
       EXISTS (SELECT 1 FROM application_file a WHERE a.file_id = f.id)
       OR EXISTS (SELECT 1 FROM file_removed x JOIN application p ON p.id = x.application_id
                   WHERE x.file_id = f.id AND x.replaced_at IS NULL
                     AND p.state NOT IN @states(keeper=ACCOUNTS|NOBODY)) AS needed
  FROM file f WHERE f.forget_at <= :now ORDER BY f.forget_at, f.id LIMIT 200;

-- name: file_forget_next
-- rows: any
UPDATE file SET forget_at = :next WHERE id = :id AND forget_at <= :now;

-- name: file_forget_lock
-- rows: one
SELECT id FROM application WHERE id = :id FOR UPDATE;

-- A slot that waits for another file keeps the row, and so the file.
-- name: file_forget_removed
-- rows: any
DELETE FROM file_removed
 WHERE file_id = :id
   AND (replaced_at IS NOT NULL
        OR application_id IN (SELECT id FROM application WHERE id = :application_id
                                 AND state IN @states(keeper=ACCOUNTS|NOBODY)));

-- name: file_forget_inspection
-- rows: any
DELETE FROM file_inspection WHERE file_id = :id;

-- name: file_forget
-- rows: exactly1
DELETE FROM file
 WHERE id = :id AND application_id = :application_id AND created_at <= :before
   AND NOT EXISTS (SELECT 1 FROM application_file a WHERE a.file_id = :id)
   AND NOT EXISTS (SELECT 1 FROM version_file v WHERE v.file_id = :id)
   AND NOT EXISTS (SELECT 1 FROM file_removed x WHERE x.file_id = :id);
