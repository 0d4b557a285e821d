-- People of the exchange, the registry and the security administration.

-- name: staff_insert
-- rows: exactly1
INSERT INTO staff (username, name, organisation, password_hash, mobile_sealed, mobile_index, mobile_masked, created_at)
VALUES (:username, :name, :organisation, :password_hash, :mobile_sealed, :mobile_index, :mobile_masked, :now);

-- name: staff_role_insert
-- rows: exactly1
INSERT INTO staff_role (staff_id, role) VALUES (:staff_id, :role);

-- name: staff_roles
-- rows: many
SELECT role FROM staff_role WHERE staff_id = :id ORDER BY role;

-- One person, a row for each of their roles.
-- name: staff_by_id
-- rows: many
SELECT s.id, s.username, s.name, s.organisation, s.mobile_sealed, s.mobile_masked, r.role
  FROM staff s LEFT JOIN staff_role r ON r.staff_id = s.id
 WHERE s.id = :id AND s.enabled = 1;

-- name: staff_by_username
-- rows: many
SELECT s.id, s.username, s.name, s.organisation, s.password_hash, s.mobile_sealed, s.mobile_masked, r.role
  FROM staff s LEFT JOIN staff_role r ON r.staff_id = s.id
 WHERE s.username = CONVERT(:username USING ascii) AND s.enabled = 1;

-- name: staff_with_role
-- rows: many
SELECT s.id, s.name
  FROM staff_role r JOIN staff s ON s.id = r.staff_id
 WHERE r.role = :role AND s.enabled = 1
 ORDER BY s.name, s.id;

-- Whom to tell.
-- name: staff_mobiles
-- rows: many
SELECT s.username, s.mobile_sealed
  FROM staff_role r JOIN staff s ON s.id = r.staff_id
 WHERE r.role = :role AND s.enabled = 1
 ORDER BY s.id;

-- name: staff_lock
-- rows: maybe
SELECT id, username, organisation FROM staff WHERE username = CONVERT(:username USING ascii) FOR UPDATE;

-- name: staff_enable
-- rows: exactly1
UPDATE staff SET enabled = :enabled WHERE id = :id AND enabled <> :enabled;

-- name: staff_role_drop
-- rows: any
DELETE FROM staff_role WHERE staff_id = :id;

-- name: staff_mobile
-- rows: exactly1
UPDATE staff SET mobile_sealed = :mobile_sealed, mobile_index = :mobile_index, mobile_masked = :mobile_masked WHERE id = :id;

-- name: staff_credential
-- rows: one
SELECT id, username AS name, password_hash FROM staff WHERE id = :id;

-- name: staff_password
-- rows: any
UPDATE staff SET password_hash = :password_hash WHERE id = :id;
