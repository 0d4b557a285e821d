-- One-time codes (core/people/code.c).

-- name: code_put
-- rows: any
INSERT INTO one_time_code (subject_index, purpose, code_hash, tries, created_at, expires_at, used_at)
VALUES (:subject_index, :purpose, :code_hash, 0, :now, :expires_at, NULL)
ON DUPLICATE KEY UPDATE code_hash = VALUES(code_hash), tries = 0, created_at = VALUES(created_at),
  expires_at = VALUES(expires_at), used_at = NULL;

-- name: code_lock
-- rows: maybe
SELECT code_hash, tries, expires_at, used_at FROM one_time_code WHERE subject_index = :subject_index FOR UPDATE;

-- name: code_last
-- rows: maybe
SELECT created_at, tries, expires_at, used_at FROM one_time_code WHERE subject_index = :subject_index;

-- name: code_tried
-- rows: exactly1
UPDATE one_time_code SET tries = tries + 1 WHERE subject_index = :subject_index;

-- name: code_used
-- rows: exactly1
UPDATE one_time_code SET used_at = :now WHERE subject_index = :subject_index AND used_at IS NULL;
