-- The encrypted files on disk (core/store.c).

-- name: file_insert
-- rows: exactly1
INSERT INTO file (public_id, application_id, sha, size, type, name, created_at)
VALUES (:public_id, :application_id, :sha, :size, :type, :name, :now);

-- name: file_find
-- rows: one
SELECT id, public_id, type, name, size FROM file WHERE public_id = :public_id AND application_id = :application_id;

-- name: file_exists
-- rows: many
SELECT id FROM file WHERE public_id = :public_id;
