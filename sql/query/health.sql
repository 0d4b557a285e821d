-- What programs say of themselves (core/house/health.c).

-- name: health_say
-- rows: any
INSERT INTO health (name, state, detail, at) VALUES (:name, :state, :detail, :now)
    ON DUPLICATE KEY UPDATE state = :state, detail = :detail, at = :now;

-- name: health_list
-- rows: many
SELECT name, state, detail, at FROM health ORDER BY name;

-- name: health_rights_set
-- rows: any
DELETE FROM health WHERE name LIKE :no_right;
