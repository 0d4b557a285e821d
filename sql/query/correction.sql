-- Reminders before a correction's end (core/application/correction.c).

-- Returned ones that end within so many days, were given longer than that, and heard neither this reminder nor a later one.
-- name: correction_remind_due
-- rows: many
SELECT a.id AS id, a.version AS version FROM application a
 WHERE a.state = 'returned' AND a.due_on >= :today AND a.due_on <= :horizon
   AND DATEDIFF(a.due_on, DATE(a.stage_since + INTERVAL 8 HOUR)) > :days
   AND NOT EXISTS (SELECT 1 FROM correction_reminder r
                    WHERE r.application_id = a.id AND r.version = a.version AND r.days <= :days)
 ORDER BY a.stage_since, a.id LIMIT 50;

-- name: correction_remind_lock
-- rows: maybe
SELECT id FROM application WHERE id = :id AND version = :version AND state = 'returned' FOR UPDATE;

-- name: correction_reminder_insert
-- rows: exactly1
INSERT INTO correction_reminder (application_id, version, days, made_at) VALUES (:id, :version, :days, :now);
