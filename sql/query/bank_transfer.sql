-- Bank transfers (core/finance/bank_transfer.c).

-- A declaration nobody matched gives way to the payer's new one.
-- name: bank_transfer_replace
-- rows: any
UPDATE bank_transfer SET state = 'rejected', live_order = NULL WHERE live_order = :order_id AND state = 'declared';

-- name: bank_transfer_insert
-- rows: exactly1
INSERT INTO bank_transfer (public_id, order_id, live_order, payer_name, declared_on, state, declared_at)
VALUES (:public_id, :order_id, :order_id, :payer_name, :declared_on, 'declared', :now);

-- name: bank_transfer_of_order
-- rows: one
SELECT id, order_id, matched_by, entry_fen, public_id, state, payer_name, declared_on, entry_number, entry_on, note
  FROM bank_transfer
 WHERE id = (SELECT MAX(id) FROM bank_transfer WHERE order_id = :order_id);

-- name: bank_transfer_find
-- rows: one
SELECT id, order_id, matched_by, entry_fen, public_id, state, payer_name, declared_on, entry_number, entry_on, note
  FROM bank_transfer WHERE public_id = CONVERT(:public_id USING ascii);

-- name: bank_transfer_match
-- rows: any
UPDATE bank_transfer SET state = 'matched', entry_number = :entry_number, entry_fen = :entry_fen, entry_on = :entry_on,
       matched_by = :staff_id, matched_at = :now
 WHERE id = :id AND state = 'declared';

-- name: bank_transfer_confirm
-- rows: any
UPDATE bank_transfer SET state = 'confirmed', live_order = NULL, confirmed_by = :staff_id, confirmed_at = :now
 WHERE id = :id AND state = 'matched';

-- The bank's entry is free again for another transfer.
-- name: bank_transfer_reject
-- rows: any
UPDATE bank_transfer SET state = 'rejected', live_order = NULL, entry_number = NULL, note = :note
 WHERE id = :id AND state IN ('declared', 'matched');

-- name: bank_transfer_list
-- rows: many
SELECT b.id AS id, b.public_id AS public_id, o.public_id AS order_public_id, t.org_name AS org_name,
       t.number AS account_number, o.amount_fen AS amount_fen, b.payer_name AS payer_name, b.declared_on AS declared_on,
       b.declared_at AS declared_at, b.entry_number AS entry_number, b.entry_fen AS entry_fen, b.entry_on AS entry_on,
       b.matched_by AS matched_by, s.name AS matched_name
  FROM bank_transfer b JOIN fee_order o ON o.id = b.order_id JOIN trading_account t ON t.id = o.trading_account_id
       LEFT JOIN staff s ON s.id = b.matched_by
 WHERE b.state = :state AND b.id > :after ORDER BY b.id LIMIT 51;

-- name: bank_transfer_show
-- rows: one
SELECT b.id AS id, b.public_id AS public_id, b.state AS state, o.public_id AS order_public_id, o.state AS order_state,
       t.org_name AS org_name, t.number AS account_number, o.amount_fen AS amount_fen, b.payer_name AS payer_name,
       b.declared_on AS declared_on, b.declared_at AS declared_at, b.entry_number AS entry_number, b.entry_fen AS entry_fen,
       b.entry_on AS entry_on, b.matched_by AS matched_by, m.name AS matched_name, b.matched_at AS matched_at,
       c.name AS confirmed_name, b.confirmed_at AS confirmed_at, b.note AS note
  FROM bank_transfer b JOIN fee_order o ON o.id = b.order_id JOIN trading_account t ON t.id = o.trading_account_id
       LEFT JOIN staff m ON m.id = b.matched_by LEFT JOIN staff c ON c.id = b.confirmed_by
 WHERE b.public_id = CONVERT(:public_id USING ascii);

-- ---- the bank's statement, as it was read in

-- Read in once more, an entry stays what it was.
-- name: bank_entry_insert
-- rows: any
INSERT IGNORE INTO bank_entry (number, entry_on, payer_name, amount_fen, remark, imported_by, imported_at)
VALUES (:number, :entry_on, :payer_name, :amount_fen, :remark, :staff_id, :now);

-- Entries of an amount that no transfer has taken; likeness is the page's order.
-- name: bank_entry_free
-- rows: many
SELECT e.number AS number, e.entry_on AS entry_on, e.payer_name AS payer_name, e.amount_fen AS amount_fen,
       e.remark AS remark, INSTR(e.remark, :account_number) > 0 AS names_account, e.payer_name = :payer AS names_payer
  FROM bank_entry e
 WHERE e.amount_fen = :amount_fen
   AND NOT EXISTS (SELECT 1 FROM bank_transfer b WHERE b.entry_number = e.number)
   AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.provider = 'bank' AND p.trade_no = e.number)
 ORDER BY names_account DESC, names_payer DESC, e.id DESC LIMIT 10;
