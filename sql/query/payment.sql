-- Attempts to pay, money that arrived, callbacks (core/money/payment.c).

-- columns: attempt_row
id, order_id, reference, provider, amount_fen, state, target, problem, tries, created_at, opened_at, expires_at;

-- name: payment_order_lock
-- rows: one
SELECT id FROM fee_order WHERE id = :id FOR UPDATE;

-- name: payment_attempt_insert
-- rows: exactly1
INSERT INTO payment_attempt (reference, order_id, live_order, provider, amount_fen, state, next_at, created_at, expires_at)
VALUES (:reference, :order_id, :order_id, :provider, :amount_fen, 'wanted', :now, :now, :expires_at);

-- name: payment_attempt_live
-- rows: maybe
SELECT @attempt_row
  FROM payment_attempt WHERE live_order = :order_id AND provider = :provider;

-- name: payment_attempt_by_reference
-- rows: maybe
SELECT @attempt_row
  FROM payment_attempt WHERE reference = CONVERT(:reference USING ascii);

-- name: payment_attempt_by_id
-- rows: one
SELECT @attempt_row
  FROM payment_attempt WHERE id = :id;

-- It can bring no more money, or should not: the provider is asked once more and closes it.
-- name: payment_attempt_closing
-- rows: any
UPDATE payment_attempt SET state = 'closing', live_order = NULL, next_at = :now
 WHERE id = :id AND state IN ('wanted', 'open');

-- name: payment_attempts_closing
-- rows: any
UPDATE payment_attempt SET state = 'closing', live_order = NULL, next_at = :now
 WHERE order_id = :order_id AND state IN ('wanted', 'open');

-- name: payment_ask_soon
-- rows: any
UPDATE payment_attempt SET next_at = :now WHERE id = :id AND state = 'open' AND next_at > :now;

-- Finance wants to know now: whatever we thought of it, an attempt that brought no money is asked about once more.
-- name: payment_ask_again
-- rows: any
UPDATE payment_attempt SET state = CASE WHEN state IN ('closed', 'failed') THEN 'closing' ELSE state END, next_at = :now,
       ended_at = NULL
 WHERE order_id = :order_id AND state <> 'settled';

-- name: payment_attempt_due
-- rows: many
SELECT id FROM payment_attempt WHERE provider = :provider AND next_at <= :now ORDER BY next_at, id LIMIT 5;

-- name: payment_attempt_claim
-- rows: any
UPDATE payment_attempt SET next_at = :until WHERE id = :id AND next_at <= :now;

-- name: payment_attempt_opened
-- rows: any
UPDATE payment_attempt SET state = 'open', target = :target, problem = NULL, problem_since = NULL, tries = 0, opened_at = :now,
       asked_at = :now, next_at = :next_at
 WHERE id = :id AND state = 'wanted';

-- name: payment_attempt_later
-- rows: any
UPDATE payment_attempt SET tries = tries + 1, problem = :problem,
       problem_since = CASE WHEN :problem IS NULL THEN NULL ELSE COALESCE(problem_since, :now) END,
       asked_at = :now, next_at = :next_at
 WHERE id = :id AND state IN ('wanted', 'open', 'closing');

-- name: payment_attempt_ended
-- rows: any
UPDATE payment_attempt SET state = :state, problem = :problem, problem_since = NULL, live_order = NULL, next_at = NULL,
       asked_at = :now, ended_at = :now
 WHERE id = :id AND state IN ('wanted', 'open', 'closing');

-- name: payment_attempt_settled
-- rows: any
UPDATE payment_attempt SET state = 'settled', problem = NULL, problem_since = NULL, live_order = NULL, next_at = NULL,
       ended_at = :now
 WHERE id = :id AND state <> 'settled';

-- name: payment_of_trade
-- rows: maybe
SELECT id, order_id, attempt_id, amount_fen FROM payment
 WHERE provider = :provider AND trade_no = CONVERT(:trade_no USING ascii);

-- name: payment_insert
-- rows: exactly1
INSERT INTO payment (provider, trade_no, order_id, applied_order, attempt_id, amount_fen, paid_at, paid_on, source, state,
                     recorded_at)
VALUES (:provider, :trade_no, :order_id, :applied_order, :attempt_id, :amount_fen, :paid_at, :paid_on, :source, :state,
        :now);

-- What a provider said that does not fit, once however often it says so.
-- name: payment_mismatch_note
-- rows: any
INSERT IGNORE INTO payment_mismatch (attempt_id, order_id, provider, source, differs, trade_no, amount_fen, currency, paid_at,
                                     noted_at)
VALUES (:attempt_id, :order_id, :provider, :source, :differs, :trade_no, :amount_fen, :currency, :paid_at, :now);

-- name: payment_callback_insert
-- rows: exactly1
INSERT INTO payment_callback (provider, received_at, ip, headers, body, verdict)
VALUES (:provider, :now, :ip, :headers, :body, 'received');

-- name: payment_callback_verdict
-- rows: exactly1
UPDATE payment_callback SET verdict = :verdict, reference = :reference WHERE id = :id AND verdict = 'received';
