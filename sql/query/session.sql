-- Sessions (core/ground/session.c).

-- name: session_insert
-- rows: exactly1
INSERT INTO session (token_hash, realm, subject_id, stage, created_at, seen_at, ip, agent)
VALUES (:token_hash, :realm, :subject_id, :stage, :now, :now, :ip, :agent);

-- name: session_find
-- rows: maybe
SELECT subject_id, stage, created_at, seen_at, ended_at, step_up_at FROM session
 WHERE token_hash = :token_hash AND realm = :realm;

-- name: session_touch
-- rows: any
UPDATE session SET seen_at = :now WHERE token_hash = :token_hash AND ended_at IS NULL;

-- name: session_end
-- rows: any
UPDATE session SET ended_at = :now WHERE token_hash = :token_hash AND ended_at IS NULL;

-- name: session_end_all
-- rows: any
UPDATE session SET ended_at = :now WHERE realm = :realm AND subject_id = :subject_id AND ended_at IS NULL;

-- name: session_end_others
-- rows: any
UPDATE session SET ended_at = :now
 WHERE realm = :realm AND subject_id = :subject_id AND ended_at IS NULL AND token_hash <> :token_hash;

-- name: session_end_one
-- rows: any
UPDATE session SET ended_at = :now WHERE id = :id AND realm = :realm AND subject_id = :subject_id AND ended_at IS NULL;

-- name: session_list
-- rows: many
SELECT id, token_hash = :token_hash AS is_this, created_at, seen_at, ip, agent FROM session
 WHERE realm = :realm AND subject_id = :subject_id AND ended_at IS NULL AND stage = 'full'
   AND seen_at >= :seen_since AND created_at >= :created_since
 ORDER BY is_this DESC, seen_at DESC LIMIT 50;

-- name: session_step_up
-- rows: any
UPDATE session SET step_up_at = :now WHERE token_hash = :token_hash;
