-- Applicants' accounts (core/people/visitor.c).

-- name: visitor_insert
-- rows: exactly1
INSERT INTO visitor (username, password_hash, mobile_sealed, mobile_index, mobile_masked, created_at)
VALUES (:username, :password_hash, :mobile_sealed, :mobile_index, :mobile_masked, :now);

-- name: visitor_by_name
-- rows: maybe
SELECT id, username, password_hash, mobile_sealed, mobile_masked
  FROM visitor WHERE username = CONVERT(:username USING ascii);

-- name: visitor_by_id
-- rows: one
SELECT id, username, mobile_sealed, mobile_masked FROM visitor WHERE id = :id;

-- name: visitor_password
-- rows: any
UPDATE visitor SET password_hash = :password_hash WHERE id = :id;

-- name: visitor_credential
-- rows: one
SELECT id, username AS name, password_hash FROM visitor WHERE id = :id;
