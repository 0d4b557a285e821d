-- What the finance office looks at (core/finance/finance.c). Reading only.

-- columns: order_row
o.id AS id, o.public_id AS public_id, o.amount_fen AS amount_fen, o.state AS state, o.created_at AS created_at,
o.paid_at AS paid_at, t.number AS account_number, t.org_name AS org_name, a.provider AS provider,
a.state AS attempt_state, a.problem AS problem, b.state AS transfer_state;

-- name: finance_tallies
-- rows: one
-- Of orders that are open as many as anybody wants to know of: they grow with the accounts.
SELECT (SELECT COUNT(*) FROM bank_transfer WHERE state = 'declared') AS declared,
       (SELECT COUNT(*) FROM bank_transfer WHERE state = 'matched') AS matched,
       (SELECT COUNT(*) FROM payment p WHERE p.state = 'surplus'
           AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.live_payment = p.id)) AS surplus,
       (SELECT COUNT(*) FROM payment p WHERE p.state = 'held'
           AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.live_payment = p.id)) AS held,
       (SELECT COUNT(*) FROM refund WHERE state = 'proposed') AS proposed,
       (SELECT COUNT(*) FROM refund WHERE state = 'approved') AS approved,
       (SELECT COUNT(*) FROM kind_change WHERE state = 'proposed') AS kinds,
       (SELECT COUNT(*) FROM bill_row WHERE result IN ('differs', 'only_there', 'only_here') AND settled_at IS NULL)
         AS differences,
       (SELECT COUNT(*) FROM bill_day WHERE state = 'wanted' AND problem IS NOT NULL) AS bills_late,
       (SELECT COUNT(*) FROM invoice WHERE state = 'requested') AS requested,
       (SELECT COUNT(*) FROM invoice WHERE state = 'exported') AS exported,
       (SELECT COUNT(*) FROM payment_callback
         WHERE verdict IN ('mismatch', 'unknown', 'bad_signature', 'unknown_key', 'stale', 'not_understood', 'no_keys')
           AND received_at >= :since) AS bad_callbacks,
       (SELECT COUNT(*) FROM payment_attempt WHERE problem_since IS NOT NULL AND state IN ('wanted', 'open', 'closing'))
         AS troubled,
       (SELECT COUNT(*) FROM payment_attempt WHERE state = 'failed' AND ended_at >= :since) AS failed,
       (SELECT COUNT(*) FROM (SELECT id FROM fee_order WHERE state = 'open' LIMIT 1000) AS some) AS open_orders;

-- Orders, newest first, with the last attempt to pay them.
-- name: finance_orders
-- rows: many
SELECT @order_row
  FROM fee_order o JOIN trading_account t ON t.id = o.trading_account_id
       LEFT JOIN payment_attempt a ON a.id = (SELECT MAX(x.id) FROM payment_attempt x WHERE x.order_id = o.id)
       LEFT JOIN bank_transfer b ON b.live_order = o.id
 WHERE o.id < :before_id ORDER BY o.id DESC LIMIT 51;

-- name: finance_orders_in
-- rows: many
SELECT @order_row
  FROM fee_order o JOIN trading_account t ON t.id = o.trading_account_id
       LEFT JOIN payment_attempt a ON a.id = (SELECT MAX(x.id) FROM payment_attempt x WHERE x.order_id = o.id)
       LEFT JOIN bank_transfer b ON b.live_order = o.id
 WHERE o.state = :order_state AND o.id < :before_id ORDER BY o.id DESC LIMIT 51;

-- By what somebody has in hand: a name's beginning (of the first sixty accounts so named), a credit code, an account, an order, our or
-- the provider's number.
-- name: finance_search
-- rows: many
SELECT @order_row
  FROM ((SELECT n.id AS id
           FROM (SELECT id FROM trading_account WHERE org_name LIKE :pattern ESCAPE '!' ORDER BY org_name DESC, id DESC LIMIT 60) w
                JOIN fee_order n ON n.trading_account_id = w.id
          WHERE n.id < :before_id ORDER BY n.id DESC LIMIT 51)
        UNION (SELECT u.id FROM trading_account w JOIN fee_order u ON u.trading_account_id = w.id WHERE w.uscc = :code)
        UNION (SELECT u.id FROM trading_account w JOIN fee_order u ON u.trading_account_id = w.id WHERE w.number = :code)
        UNION (SELECT id FROM fee_order WHERE public_id = :exact)
        UNION (SELECT order_id FROM payment_attempt WHERE reference = :exact)
        UNION (SELECT order_id FROM payment WHERE provider IN (@ways, 'bank') AND trade_no = :exact)
        UNION (SELECT order_id FROM payment_mismatch WHERE trade_no = :exact)
        UNION (SELECT order_id FROM bank_transfer WHERE entry_number = :exact)) f
       JOIN fee_order o ON o.id = f.id JOIN trading_account t ON t.id = o.trading_account_id
       LEFT JOIN payment_attempt a ON a.id = (SELECT MAX(x.id) FROM payment_attempt x WHERE x.order_id = o.id)
       LEFT JOIN bank_transfer b ON b.live_order = o.id
 WHERE o.id < :before_id ORDER BY o.id DESC LIMIT 51;

-- ---- all there is of one order

-- name: finance_attempts
-- rows: many
SELECT id, reference, provider, amount_fen, state, problem, problem_since, tries, created_at, opened_at, asked_at, next_at,
       expires_at, ended_at
  FROM payment_attempt WHERE order_id = :order_id ORDER BY id DESC LIMIT 20;

-- name: finance_payments
-- rows: many
SELECT p.id AS id, p.provider AS provider, p.trade_no AS trade_no, p.amount_fen AS amount_fen, p.paid_at AS paid_at,
       p.source AS source, p.state AS state, p.recorded_at AS recorded_at, r.state AS refund_state
  FROM payment p LEFT JOIN refund r ON r.live_payment = p.id
 WHERE p.order_id = :order_id ORDER BY p.id;

-- name: finance_mismatches
-- rows: many
SELECT id, provider, source, differs, trade_no, amount_fen, currency, paid_at, noted_at
  FROM payment_mismatch WHERE order_id = :order_id ORDER BY id DESC LIMIT 20;

-- name: finance_callbacks
-- rows: many
SELECT c.id AS id, c.provider AS provider, c.received_at AS received_at, c.verdict AS verdict
  FROM payment_attempt a JOIN payment_callback c ON c.reference = a.reference
 WHERE a.order_id = :order_id ORDER BY c.id DESC LIMIT 50;

-- Callbacks that could not be believed, so nobody knows what they are about, of the time of an attempt; those that name it, or
-- whose content is sealed (anywhere = 1).
-- name: finance_callbacks_bad
-- rows: many
SELECT id, provider, received_at, verdict FROM payment_callback
 WHERE verdict IN ('bad_signature', 'unknown_key', 'stale', 'not_understood', 'no_keys')
   AND received_at >= :from_at AND received_at <= :to_at AND provider = :provider
   AND (:anywhere = 1 OR INSTR(body, :reference) > 0)
 ORDER BY id DESC LIMIT 10;

-- name: finance_bill_rows
-- rows: many
SELECT b.provider AS provider, b.day AS day, b.kind AS kind, b.number AS number, b.there_fen AS there_fen,
       b.here_fen AS here_fen, b.result AS result, b.settled_at AS settled_at, b.note AS note
  FROM payment_attempt a JOIN bill_row b ON b.reference = a.reference
 WHERE a.order_id = :order_id ORDER BY b.id DESC LIMIT 50;

-- name: finance_transfers
-- rows: many
SELECT b.public_id AS public_id, b.state AS state, b.payer_name AS payer_name, b.declared_on AS declared_on,
       b.declared_at AS declared_at, b.entry_number AS entry_number, b.entry_fen AS entry_fen, b.entry_on AS entry_on,
       m.name AS matched_name, b.matched_at AS matched_at, c.name AS confirmed_name, b.confirmed_at AS confirmed_at,
       b.note AS note
  FROM bank_transfer b LEFT JOIN staff m ON m.id = b.matched_by LEFT JOIN staff c ON c.id = b.confirmed_by
 WHERE b.order_id = :order_id ORDER BY b.id DESC LIMIT 20;

-- name: finance_refunds
-- rows: many
SELECT r.public_id AS public_id, r.state AS state, r.provider AS provider, r.amount_fen AS amount_fen,
       r.proposed_at AS proposed_at, r.done_at AS done_at, r.problem AS problem
  FROM payment p JOIN refund r ON r.payment_id = p.id
 WHERE p.order_id = :order_id ORDER BY r.id DESC LIMIT 20;

-- name: finance_links
-- rows: many
SELECT made_at, expires_at, revoked_at FROM pay_link WHERE order_id = :order_id ORDER BY made_at DESC LIMIT 5;

-- name: finance_invoice
-- rows: maybe
SELECT title, tax_number, kind, email, state, number, requested_at, exported_at, issued_at
  FROM invoice WHERE order_id = :order_id;

-- ---- the journal of callbacks

-- name: finance_bad_callbacks
-- rows: many
SELECT c.id AS id, c.provider AS provider, c.received_at AS received_at, c.verdict AS verdict, c.ip AS ip,
       c.reference AS reference, o.public_id AS order_public_id
  FROM payment_callback c LEFT JOIN payment_attempt a ON a.reference = c.reference
       LEFT JOIN fee_order o ON o.id = a.order_id
 WHERE c.verdict IN ('mismatch', 'unknown', 'bad_signature', 'unknown_key', 'stale', 'not_understood', 'no_keys')
   AND c.received_at >= :since AND c.id < :before_id ORDER BY c.id DESC LIMIT 51;

-- name: finance_callback
-- rows: one
SELECT c.id AS id, c.provider AS provider, c.received_at AS received_at, c.verdict AS verdict, c.ip AS ip,
       c.reference AS reference, c.headers AS headers, c.body AS body, o.public_id AS order_public_id
  FROM payment_callback c LEFT JOIN payment_attempt a ON a.reference = c.reference
       LEFT JOIN fee_order o ON o.id = a.order_id
 WHERE c.id = :id;

-- Attempts that nobody can bring to a provider, or that it does not answer about, and those it refused lately.
-- name: finance_troubled
-- rows: many
(SELECT a.id AS id, a.provider AS provider, a.state AS state, a.problem AS problem, a.problem_since AS problem_since,
        a.tries AS tries, o.public_id AS order_public_id, t.org_name AS org_name
   FROM payment_attempt a JOIN fee_order o ON o.id = a.order_id JOIN trading_account t ON t.id = o.trading_account_id
  WHERE a.problem_since IS NOT NULL AND a.state IN ('wanted', 'open', 'closing') ORDER BY a.problem_since LIMIT 50)
UNION ALL
(SELECT a.id, a.provider, a.state, a.problem, a.ended_at, a.tries, o.public_id, t.org_name
   FROM payment_attempt a JOIN fee_order o ON o.id = a.order_id JOIN trading_account t ON t.id = o.trading_account_id
  WHERE a.state = 'failed' AND a.ended_at >= :since ORDER BY a.ended_at DESC LIMIT 50);
