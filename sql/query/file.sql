-- The encrypted files on disk (core/store.c).

-- name: file_insert
-- rows: exactly1
INSERT INTO file (public_id, application_id, sha, size, type, name, created_at)
VALUES (:public_id, :application_id, :sha, :size, :type, :name, :now);

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
