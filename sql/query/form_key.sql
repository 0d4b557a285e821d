-- One-time form keys and kept forms (core/ground/form_key.c).

-- name: form_key_insert
-- rows: exactly1
INSERT INTO form_key (key_hash, content_hash, owner_hash, result, realm, created_at)
VALUES (:key_hash, :content_hash, :owner_hash, '', '', :now);

-- name: form_key_find
-- rows: one
SELECT result, realm, created_at FROM form_key WHERE key_hash = :key_hash AND content_hash = :content_hash;

-- name: form_key_of_another
-- rows: many
SELECT 1 AS is_anothers FROM form_key WHERE key_hash = :key_hash AND owner_hash <> :owner_hash LIMIT 1;

-- name: form_key_answer
-- rows: exactly1
UPDATE form_key SET result = :result, realm = :realm WHERE key_hash = :key_hash AND content_hash = :content_hash;

-- name: form_key_forget
-- rows: exactly1
DELETE FROM form_key WHERE key_hash = :key_hash AND content_hash = :content_hash;

-- name: kept_form_insert
-- rows: exactly1
INSERT INTO kept_form (id_hash, realm, subject_id, path, body_sealed, created_at)
VALUES (:id_hash, :realm, :subject_id, :path, :body_sealed, :now);

-- name: kept_form_find
-- rows: one
SELECT path, body_sealed FROM kept_form
 WHERE id_hash = :id_hash AND realm = :realm AND subject_id = :subject_id AND created_at > :since;
