-- Money with a time that cannot be (core/money/payment_held.c).

-- is_refunding: somebody has proposed to give it back.
-- name: payment_held_lock
-- rows: maybe
SELECT p.id AS id, p.order_id AS order_id, p.paid_at AS paid_at,
       EXISTS (SELECT 1 FROM refund r WHERE r.live_payment = p.id) AS is_refunding
  FROM payment p
 WHERE p.id = :id AND p.state = 'held'
   FOR UPDATE;

-- name: payment_held_list
-- rows: many
SELECT p.id AS id, p.provider AS provider, p.trade_no AS trade_no, p.amount_fen AS amount_fen, p.paid_at AS paid_at,
       p.recorded_at AS recorded_at, (p.paid_at > p.recorded_at) AS is_future, t.org_name AS org_name,
       t.number AS account_number, o.public_id AS order_public_id, o.state AS order_state, a.id AS accept_id,
       a.paid_on AS paid_on, a.reason AS reason, a.proposed_by AS proposed_by, s.name AS proposer, a.proposed_at AS proposed_at
  FROM payment p JOIN fee_order o ON o.id = p.order_id JOIN trading_account t ON t.id = o.trading_account_id
       LEFT JOIN payment_accept a ON a.live_payment = p.id LEFT JOIN staff s ON s.id = a.proposed_by
 WHERE p.state = 'held' AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.live_payment = p.id)
 ORDER BY p.id LIMIT 100;

-- name: payment_held_of_order
-- rows: one
SELECT COUNT(*) AS n FROM payment WHERE order_id = :order_id AND state = 'held';

-- name: payment_accept_insert
-- rows: exactly1
INSERT INTO payment_accept (payment_id, live_payment, said_at, paid_on, reason, state, proposed_by, proposed_at)
VALUES (:payment_id, :payment_id, :said_at, :paid_on, :reason, 'proposed', :staff_id, :now);

-- name: payment_accept_find
-- rows: one
SELECT id, payment_id, paid_on, proposed_by FROM payment_accept WHERE id = :id AND state = 'proposed';

-- name: payment_accept_decide
-- rows: exactly1
UPDATE payment_accept SET state = :state, decided_by = :staff_id, decided_at = :now, live_payment = :live_payment
 WHERE id = :id AND state = 'proposed';

-- name: payment_held_applied
-- rows: exactly1
UPDATE payment SET state = 'applied', applied_order = order_id, paid_at = :paid_at, paid_on = :paid_on
 WHERE id = :id AND state = 'held';
