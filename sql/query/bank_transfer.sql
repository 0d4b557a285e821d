-- Bank transfers (core/bank_transfer.c).

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
-- rows: exactly1
UPDATE bank_transfer SET state = 'matched', entry_number = :entry_number, entry_fen = :entry_fen, entry_on = :entry_on,
       matched_by = :staff_id, matched_at = :now
 WHERE id = :id AND state = 'declared';

-- name: bank_transfer_confirm
-- rows: exactly1
UPDATE bank_transfer SET state = 'confirmed', live_order = NULL, confirmed_by = :staff_id, confirmed_at = :now
 WHERE id = :id AND state = 'matched';

-- The bank's entry is free again for another transfer.
-- name: bank_transfer_reject
-- rows: exactly1
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
