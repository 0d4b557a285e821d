-- The audit chain (core/ground/audit.h).

-- ---- writing: the number of a row is that of its place among those that wait

-- columns: audit_row
a.id, a.happened_at, a.actor_kind, a.actor_id, a.ip, a.action, a.object, a.detail, a.hash;

-- name: audit_wait
-- rows: exactly1
INSERT INTO audit_waiting (since) VALUES (:now);

-- name: audit_insert
-- rows: exactly1
INSERT INTO audit (id, happened_at, actor_kind, actor_id, ip, action, object, detail, hash)
VALUES (:id, :happened_at, :actor_kind, :actor_id, :ip, :action, :object, :detail, :hash);

-- ---- linking (core/ground/audit_link.c)

-- The lock of whoever links.
-- name: audit_lock
-- rows: one
SELECT last_id, seal FROM audit_head WHERE one = 1 FOR UPDATE;

-- name: audit_link_hash
-- rows: one
SELECT hash FROM audit_link WHERE number = :number;

-- row_id: NULL when there is no such row; linked: the number of its link, when it has one.
-- name: audit_waiting_after
-- rows: many
SELECT w.id AS waiting_id, l.number AS linked, a.id AS row_id, @audit_row
  FROM audit_waiting w LEFT JOIN audit a ON a.id = w.id LEFT JOIN audit_link l ON l.audit_id = w.id
 WHERE w.id > :id ORDER BY w.id LIMIT 500;

-- links: JSON, [[id of the row, hash of its link in hexadecimal], …], those behind the link :last.
-- name: audit_link_insert
-- rows: any
INSERT INTO audit_link (number, audit_id, hash)
SELECT :last + j.place, j.id, UNHEX(j.hash)
  FROM JSON_TABLE(:links, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT UNSIGNED PATH '$[0]', hash CHAR(64) PATH '$[1]')) AS j;

-- One by one: rows of transactions that still run stay untouched.
-- name: audit_waiting_done
-- rows: any
DELETE FROM audit_waiting
 USING JSON_TABLE(:links, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$[0]')) AS j STRAIGHT_JOIN audit_waiting ON audit_waiting.id = j.id;

-- name: audit_advance
-- rows: exactly1
UPDATE audit_head SET last_id = :last WHERE one = 1;

-- name: audit_seal
-- rows: exactly1
UPDATE audit_head SET seal = :seal WHERE one = 1;

-- ---- verifying (core/ground/audit_verify.c)

-- name: audit_last
-- rows: one
SELECT last_id, seal FROM audit_head WHERE one = 1;

-- name: audit_links_after
-- rows: many
SELECT l.number, l.audit_id, l.hash AS link, a.id AS row_id, @audit_row
  FROM audit_link l LEFT JOIN audit a ON a.id = l.audit_id
 WHERE l.number > :number ORDER BY l.number LIMIT 1000;

-- The id of the last of the next rows, 0 when there are none.
-- name: audit_step
-- rows: one
SELECT COALESCE(MAX(id), 0) AS last FROM (SELECT id FROM audit WHERE id > :id ORDER BY id LIMIT 1000) AS some;

-- name: audit_unlinked
-- rows: many
SELECT w.id AS waiting_id, @audit_row
  FROM audit a LEFT JOIN audit_link l ON l.audit_id = a.id LEFT JOIN audit_waiting w ON w.id = a.id
 WHERE a.id > :after AND a.id <= :until AND l.audit_id IS NULL ORDER BY a.id;

-- What waits and is gone, or is linked already.
-- name: audit_waiting_amiss
-- rows: maybe
SELECT w.id FROM audit_waiting w LEFT JOIN audit a ON a.id = w.id LEFT JOIN audit_link l ON l.audit_id = w.id
 WHERE a.id IS NULL OR l.audit_id IS NOT NULL ORDER BY w.id LIMIT 1;
