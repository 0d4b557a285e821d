-- The audit chain (fcgi/core/ground/audit.c).

-- The lock of all writers; held until COMMIT, so this is the last thing a transaction does.
-- name: audit_reserve
-- rows: exactly1
UPDATE audit_head SET last_id = last_id + :n WHERE one = 1;

-- name: audit_last
-- rows: one
SELECT last_id, seal FROM audit_head WHERE one = 1;

-- name: audit_seal
-- rows: exactly1
UPDATE audit_head SET seal = :seal WHERE one = 1;

-- name: audit_hash
-- rows: one
SELECT hash FROM audit WHERE id = :id;

-- name: audit_insert
-- rows: exactly1
INSERT INTO audit (id, happened_at, actor_kind, actor_id, ip, action, object, detail, hash)
VALUES (:id, :happened_at, :actor_kind, :actor_id, :ip, :action, :object, :detail, :hash);

-- name: audit_after
-- rows: many
SELECT id, happened_at, actor_kind, actor_id, ip, action, object, detail, hash
  FROM audit WHERE id > :id ORDER BY id LIMIT 1000;
