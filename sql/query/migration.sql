-- Which files of sql/ this database has seen. Used by ccerctl migrate alone; the table is made there.

-- name: migration_list
-- rows: many
SELECT name, sha, started_at, finished_at FROM migration ORDER BY name;

-- A second ccerctl at the same time loses here, before it has changed anything.
-- name: migration_start
-- rows: exactly1
INSERT INTO migration (name, sha, started_at) VALUES (:name, :sha, :now);

-- name: migration_finish
-- rows: exactly1
UPDATE migration SET finished_at = :now WHERE name = :name AND finished_at IS NULL;

-- For files that may be loaded again when they change: seeds and grants.
-- name: migration_loaded
-- rows: any
INSERT INTO migration (name, sha, started_at, finished_at) VALUES (:name, :sha, :now, :now)
ON DUPLICATE KEY UPDATE sha = :sha, started_at = :now, finished_at = :now;

-- name: migration_users
-- rows: one
SELECT COUNT(*) AS n FROM mysql.user
 WHERE Host = 'localhost' AND User IN ('ccer_portal', 'ccer_office', 'ccer_hook', 'ccer_courier', 'ccer_cashier',
                                      'ccer_scanner', 'ccer_audit');
