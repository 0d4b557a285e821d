-- Pay links (core/money/pay_link.c).

-- name: pay_link_insert
-- rows: exactly1
INSERT INTO pay_link (token_hash, order_id, made_by, made_at, expires_at)
VALUES (:token_hash, :order_id, :holder_id, :now, :expires_at);

-- name: pay_link_find
-- rows: one
SELECT order_id FROM pay_link WHERE token_hash = :token_hash AND revoked_at IS NULL AND expires_at > :now;

-- name: pay_link_revoke
-- rows: any
UPDATE pay_link SET revoked_at = :now WHERE order_id = :order_id AND revoked_at IS NULL;

-- name: pay_link_live
-- rows: many
SELECT expires_at FROM pay_link WHERE order_id = :order_id AND revoked_at IS NULL AND expires_at > :now
 ORDER BY made_at DESC LIMIT 1;
