-- How many cases stand in each queue (core/review/queue_tally.c). review.sql and the courier write here, pages read.

-- name: queue_tally_note
-- rows: exactly1
INSERT INTO queue_tally_change (state, due_on, total, unclaimed) VALUES (:state, :due_on, :total, :unclaimed);

-- name: queue_tallies
-- rows: many
SELECT state, SUM(total) AS total, SUM(unclaimed) AS unclaimed, SUM(IF(due_on < :today, total, 0)) AS late
  FROM (SELECT state, due_on, total, unclaimed FROM queue_tally
        UNION ALL
        SELECT state, due_on, total, unclaimed FROM queue_tally_change) AS kept
 GROUP BY state;

-- ---- folding

-- Held while folding: there is one who folds.
-- name: queue_tally_lock
-- rows: one
SELECT one FROM queue_tally_fold WHERE one = 1 FOR UPDATE;

-- Those of moves that have ended; who moves waits for nobody.
-- name: queue_tally_changes
-- rows: many
SELECT id, state, due_on, total, unclaimed FROM queue_tally_change ORDER BY id LIMIT :max FOR UPDATE SKIP LOCKED;

-- name: queue_tally_add
-- rows: any
INSERT INTO queue_tally (state, due_on, total, unclaimed) VALUES (:state, :due_on, :total, :unclaimed)
ON DUPLICATE KEY UPDATE total = total + :total, unclaimed = unclaimed + :unclaimed;

-- name: queue_tally_folded
-- rows: exactly1
DELETE FROM queue_tally_change WHERE id = :id;

-- name: queue_tally_past
-- rows: many
SELECT state, due_on, total, unclaimed FROM queue_tally WHERE due_on > :long_ago AND due_on < :today;

-- name: queue_tally_remove
-- rows: exactly1
DELETE FROM queue_tally WHERE state = :state AND due_on = :due_on;

-- name: queue_tally_clear
-- rows: any
DELETE FROM queue_tally WHERE total = 0 AND unclaimed = 0;

-- ---- checking

-- What is kept less what is there, at one moment. What is late is one, whichever day it was due.
-- name: queue_tally_differences
-- rows: many
SELECT state, day AS due_on, SUM(total) AS total, SUM(unclaimed) AS unclaimed
  FROM (SELECT state, IF(due_on < :today, :long_ago, due_on) AS day, total, unclaimed
          FROM (SELECT state, due_on, total, unclaimed FROM queue_tally
                UNION ALL
                SELECT state, due_on, total, unclaimed FROM queue_tally_change
                UNION ALL
                SELECT state, COALESCE(due_on, :never), -1, -(claimed_by IS NULL)
                  FROM application WHERE state IN @states(work!=NONE)) AS sides) AS dated
 GROUP BY state, day
HAVING SUM(total) <> 0 OR SUM(unclaimed) <> 0;
