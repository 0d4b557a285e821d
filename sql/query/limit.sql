-- Counters (core/limit.c).

-- name: limit_take
-- rows: any
INSERT INTO rate (bucket, window_start, count) VALUES (:bucket, :window_start, 1)
ON DUPLICATE KEY UPDATE count = count + 1;

-- name: limit_count
-- rows: maybe
SELECT count FROM rate WHERE bucket = :bucket AND window_start = :window_start;

-- name: limit_failures
-- rows: one
SELECT COALESCE(SUM(count), 0) AS count, COALESCE(MAX(window_start), 0) AS last FROM rate
 WHERE bucket = :bucket AND window_start > :since;

-- name: limit_forget
-- rows: any
DELETE FROM rate WHERE bucket = :bucket;
