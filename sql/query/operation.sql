-- One-time form keys and kept forms (core/operation.c).

-- name: operation_insert
-- rows: exactly1
INSERT INTO operation (op_key, content_hash, result, created_at) VALUES (:op_key, :content_hash, '', :now);

-- name: operation_find
-- rows: one
SELECT content_hash, result FROM operation WHERE op_key = :op_key;

-- name: operation_result
-- rows: any
UPDATE operation SET result = :result WHERE op_key = :op_key;

-- name: kept_form_insert
-- rows: exactly1
INSERT INTO kept_form (id_hash, realm, subject_id, path, body_sealed, created_at)
VALUES (:id_hash, :realm, :subject_id, :path, :body_sealed, :now);

-- name: kept_form_find
-- rows: one
SELECT path, body_sealed FROM kept_form
 WHERE id_hash = :id_hash AND realm = :realm AND subject_id = :subject_id AND created_at > :since;
