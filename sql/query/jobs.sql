-- Timed jobs (main/courier_jobs.c). Sweeps go in small steps, so that no page waits for them.

-- name: job_overdue
-- rows: many
SELECT id FROM application WHERE state = 'returned' AND due_on < :today ORDER BY stage_since, id LIMIT 50;

-- name: job_application
-- rows: one
SELECT @application_row
  FROM application WHERE id = :id;

-- name: job_sweep_rate
-- rows: any
DELETE FROM rate WHERE taken_at < :before LIMIT 1000;

-- name: job_sweep_rate_lock
-- rows: any
DELETE FROM rate_lock WHERE taken_at < :before LIMIT 1000;

-- name: job_sweep_form_key
-- rows: any
DELETE FROM form_key WHERE created_at < :before LIMIT 1000;

-- name: job_sweep_code
-- rows: any
DELETE FROM one_time_code WHERE expires_at < :before LIMIT 1000;

-- name: job_sweep_kept_form
-- rows: any
DELETE FROM kept_form WHERE created_at < :before LIMIT 1000;

-- What nobody we know has signed. What was signed is evidence and stays.
-- name: job_sweep_callback
-- rows: any
DELETE FROM payment_callback
 WHERE verdict IN ('bad_signature', 'unknown_key', 'stale', 'not_understood') AND received_at < :before LIMIT 1000;

-- Every session has ended when nobody was seen in it for a week.
-- name: job_sweep_session
-- rows: any
DELETE FROM session WHERE seen_at < :before LIMIT 1000;
