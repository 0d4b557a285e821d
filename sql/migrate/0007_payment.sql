-- Paying fees (rules.md § 7): attempts at providers, money that arrived, raw callbacks, refunds, the providers' bills, pay
-- links, bank transfers, invoices. Money is integer fen; times are UTC, days are Beijing's.

ALTER TABLE trading_account
  ADD COLUMN paid_until DATE NULL,                           -- last day of the paid fee year; NULL never paid
  ADD KEY trading_account_until (state, paid_until, id);

ALTER TABLE fee_order
  ADD COLUMN paid_at    DATETIME NULL,                       -- the provider's own success time
  ADD COLUMN valid_from DATE NULL,                           -- the fee year the payment gave
  ADD COLUMN valid_until DATE NULL,
  ADD KEY fee_order_account (trading_account_id, id),
  ADD KEY fee_order_state (state, id);

-- One try to pay an order at a provider. reference is our number there (out_trade_no): unguessable, never used twice.
-- live_order is order_id while the attempt can still bring money, so an order has one live attempt a provider.
CREATE TABLE payment_attempt (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  reference      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_id       BIGINT UNSIGNED NOT NULL,
  live_order     BIGINT UNSIGNED NULL,
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- alipay | wechat
  amount_fen     BIGINT       NOT NULL,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- wanted | open | closing | settled | closed | failed
  target         VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NULL,      -- where the payer goes: address or text of the QR code
  problem        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  tries          INT          NOT NULL DEFAULT 0,            -- of what the state asks for
  next_at        DATETIME     NULL,                          -- when the cashier does the next thing; NULL never
  created_at     DATETIME     NOT NULL,
  opened_at      DATETIME     NULL,
  expires_at     DATETIME     NOT NULL,
  ended_at       DATETIME     NULL,
  UNIQUE KEY payment_attempt_reference (reference),
  UNIQUE KEY payment_attempt_live (live_order, provider),
  KEY payment_attempt_due (provider, next_at, id),
  KEY payment_attempt_order (order_id, id),
  FOREIGN KEY (order_id) REFERENCES fee_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Money that arrived: once per trade of a provider, or entry of the bank.
CREATE TABLE payment (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- alipay | wechat | bank
  trade_no       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_id       BIGINT UNSIGNED NOT NULL,
  attempt_id     BIGINT UNSIGNED NULL,
  amount_fen     BIGINT       NOT NULL,
  paid_at        DATETIME     NOT NULL,
  paid_on        DATE         NOT NULL,                      -- 缴费日
  source         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- callback | query | staff
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- applied | surplus (the order was paid already)
  recorded_at    DATETIME     NOT NULL,
  UNIQUE KEY payment_trade (provider, trade_no),
  KEY payment_order (order_id, id),
  KEY payment_state (state, id),
  KEY payment_day (provider, paid_on, id),
  FOREIGN KEY (order_id) REFERENCES fee_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Exactly one applied payment an order, whatever the code does: applied_order is order_id when state is applied.
ALTER TABLE payment ADD COLUMN applied_order BIGINT UNSIGNED NULL AFTER order_id, ADD UNIQUE KEY payment_applied (applied_order);

-- Callbacks as they came, before anything of them is believed.
CREATE TABLE payment_callback (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  received_at    DATETIME     NOT NULL,
  ip             VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  headers        VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body           MEDIUMBLOB   NOT NULL,
  verdict        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- received, then payment.h's outcome or what was wrong with it
  reference      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  KEY payment_callback_reference (reference, id),
  KEY payment_callback_verdict (verdict, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Money given back: whole payments only, the way they came, proposed and decided by two people.
CREATE TABLE refund (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id      CHAR(22)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- also our number at the provider
  payment_id     BIGINT UNSIGNED NOT NULL,
  live_payment   BIGINT UNSIGNED NULL,                       -- = payment_id unless declined: once a payment
  amount_fen     BIGINT       NOT NULL,
  reason         VARCHAR(500) NOT NULL,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- proposed | approved | declined | done
  proposed_by    BIGINT UNSIGNED NOT NULL,
  proposed_at    DATETIME     NOT NULL,
  decided_by     BIGINT UNSIGNED NULL,
  decided_at     DATETIME     NULL,
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tries          INT          NOT NULL DEFAULT 0,
  next_at        DATETIME     NULL,
  problem        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  provider_no    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  done_at        DATETIME     NULL,
  UNIQUE KEY refund_public (public_id),
  UNIQUE KEY refund_payment (live_payment),
  KEY refund_due (provider, next_at, id),
  KEY refund_state (state, id),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  FOREIGN KEY (payment_id) REFERENCES payment (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The providers' bills, day by day, held against our own book.
CREATE TABLE bill_day (
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day            DATE         NOT NULL,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- wanted | done
  tries          INT          NOT NULL DEFAULT 0,
  next_at        DATETIME     NULL,
  problem        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  compared_at    DATETIME     NULL,
  PRIMARY KEY (provider, day),
  KEY bill_day_due (provider, next_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE bill_row (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day            DATE         NOT NULL,
  kind           VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- payment | refund
  number         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- the provider's trade number, our number of a refund
  reference      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  there_fen      BIGINT       NULL,                          -- NULL: not in the bill
  here_fen       BIGINT       NULL,                          -- NULL: not in our book
  result         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- matched | differs | only_there | only_here
  settled_by     BIGINT UNSIGNED NULL,                       -- a difference explained by finance
  settled_at     DATETIME     NULL,
  note           VARCHAR(500) NOT NULL DEFAULT '',
  UNIQUE KEY bill_row_number (provider, day, kind, number),
  KEY bill_row_result (result, settled_at, id),
  KEY bill_row_day (provider, day, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A link with which somebody without an account pays one order.
CREATE TABLE pay_link (
  token_hash     BINARY(32)   NOT NULL PRIMARY KEY,
  order_id       BIGINT UNSIGNED NOT NULL,
  made_by        BIGINT UNSIGNED NOT NULL,                   -- holder
  made_at        DATETIME     NOT NULL,
  expires_at     DATETIME     NOT NULL,
  revoked_at     DATETIME     NULL,
  KEY pay_link_order (order_id, made_at),
  FOREIGN KEY (order_id) REFERENCES fee_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- 对公转账: the payer declares, finance matches the bank's entry, a second person confirms.
CREATE TABLE bank_transfer (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  public_id      CHAR(22)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_id       BIGINT UNSIGNED NOT NULL,
  live_order     BIGINT UNSIGNED NULL,                       -- = order_id until rejected: one declaration at a time
  payer_name     VARCHAR(120) NOT NULL,
  declared_on    DATE         NOT NULL,                      -- day of the transfer as the payer says
  state          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- declared | matched | confirmed | rejected
  declared_at    DATETIME     NOT NULL,
  entry_number   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,       -- the bank's
  entry_fen      BIGINT       NULL,
  entry_on       DATE         NULL,
  matched_by     BIGINT UNSIGNED NULL,
  matched_at     DATETIME     NULL,
  confirmed_by   BIGINT UNSIGNED NULL,
  confirmed_at   DATETIME     NULL,
  note           VARCHAR(500) NOT NULL DEFAULT '',           -- why rejected
  UNIQUE KEY bank_transfer_public (public_id),
  UNIQUE KEY bank_transfer_live (live_order),
  UNIQUE KEY bank_transfer_entry (entry_number),
  KEY bank_transfer_state (state, id),
  CHECK (confirmed_by IS NULL OR confirmed_by <> matched_by),
  FOREIGN KEY (order_id) REFERENCES fee_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE invoice (
  order_id       BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  title          VARCHAR(120) NOT NULL,
  tax_number     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind           VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- ordinary | special
  email          VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- requested | exported | issued
  requested_at   DATETIME     NOT NULL,
  exported_at    DATETIME     NULL,
  number         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  issued_by      BIGINT UNSIGNED NULL,
  issued_at      DATETIME     NULL,
  KEY invoice_state (state, order_id),
  FOREIGN KEY (order_id) REFERENCES fee_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which reminders of which year's end have gone out, once each.
CREATE TABLE fee_reminder (
  trading_account_id BIGINT UNSIGNED NOT NULL,
  until          DATE         NOT NULL,
  days           INT          NOT NULL,                      -- before the end: 60 | 30 | 7 | 1
  made_at        DATETIME     NOT NULL,
  PRIMARY KEY (trading_account_id, until, days),
  FOREIGN KEY (trading_account_id) REFERENCES trading_account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
