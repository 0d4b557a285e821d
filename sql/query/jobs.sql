-- Timed jobs (main/courier_jobs.c). What is kept for a time only is retention.sql's.

-- name: job_overdue
-- rows: many
SELECT id FROM application WHERE state = 'returned' AND due_on < :today ORDER BY stage_since, id LIMIT 50;

-- name: job_application
-- rows: one
SELECT @application_row
  FROM application WHERE id = :id;
