-- Accounts, their binding, their holders (core/account/account.c, core/people/holder.c).

-- name: account_number_next
-- rows: any
INSERT INTO sequence_number (name, value) VALUES (:name, :first)
ON DUPLICATE KEY UPDATE value = value + 1;

-- name: account_number_read
-- rows: one
SELECT value FROM sequence_number WHERE name = :name;

-- name: account_registry_insert
-- rows: exactly1
INSERT INTO registry_account (number, application_id, uscc, org_name, kind, state, opened_at)
VALUES (:number, :application_id, :uscc, :org_name, :kind, :state, :now);

-- name: account_trading_insert
-- rows: exactly1
INSERT INTO trading_account (number, application_id, uscc, org_name, kind, state, opened_at)
VALUES (:number, :application_id, :uscc, :org_name, :kind, :state, :now);

-- name: account_bind
-- rows: exactly1
INSERT INTO binding (registry_account_id, trading_account_id, bound_at) VALUES (:registry, :trading, :now);

-- name: account_overview_registry
-- rows: one
SELECT r.number AS registry_number, r.state AS registry_state, t.number AS trading_number, t.state AS trading_state,
       r.org_name AS org_name, r.uscc AS uscc, r.kind AS kind, r.opened_at AS opened_at, b.bound_at AS bound_at,
       t.paid_until AS paid_until, t.id AS trading_id
  FROM registry_account r JOIN binding b ON b.registry_account_id = r.id
       JOIN trading_account t ON t.id = b.trading_account_id
 WHERE r.id = :id;

-- name: account_overview_trading
-- rows: one
SELECT r.number AS registry_number, r.state AS registry_state, t.number AS trading_number, t.state AS trading_state,
       r.org_name AS org_name, r.uscc AS uscc, r.kind AS kind, r.opened_at AS opened_at, b.bound_at AS bound_at,
       t.paid_until AS paid_until, t.id AS trading_id
  FROM trading_account t JOIN binding b ON b.trading_account_id = t.id
       JOIN registry_account r ON r.id = b.registry_account_id
 WHERE t.id = :id;

-- name: holder_insert
-- rows: exactly1
INSERT INTO holder (login, account_kind, account_id, role, name_sealed, mobile_sealed, mobile_masked,
                    activation_hash, activation_until)
VALUES (:login, :account_kind, :account_id, :role, :name_sealed, :mobile_sealed, :mobile_masked, :hash, :until);

-- name: holder_by_id
-- rows: one
SELECT id, login, account_kind, account_id, role, name_sealed, mobile_sealed, mobile_masked, activated_at FROM holder
 WHERE id = :id;

-- name: holder_lock
-- rows: maybe
SELECT id, login, account_kind, account_id, role, name_sealed, mobile_sealed, mobile_masked, activated_at,
       activation_hash, activation_until, activation_tries
  FROM holder WHERE login = CONVERT(:login USING ascii) FOR UPDATE;

-- name: holder_tried
-- rows: exactly1
UPDATE holder SET activation_tries = activation_tries + 1 WHERE login = CONVERT(:login USING ascii);

-- name: holder_activate
-- rows: exactly1
UPDATE holder SET password_hash = :password_hash, activated_at = :now WHERE id = :id AND activated_at IS NULL;

-- name: holder_credential
-- rows: one
SELECT id, login AS name, password_hash FROM holder WHERE id = :id;

-- name: holder_password
-- rows: any
UPDATE holder SET password_hash = :password_hash WHERE id = :id;

-- name: holder_by_login
-- rows: maybe
SELECT id, password_hash FROM holder WHERE login = CONVERT(:login USING ascii);

-- name: holder_reissue
-- rows: exactly1
UPDATE holder SET activation_hash = :hash, activation_until = :until, activation_tries = 0
 WHERE id = :id AND activated_at IS NULL;

-- name: holder_registry_application
-- rows: one
SELECT application_id FROM registry_account WHERE id = :account_id;

-- name: holder_trading_application
-- rows: one
SELECT application_id FROM trading_account WHERE id = :account_id;

-- name: holder_list
-- rows: many
SELECT h.login AS login, h.account_kind AS account_kind, h.role AS role, h.mobile_masked AS mobile_masked,
       h.activation_until AS activation_until, h.activation_tries AS activation_tries, h.activated_at AS activated_at
  FROM registry_account r JOIN holder h ON h.account_kind = 'registry' AND h.account_id = r.id
 WHERE r.application_id = :application_id
UNION ALL
SELECT h.login, h.account_kind, h.role, h.mobile_masked, h.activation_until, h.activation_tries, h.activated_at
  FROM trading_account t JOIN holder h ON h.account_kind = 'trading' AND h.account_id = t.id
 WHERE t.application_id = :application_id
 ORDER BY login;
