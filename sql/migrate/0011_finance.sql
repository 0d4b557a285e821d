-- The finance office: since when a provider fails, what it said that does not fit, statements of the bank, exported batches of
-- invoices, new rates by two people.

ALTER TABLE payment_attempt
  ADD COLUMN asked_at      DATETIME NULL,                    -- when the provider was last spoken to
  ADD COLUMN problem_since DATETIME NULL,                    -- since when every try has failed; NULL: the last one went well
  ADD KEY payment_attempt_problem (problem_since, id),
  ADD KEY payment_attempt_ended (state, ended_at);

ALTER TABLE payment_callback ADD KEY payment_callback_bad (verdict, received_at, id);
ALTER TABLE bill_row ADD KEY bill_row_reference (reference);
ALTER TABLE trading_account ADD KEY trading_account_org (org_name);

-- A provider's verified word that does not fit the attempt it names: evidence, nothing came of it.
CREATE TABLE payment_mismatch (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  attempt_id     BIGINT UNSIGNED NOT NULL,
  order_id       BIGINT UNSIGNED NOT NULL,
  provider       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- who said it
  source         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- callback | query, the first time
  differs        VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- merchant | provider | currency | amount | trade
  trade_no       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  currency       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  paid_at        DATETIME     NULL,
  noted_at       DATETIME     NOT NULL,
  UNIQUE KEY payment_mismatch_once (attempt_id, differs, trade_no, amount_fen, currency),
  KEY payment_mismatch_order (order_id, id),
  FOREIGN KEY (attempt_id) REFERENCES payment_attempt (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Entries of the bank's statements as finance read them in: proposals for matching, nothing more.
CREATE TABLE bank_entry (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entry_on       DATE         NOT NULL,
  payer_name     VARCHAR(120) NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  remark         VARCHAR(200) NOT NULL,
  imported_by    BIGINT UNSIGNED NOT NULL,
  imported_at    DATETIME     NOT NULL,
  UNIQUE KEY bank_entry_number (number),
  KEY bank_entry_amount (amount_fen, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Invoices that went to the tax system together: each is in one batch, the same batch may be fetched again.
CREATE TABLE invoice_batch (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  exported_by    BIGINT UNSIGNED NOT NULL,
  exported_at    DATETIME     NOT NULL,
  invoices       INT          NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE invoice
  ADD COLUMN batch_id BIGINT UNSIGNED NULL,
  ADD KEY invoice_batch (batch_id, order_id);

-- A new rate from a day on, proposed by one person and released by another: only then a row of fee_rate.
CREATE TABLE fee_rate_proposal (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  item           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  effective_on   DATE         NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  state          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- proposed | released | withdrawn
  proposed_by    BIGINT UNSIGNED NOT NULL,
  proposed_at    DATETIME     NOT NULL,
  decided_by     BIGINT UNSIGNED NULL,
  decided_at     DATETIME     NULL,
  CHECK (state <> 'released' OR decided_by <> proposed_by)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
