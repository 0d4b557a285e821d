-- Fees: rates, orders, fee years (core/money/fee.c).

-- name: fee_rate
-- rows: one
SELECT amount_fen FROM fee_rate WHERE item = :item AND kind = :kind AND effective_on <= :today
 ORDER BY effective_on DESC LIMIT 1;

-- name: fee_order_insert
-- rows: exactly1
INSERT INTO fee_order (public_id, trading_account_id, amount_fen, state, created_at)
VALUES (:public_id, :account, :amount_fen, 'open', :now);

-- name: fee_line_insert
-- rows: exactly1
INSERT INTO fee_order_line (trading_account_id, live_account, item, period, order_id, amount_fen)
VALUES (:account, :account, :item, :period, :order_id, :amount_fen);

-- name: fee_order_find
-- rows: one
SELECT id FROM fee_order WHERE public_id = CONVERT(:public_id USING ascii);

-- name: fee_order_by_id
-- rows: one
SELECT o.id AS id, o.public_id AS public_id, o.trading_account_id AS account_id, o.amount_fen AS amount_fen,
       o.state AS state, o.created_at AS created_at, o.paid_at AS paid_at, o.valid_from AS valid_from,
       o.valid_until AS valid_until, t.number AS account_number, t.state AS account_state, t.org_name AS org_name,
       t.kind AS kind, t.uscc AS uscc, t.paid_until AS paid_until
  FROM fee_order o JOIN trading_account t ON t.id = o.trading_account_id WHERE o.id = :id;

-- name: fee_order_lines
-- rows: many
SELECT item, period, amount_fen FROM fee_order_line WHERE order_id = :order_id ORDER BY item DESC;

-- name: fee_orders
-- rows: many
SELECT public_id, amount_fen, state, created_at, paid_at, valid_from, valid_until FROM fee_order
 WHERE trading_account_id = :account ORDER BY id DESC LIMIT 50;

-- name: fee_order_paid
-- rows: exactly1
UPDATE fee_order SET state = 'paid', paid_at = :paid_at, valid_from = :valid_from, valid_until = :valid_until
 WHERE id = :id AND state = 'open';

-- Whoever pays late or early, the year never gets shorter; a restricted or closed account stays what it is.
-- name: fee_account_paid
-- rows: exactly1
UPDATE trading_account SET paid_until = :until,
       state = CASE WHEN state IN ('awaiting_fee', 'suspended') THEN 'active' ELSE state END
 WHERE id = :id;

-- ---- what time brings (core/money/fee_time.c): accounts whose turn it is, those behind (:until, :id) in the order of the end of their
-- paid year. One state a time, so that an index has them in that order and no more than :max are read.

-- name: fee_renewal_due
-- rows: many
SELECT t.id AS id, t.number AS number, t.kind AS kind, t.paid_until AS paid_until,
       (SELECT MAX(l.period) FROM fee_order_line l WHERE l.live_account = t.id AND l.item = 'annual') AS period
  FROM trading_account t FORCE INDEX (trading_account_until)
 WHERE t.state = :state AND t.kind IN ('project_owner', 'other') AND t.paid_until <= :last
   AND t.paid_until >= :until AND (t.paid_until > :until OR t.id > :id)
   AND NOT EXISTS (SELECT 1 FROM fee_order o WHERE o.trading_account_id = t.id AND o.state = 'open')
 ORDER BY t.paid_until, t.id LIMIT :max;

-- name: fee_suspend_due
-- rows: many
SELECT id, number, paid_until FROM trading_account FORCE INDEX (trading_account_until)
 WHERE state = :state AND kind IN ('project_owner', 'other') AND paid_until <= :last
   AND paid_until >= :until AND (paid_until > :until OR id > :id)
 ORDER BY paid_until, id LIMIT :max;

-- The account is locked by now, and was found due.
-- name: fee_suspend
-- rows: exactly1
UPDATE trading_account SET state = 'suspended'
 WHERE id = :id AND state = 'active' AND kind IN ('project_owner', 'other') AND paid_until = :until;

-- name: fee_remind_due
-- rows: many
SELECT t.id AS id, t.number AS number, t.paid_until AS paid_until
  FROM trading_account t FORCE INDEX (trading_account_until)
 WHERE t.state = :state AND t.kind IN ('project_owner', 'other') AND t.paid_until <= :last
   AND t.paid_until >= :until AND (t.paid_until > :until OR t.id > :id)
   AND NOT EXISTS (SELECT 1 FROM fee_reminder r
                    WHERE r.trading_account_id = t.id AND r.until = t.paid_until AND r.days <= :days)
 ORDER BY t.paid_until, t.id LIMIT :max;

-- name: fee_reminder_insert
-- rows: exactly1
INSERT INTO fee_reminder (trading_account_id, until, days, made_at) VALUES (:account, :until, :days, :now);

-- Where messages about an account go: its trading representative.
-- name: fee_account_contact
-- rows: one
SELECT h.id AS holder_id, t.application_id AS application_id, t.number AS number, t.org_name AS org_name
  FROM holder h JOIN trading_account t ON t.id = h.account_id
 WHERE h.account_kind = 'trading' AND h.account_id = :account AND h.role = 'trading_representative';

-- ---- a later change of kind (core/money/fee_duty.c)

-- Locks what it reads on its way: by way of the state it would wait for everybody's open orders.
-- name: fee_open_orders_lock
-- rows: many
SELECT id FROM fee_order FORCE INDEX (fee_order_account)
 WHERE trading_account_id = :account AND state = 'open' ORDER BY id FOR UPDATE;

-- name: fee_account_lock
-- rows: one
SELECT state, paid_until FROM trading_account WHERE id = :id FOR UPDATE;

-- What was ordered and not closed; nothing is open when the duty begins.
-- name: fee_lines_live
-- rows: one
SELECT COUNT(CASE WHEN item = 'opening' THEN 1 END) AS openings,
       COALESCE(MAX(CASE WHEN item = 'annual' THEN period END), 0) AS period
  FROM fee_order_line WHERE live_account = :account;

-- name: fee_account_owes
-- rows: any
UPDATE trading_account SET state = :state WHERE id = :id AND state = 'active';

-- name: fee_account_free
-- rows: any
UPDATE trading_account SET state = 'active' WHERE id = :id AND state IN ('awaiting_fee', 'suspended');

-- name: fee_order_close
-- rows: exactly1
UPDATE fee_order SET state = 'closed', closed_at = :now WHERE id = :id AND state = 'open';

-- name: fee_lines_close
-- rows: any
UPDATE fee_order_line SET live_account = NULL WHERE order_id = :order_id;
