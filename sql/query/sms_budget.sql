-- All SMS together (core/message/sms_budget.c).

-- The one before which there must be none within the window, for one more to keep the budget.
-- name: sms_budget_nth
-- rows: maybe
SELECT created_at FROM outbox WHERE channel = 'sms' AND created_at > :since ORDER BY created_at DESC LIMIT :skip, 1;

-- name: sms_budget_count
-- rows: one
SELECT COUNT(*) AS day, COUNT(CASE WHEN created_at > :hour_before THEN 1 END) AS hour
  FROM outbox WHERE channel = 'sms' AND created_at > :day_before;
