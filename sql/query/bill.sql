-- The providers' bills (core/finance/bill.c).

-- name: bill_day_want
-- rows: any
INSERT IGNORE INTO bill_day (provider, day, state, next_at) VALUES (:provider, :day, 'wanted', :next_at);

-- name: bill_day_due
-- rows: many
SELECT day FROM bill_day WHERE provider = :provider AND next_at <= :now ORDER BY next_at LIMIT 5;

-- name: bill_day_claim
-- rows: any
UPDATE bill_day SET next_at = :until WHERE provider = :provider AND day = :day AND next_at <= :now;

-- name: bill_day_later
-- rows: any
UPDATE bill_day SET tries = tries + 1, problem = :problem, next_at = :next_at WHERE provider = :provider AND day = :day;

-- name: bill_day_done
-- rows: any
UPDATE bill_day SET state = 'done', problem = NULL, next_at = NULL, compared_at = :now
 WHERE provider = :provider AND day = :day;

-- name: bill_day_again
-- rows: exactly1
UPDATE bill_day SET next_at = :now, tries = 0 WHERE provider = :provider AND day = :day;

-- name: bill_row_day
-- rows: one
SELECT provider, day FROM bill_row WHERE id = :id;

-- name: bill_refund_here
-- rows: maybe
SELECT amount_fen FROM refund WHERE public_id = CONVERT(:number USING ascii) AND state = 'done';

-- What finance explained stays explained as long as it is the same difference. (Assigned from left to right.)
-- name: bill_row_put
-- rows: any
INSERT INTO bill_row (provider, day, kind, number, reference, there_fen, here_fen, result)
VALUES (:provider, :day, :kind, :number, :reference, :there_fen, :here_fen, :result)
ON DUPLICATE KEY UPDATE
  settled_at = CASE WHEN :result = 'matched' OR (there_fen <=> :there_fen AND here_fen <=> :here_fen) THEN settled_at END,
  settled_by = CASE WHEN settled_at IS NULL THEN NULL ELSE settled_by END,
  note = CASE WHEN settled_at IS NULL THEN '' ELSE note END,
  there_fen = :there_fen, here_fen = :here_fen, result = :result;

-- Paid that day by our book, and not in the bill.
-- name: bill_payments_only_here
-- rows: many
SELECT p.trade_no AS number, a.reference AS reference, p.amount_fen AS amount_fen
  FROM payment p LEFT JOIN payment_attempt a ON a.id = p.attempt_id
 WHERE p.provider = :provider AND p.paid_on = :day
   AND NOT EXISTS (SELECT 1 FROM bill_row b WHERE b.provider = p.provider AND b.day = p.paid_on AND b.kind = 'payment'
                                              AND b.number = p.trade_no AND b.there_fen IS NOT NULL);

-- Given back that day by our book, and in no bill: the provider may count it to the day before.
-- name: bill_refunds_only_here
-- rows: many
SELECT r.public_id AS number, a.reference AS reference, r.amount_fen AS amount_fen
  FROM refund r JOIN payment p ON p.id = r.payment_id JOIN payment_attempt a ON a.id = p.attempt_id
 WHERE r.provider = :provider AND r.done_at >= :since AND r.done_at < :until AND r.state = 'done'
   AND NOT EXISTS (SELECT 1 FROM bill_row b WHERE b.reference = a.reference AND b.provider = r.provider AND b.kind = 'refund'
                                              AND b.number = r.public_id AND b.there_fen IS NOT NULL);

-- An attempt whose money only the provider knows of is asked about again, whatever we thought of it.
-- name: bill_ask_again
-- rows: any
UPDATE payment_attempt SET state = 'closing', next_at = :now, ended_at = NULL
 WHERE reference = CONVERT(:reference USING ascii) AND provider = :provider AND state <> 'settled';

-- Money that came less money that went back, by the bill and by our book.
-- name: bill_days
-- rows: many
SELECT d.provider AS provider, d.day AS day, d.state AS state, d.problem AS problem, d.compared_at AS compared_at,
       d.next_at AS next_at, d.tries AS tries,
       (SELECT COUNT(*) FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day AND b.result = 'matched') AS matched,
       (SELECT COUNT(*) FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day AND b.result <> 'matched'
                                          AND b.settled_at IS NULL) AS open,
       (SELECT COUNT(*) FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day AND b.result <> 'matched'
                                          AND b.settled_at IS NOT NULL) AS explained,
       (SELECT CAST(COALESCE(SUM(CASE WHEN b.kind = 'refund' THEN -b.there_fen ELSE b.there_fen END), 0) AS SIGNED)
          FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day) AS there_fen,
       (SELECT CAST(COALESCE(SUM(CASE WHEN b.kind = 'refund' THEN -b.here_fen ELSE b.here_fen END), 0) AS SIGNED)
          FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day) AS here_fen
  FROM bill_day d WHERE d.day < :before_day ORDER BY d.day DESC, d.provider LIMIT 60;

-- name: bill_day
-- rows: one
SELECT d.provider AS provider, d.day AS day, d.state AS state, d.problem AS problem, d.compared_at AS compared_at,
       d.next_at AS next_at, d.tries AS tries,
       (SELECT CAST(COALESCE(SUM(CASE WHEN b.kind = 'refund' THEN -b.there_fen ELSE b.there_fen END), 0) AS SIGNED)
          FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day) AS there_fen,
       (SELECT CAST(COALESCE(SUM(CASE WHEN b.kind = 'refund' THEN -b.here_fen ELSE b.here_fen END), 0) AS SIGNED)
          FROM bill_row b WHERE b.provider = d.provider AND b.day = d.day) AS here_fen
  FROM bill_day d WHERE d.provider = :provider AND d.day = :day;

-- Differences first; after a row, which is told by whether it matched and its id.
-- name: bill_rows
-- rows: many
SELECT b.id AS id, b.kind AS kind, b.number AS number, b.reference AS reference, b.there_fen AS there_fen,
       b.here_fen AS here_fen, b.result AS result, b.settled_at AS settled_at, s.name AS settled_name, b.note AS note,
       o.public_id AS order_public_id, a.state AS attempt_state, a.problem AS problem, a.asked_at AS asked_at
  FROM bill_row b LEFT JOIN staff s ON s.id = b.settled_by
       LEFT JOIN payment_attempt a ON a.reference = b.reference LEFT JOIN fee_order o ON o.id = a.order_id
 WHERE b.provider = :provider AND b.day = :day
   AND ((b.result = 'matched') > :after_matched OR ((b.result = 'matched') = :after_matched AND b.id > :after_id))
 ORDER BY b.result = 'matched', b.id LIMIT 201;

-- name: bill_row_lock
-- rows: one
SELECT result, settled_at FROM bill_row WHERE id = :id FOR UPDATE;

-- name: bill_explain
-- rows: exactly1
UPDATE bill_row SET settled_by = :staff_id, settled_at = :now, note = :note
 WHERE id = :id AND result <> 'matched' AND settled_at IS NULL;
