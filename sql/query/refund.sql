-- Refunds (core/money/refund.c).

-- Nobody owed it, or its time cannot be. is_accepting: somebody has proposed to accept it.
-- name: refund_surplus
-- rows: maybe
SELECT p.provider AS provider, p.amount_fen AS amount_fen,
       EXISTS (SELECT 1 FROM payment_accept a WHERE a.live_payment = p.id) AS is_accepting
  FROM payment p
 WHERE p.id = :id AND p.state IN ('surplus', 'held')
   FOR UPDATE;

-- Money nobody owed and nobody has proposed to give back yet.
-- name: refund_surpluses
-- rows: many
SELECT p.id AS id, p.provider AS provider, p.trade_no AS trade_no, p.amount_fen AS amount_fen, p.paid_at AS paid_at,
       p.state AS state, t.org_name AS org_name, t.number AS account_number, o.public_id AS order_public_id
  FROM payment p JOIN fee_order o ON o.id = p.order_id JOIN trading_account t ON t.id = o.trading_account_id
 WHERE p.state IN ('surplus', 'held') AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.live_payment = p.id)
   AND NOT EXISTS (SELECT 1 FROM payment_accept a WHERE a.live_payment = p.id)
 ORDER BY p.id LIMIT 100;

-- name: refund_insert
-- rows: exactly1
INSERT INTO refund (public_id, payment_id, live_payment, amount_fen, reason, state, proposed_by, proposed_at, provider)
VALUES (:public_id, :payment_id, :payment_id, :amount_fen, :reason, 'proposed', :staff_id, :now, :provider);

-- name: refund_find
-- rows: one
SELECT r.id AS id, r.payment_id AS payment_id, r.amount_fen AS amount_fen, r.proposed_by AS proposed_by,
       r.decided_at AS decided_at, r.public_id AS public_id, r.provider AS provider, p.trade_no AS trade_no,
       a.reference AS reference, r.reason AS reason, r.state AS state, r.problem AS problem, r.tries AS tries
  FROM refund r JOIN payment p ON p.id = r.payment_id LEFT JOIN payment_attempt a ON a.id = p.attempt_id
 WHERE r.public_id = CONVERT(:public_id USING ascii);

-- name: refund_decide
-- rows: exactly1
UPDATE refund SET state = :state, decided_by = :staff_id, decided_at = :now, next_at = :next_at,
       live_payment = :live_payment
 WHERE id = :id AND state = 'proposed';

-- name: refund_list
-- rows: many
SELECT r.id AS id, r.public_id AS public_id, r.state AS state, r.provider AS provider, p.trade_no AS trade_no,
       r.amount_fen AS amount_fen, r.reason AS reason, s.name AS proposer, r.proposed_at AS proposed_at, d.name AS decider,
       r.decided_at AS decided_at, r.done_at AS done_at, r.problem AS problem, t.org_name AS org_name,
       o.public_id AS order_public_id, r.proposed_by AS proposed_by, r.provider_no AS provider_no,
       r.tries AS tries, r.next_at AS next_at, p.paid_at AS paid_at, t.number AS account_number
  FROM refund r JOIN payment p ON p.id = r.payment_id JOIN fee_order o ON o.id = p.order_id
       JOIN trading_account t ON t.id = o.trading_account_id JOIN staff s ON s.id = r.proposed_by
       LEFT JOIN staff d ON d.id = r.decided_by
 WHERE r.id < :before ORDER BY r.id DESC LIMIT 51;

-- name: refund_show
-- rows: one
SELECT r.id AS id, r.public_id AS public_id, r.state AS state, r.provider AS provider, p.trade_no AS trade_no,
       r.amount_fen AS amount_fen, r.reason AS reason, s.name AS proposer, r.proposed_at AS proposed_at, d.name AS decider,
       r.decided_at AS decided_at, r.done_at AS done_at, r.problem AS problem, t.org_name AS org_name,
       o.public_id AS order_public_id, r.proposed_by AS proposed_by, r.provider_no AS provider_no,
       r.tries AS tries, r.next_at AS next_at, p.paid_at AS paid_at, t.number AS account_number
  FROM refund r JOIN payment p ON p.id = r.payment_id JOIN fee_order o ON o.id = p.order_id
       JOIN trading_account t ON t.id = o.trading_account_id JOIN staff s ON s.id = r.proposed_by
       LEFT JOIN staff d ON d.id = r.decided_by
 WHERE r.public_id = CONVERT(:public_id USING ascii);

-- name: refund_due
-- rows: many
SELECT id, public_id FROM refund WHERE provider = :provider AND next_at <= :now ORDER BY next_at, id LIMIT 5;

-- name: refund_claim
-- rows: any
UPDATE refund SET next_at = :until WHERE id = :id AND state = 'approved' AND next_at <= :now;

-- name: refund_later
-- rows: any
UPDATE refund SET tries = tries + 1, problem = :problem, next_at = :next_at WHERE id = :id AND state = 'approved';

-- name: refund_done
-- rows: exactly1
UPDATE refund SET state = 'done', problem = NULL, next_at = NULL, provider_no = :provider_no, done_at = :now
 WHERE id = :id AND state = 'approved';
