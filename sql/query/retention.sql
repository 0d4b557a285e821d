-- What is kept for a time only (core/house/retention.def): each deletes a small step of what is older than :before, by an index.

-- name: retention_rate
-- rows: any
DELETE FROM rate WHERE taken_at < :before LIMIT 1000;

-- name: retention_rate_lock
-- rows: any
DELETE FROM rate_lock WHERE taken_at < :before LIMIT 1000;

-- name: retention_form_key
-- rows: any
DELETE FROM form_key WHERE created_at < :before LIMIT 1000;

-- name: retention_code
-- rows: any
DELETE FROM one_time_code WHERE expires_at < :before LIMIT 1000;

-- name: retention_kept_form
-- rows: any
DELETE FROM kept_form WHERE created_at < :before LIMIT 1000;

-- Every session has ended when nobody was seen in it for a week.
-- name: retention_session
-- rows: any
DELETE FROM session WHERE seen_at < :before LIMIT 1000;

-- What nobody we know has signed. What was signed is evidence and stays.
-- name: retention_callback
-- rows: any
DELETE FROM payment_callback
 WHERE verdict IN ('bad_signature', 'unknown_key', 'stale', 'not_understood') AND received_at < :before LIMIT 1000;

-- What has not come to an end stays, however old.
-- name: retention_outbox
-- rows: any
DELETE FROM outbox WHERE channel IN ('sms', 'mail') AND created_at < :before AND state IN ('sent', 'dead') LIMIT 1000;

-- name: retention_pay_link
-- rows: any
DELETE FROM pay_link WHERE expires_at < :before LIMIT 1000;
