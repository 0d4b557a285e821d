-- Rates of fees and new ones by two people (core/money/fee_rate.c). What an order costs is read by fee.sql.

-- name: fee_rates
-- rows: many
SELECT item, kind, effective_on, amount_fen FROM fee_rate ORDER BY effective_on DESC, item DESC, kind DESC LIMIT 200;

-- name: fee_rate_proposals
-- rows: many
SELECT p.id AS id, p.item AS item, p.kind AS kind, p.effective_on AS effective_on, p.amount_fen AS amount_fen,
       p.state AS state, p.proposed_by AS proposed_by, s.name AS proposer, p.proposed_at AS proposed_at, d.name AS decider,
       p.decided_at AS decided_at
  FROM fee_rate_proposal p JOIN staff s ON s.id = p.proposed_by LEFT JOIN staff d ON d.id = p.decided_by
 ORDER BY p.id DESC LIMIT 50;

-- name: fee_rate_proposal
-- rows: one
SELECT id, item, kind, effective_on, amount_fen, state, proposed_by FROM fee_rate_proposal WHERE id = :id;

-- name: fee_rate_propose
-- rows: exactly1
INSERT INTO fee_rate_proposal (item, kind, effective_on, amount_fen, state, proposed_by, proposed_at)
VALUES (:item, :kind, :effective_on, :amount_fen, 'proposed', :staff_id, :now);

-- name: fee_rate_decide
-- rows: exactly1
UPDATE fee_rate_proposal SET state = :state, decided_by = :staff_id, decided_at = :now WHERE id = :id AND state = 'proposed';

-- name: fee_rate_insert
-- rows: exactly1
INSERT INTO fee_rate (item, kind, effective_on, amount_fen) VALUES (:item, :kind, :effective_on, :amount_fen);
