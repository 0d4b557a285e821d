-- What waits, for the operators' page (core/house/operations.c). Each reads only what is not finished yet, by an index.

-- name: operations_outbox
-- rows: many
SELECT channel, COUNT(*) AS n, COUNT(problem) AS failing, MIN(created_at) AS oldest FROM outbox
 WHERE channel IN ('sms', 'mail') AND state IN ('waiting', 'sending') GROUP BY channel;

-- name: operations_outbox_dead
-- rows: many
SELECT channel, COUNT(*) AS n FROM outbox
 WHERE channel IN ('sms', 'mail') AND state = 'dead' AND due_at >= :since GROUP BY channel;

-- The newest that did not go, and why.
-- name: operations_outbox_problem
-- rows: maybe
SELECT problem FROM outbox
 WHERE channel = :channel AND state IN ('waiting', 'dead') AND due_at >= :since AND problem IS NOT NULL
 ORDER BY due_at DESC, id DESC LIMIT 1;

-- name: operations_files
-- rows: many
SELECT scan_state AS state, COUNT(*) AS n, MIN(created_at) AS oldest FROM file
 WHERE scan_state IN ('received', 'scanning', 'error', 'infected') GROUP BY scan_state;

-- As many as anybody wants to know of.
-- name: operations_files_unscanned
-- rows: one
SELECT COUNT(*) AS n FROM (SELECT id FROM file WHERE scan_state = 'none' LIMIT 1000) AS some;

-- begun: not even at the provider yet; late: the cashier should have asked long ago.
-- name: operations_attempts
-- rows: many
SELECT provider, COUNT(*) AS n, COUNT(CASE WHEN state = 'wanted' THEN 1 END) AS begun,
       MIN(CASE WHEN state = 'wanted' THEN created_at END) AS oldest, COUNT(CASE WHEN next_at < :late THEN 1 END) AS late
  FROM payment_attempt WHERE provider IN (@ways) AND next_at IS NOT NULL GROUP BY provider;

-- name: operations_refunds
-- rows: one
SELECT COUNT(*) AS n, COUNT(problem) AS failing, MIN(decided_at) AS oldest FROM refund WHERE state = 'approved';

-- name: operations_bills
-- rows: one
SELECT COUNT(*) AS n, COUNT(problem) AS failing, MIN(day) AS oldest FROM bill_day
 WHERE provider IN (@ways) AND next_at IS NOT NULL;

-- name: operations_differences
-- rows: one
SELECT COUNT(*) AS n FROM bill_row WHERE result IN ('differs', 'only_there', 'only_here') AND settled_at IS NULL;

-- name: operations_level
-- rows: maybe
SELECT name, finished_at FROM migration WHERE name LIKE '0%' ORDER BY name DESC LIMIT 1;

-- As many as anybody wants to know of.
-- name: operations_audit
-- rows: one
SELECT COUNT(*) AS n, MIN(since) AS oldest FROM (SELECT since FROM audit_waiting ORDER BY id LIMIT 1000) AS some;
