-- Changes of an account's kind by two people (core/account/kind_change.c).

-- name: kind_change_account
-- rows: one
SELECT t.id AS id, t.number AS number, t.state AS state, t.kind AS kind, t.org_name AS org_name, t.uscc AS uscc,
       t.opened_at AS opened_at, t.paid_until AS paid_until, r.number AS registry_number, r.state AS registry_state,
       a.public_id AS application_public_id, a.number AS application_number
  FROM trading_account t JOIN binding b ON b.trading_account_id = t.id
       JOIN registry_account r ON r.id = b.registry_account_id JOIN application a ON a.id = t.application_id
 WHERE t.number = CONVERT(:number USING ascii);

-- name: kind_change_number
-- rows: maybe
SELECT number FROM trading_account WHERE application_id = :application_id;

-- name: kind_changes_of
-- rows: many
SELECT c.id AS id, c.from_kind AS from_kind, c.to_kind AS to_kind, c.reason AS reason, c.state AS state,
       c.proposed_by AS proposed_by, p.name AS proposer, c.proposed_at AS proposed_at, d.name AS decider,
       c.decided_at AS decided_at
  FROM kind_change c JOIN staff p ON p.id = c.proposed_by LEFT JOIN staff d ON d.id = c.decided_by
 WHERE c.trading_account_id = :account ORDER BY c.id DESC LIMIT 20;

-- name: kind_changes
-- rows: many
SELECT c.id AS id, c.from_kind AS from_kind, c.to_kind AS to_kind, c.reason AS reason, c.state AS state,
       p.name AS proposer, c.proposed_at AS proposed_at, d.name AS decider, c.decided_at AS decided_at,
       t.number AS account_number, t.org_name AS org_name
  FROM kind_change c JOIN trading_account t ON t.id = c.trading_account_id JOIN staff p ON p.id = c.proposed_by
       LEFT JOIN staff d ON d.id = c.decided_by
 WHERE c.id < :before_id ORDER BY c.id DESC LIMIT 51;

-- name: kind_change_waiting
-- rows: many
SELECT c.id AS id, c.from_kind AS from_kind, c.to_kind AS to_kind, c.reason AS reason, c.state AS state,
       p.name AS proposer, c.proposed_at AS proposed_at, NULL AS decider, NULL AS decided_at,
       t.number AS account_number, t.org_name AS org_name
  FROM kind_change c JOIN trading_account t ON t.id = c.trading_account_id JOIN staff p ON p.id = c.proposed_by
 WHERE c.state = 'proposed' ORDER BY c.id LIMIT 50;

-- name: kind_change_propose
-- rows: exactly1
INSERT INTO kind_change (trading_account_id, live_account, from_kind, to_kind, reason, state, proposed_by, proposed_at)
VALUES (:account, :account, :from, :to, :reason, 'proposed', :staff_id, :now);

-- name: kind_change_find
-- rows: one
SELECT id, from_kind, to_kind, state, proposed_by FROM kind_change WHERE id = :id AND trading_account_id = :account;

-- name: kind_change_decide
-- rows: exactly1
UPDATE kind_change SET state = :state, live_account = NULL, decided_by = :staff_id, decided_at = :now
 WHERE id = :id AND state = 'proposed';

-- name: kind_change_trading
-- rows: exactly1
UPDATE trading_account SET kind = :to WHERE id = :account AND kind = :from AND state <> 'closed';

-- name: kind_change_registry
-- rows: exactly1
UPDATE registry_account SET kind = :to
 WHERE id = (SELECT registry_account_id FROM binding WHERE trading_account_id = :account) AND kind = :from;
