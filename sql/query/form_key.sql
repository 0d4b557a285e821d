-- One-time form keys and kept forms (core/form_key.c).

-- name: form_key_insert
-- rows: exactly1
INSERT INTO form_key (key_hash, content_hash, result, created_at) VALUES (:key_hash, :content_hash, '', :now);

-- name: form_key_find
-- rows: one
SELECT content_hash, result FROM form_key WHERE key_hash = :key_hash;

-- name: form_key_result
-- rows: any
UPDATE form_key SET result = :result WHERE key_hash = :key_hash;

-- name: kept_form_insert
-- rows: exactly1
INSERT INTO kept_form (id_hash, realm, subject_id, path, body_sealed, created_at)
VALUES (:id_hash, :realm, :subject_id, :path, :body_sealed, :now);

-- name: kept_form_find
-- rows: one
SELECT path, body_sealed FROM kept_form
 WHERE id_hash = :id_hash AND realm = :realm AND subject_id = :subject_id AND created_at > :since;
