-- Authenticators of staff (core/people/authenticator.c).

-- name: authenticator_find
-- rows: many
SELECT state, secret_sealed, last_step, created_at FROM staff_authenticator WHERE staff_id = :staff_id;

-- name: authenticator_put
-- rows: any
INSERT INTO staff_authenticator (staff_id, state, secret_sealed, last_step, created_at)
VALUES (:staff_id, 'pending', :secret_sealed, 0, :now)
ON DUPLICATE KEY UPDATE secret_sealed = VALUES(secret_sealed), created_at = VALUES(created_at);

-- name: authenticator_drop
-- rows: any
DELETE FROM staff_authenticator WHERE staff_id = :staff_id AND state = :state;

-- name: authenticator_activate
-- rows: exactly1
UPDATE staff_authenticator SET state = 'active', last_step = :step, created_at = :now
 WHERE staff_id = :staff_id AND state = 'pending';

-- name: authenticator_used
-- rows: any
UPDATE staff_authenticator SET last_step = :step WHERE staff_id = :staff_id AND state = 'active' AND last_step < :step;

-- name: recovery_code_insert
-- rows: exactly1
INSERT INTO staff_recovery_code (staff_id, code_hash) VALUES (:staff_id, :code_hash);

-- name: recovery_code_find
-- rows: one
SELECT used_at FROM staff_recovery_code WHERE staff_id = :staff_id AND code_hash = :code_hash;

-- name: recovery_code_use
-- rows: any
UPDATE staff_recovery_code SET used_at = :now WHERE staff_id = :staff_id AND code_hash = :code_hash AND used_at IS NULL;

-- name: recovery_code_left
-- rows: one
SELECT COUNT(*) AS n FROM staff_recovery_code WHERE staff_id = :staff_id AND used_at IS NULL;

-- name: recovery_code_drop
-- rows: any
DELETE FROM staff_recovery_code WHERE staff_id = :staff_id;
