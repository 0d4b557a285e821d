-- Invoices (core/money/invoice.c).

-- name: invoice_put
-- rows: any
INSERT IGNORE INTO invoice (order_id, title, tax_number, kind, email, state, requested_at)
VALUES (:order_id, :title, :tax_number, :kind, :email, 'requested', :now);

-- name: invoice_change
-- rows: any
UPDATE invoice SET title = :title, tax_number = :tax_number, kind = :kind, email = :email, requested_at = :now
 WHERE order_id = :order_id AND state = 'requested';

-- name: invoice_of_order
-- rows: one
SELECT title, tax_number, kind, email, state, number FROM invoice WHERE order_id = :order_id;

-- name: invoice_list
-- rows: many
SELECT i.order_id AS order_id, o.public_id AS order_public_id, t.org_name AS org_name, o.amount_fen AS amount_fen,
       o.paid_at AS paid_at, i.title AS title, i.tax_number AS tax_number, i.kind AS kind, i.email AS email,
       i.number AS number, i.batch_id AS batch_id
  FROM invoice i JOIN fee_order o ON o.id = i.order_id JOIN trading_account t ON t.id = o.trading_account_id
 WHERE i.state = :state AND i.order_id > :after ORDER BY i.order_id LIMIT 51;

-- name: invoice_batch_insert
-- rows: exactly1
INSERT INTO invoice_batch (exported_by, exported_at, invoices) VALUES (:staff_id, :now, :count);

-- Two exports of the same moment: each invoice is the first one's.
-- name: invoice_claim
-- rows: many
SELECT order_id FROM invoice WHERE state = 'requested' ORDER BY order_id LIMIT :max FOR UPDATE;

-- name: invoice_exported
-- rows: exactly1
UPDATE invoice SET state = 'exported', exported_at = :now, batch_id = :batch_id
 WHERE order_id = :order_id AND state = 'requested';

-- name: invoice_batch
-- rows: many
SELECT i.order_id AS order_id, o.public_id AS order_public_id, t.org_name AS org_name, t.number AS account_number,
       o.amount_fen AS amount_fen, o.paid_at AS paid_at, i.title AS title, i.tax_number AS tax_number, i.kind AS kind,
       i.email AS email, i.number AS number
  FROM invoice i JOIN fee_order o ON o.id = i.order_id JOIN trading_account t ON t.id = o.trading_account_id
 WHERE i.batch_id = :batch_id ORDER BY i.order_id;

-- name: invoice_batches
-- rows: many
SELECT b.id AS id, b.exported_at AS exported_at, b.invoices AS invoices, s.name AS exported_by,
       (SELECT COUNT(*) FROM invoice i WHERE i.batch_id = b.id AND i.state = 'exported') AS waiting
  FROM invoice_batch b JOIN staff s ON s.id = b.exported_by ORDER BY b.id DESC LIMIT 20;

-- name: invoice_issued
-- rows: exactly1
UPDATE invoice SET state = 'issued', number = :number, issued_by = :staff_id, issued_at = :now
 WHERE order_id = :order_id AND state = 'exported';
