-- What was done how often (core/ground/limit.c).

-- Whoever counts comes here first and waits for who did before.
-- name: limit_lock
-- rows: any
INSERT INTO rate_lock (bucket, taken_at) VALUES (:bucket, :now) ON DUPLICATE KEY UPDATE taken_at = VALUES(taken_at);

-- name: limit_taken
-- rows: many
SELECT taken_at, count FROM rate WHERE bucket = :bucket AND taken_at > :since ORDER BY taken_at DESC LIMIT :max;

-- name: limit_note
-- rows: any
INSERT INTO rate (bucket, taken_at, count) VALUES (:bucket, :now, 1) ON DUPLICATE KEY UPDATE count = count + 1;

-- name: limit_failures
-- rows: one
SELECT COALESCE(SUM(count), 0) AS count, COALESCE(MAX(taken_at), 0) AS last FROM rate
 WHERE bucket = :bucket AND taken_at > :since;

-- name: limit_forget
-- rows: any
DELETE FROM rate WHERE bucket = :bucket;
