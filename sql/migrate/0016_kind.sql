-- A later change of an account's kind (rules.md § 7): proposed by one person, confirmed by another; it starts or ends the duty to
-- pay, and ends it by closing orders nobody paid.
CREATE TABLE kind_change (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  trading_account_id BIGINT UNSIGNED NOT NULL,
  live_account   BIGINT UNSIGNED NULL,                       -- = trading_account_id while proposed: one at a time
  from_kind      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_kind        VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason         VARCHAR(500) NOT NULL,
  state          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- proposed | confirmed | withdrawn
  proposed_by    BIGINT UNSIGNED NOT NULL,
  proposed_at    DATETIME     NOT NULL,
  decided_by     BIGINT UNSIGNED NULL,
  decided_at     DATETIME     NULL,
  UNIQUE KEY kind_change_live (live_account),
  KEY kind_change_account (trading_account_id, id),
  KEY kind_change_state (state, id),
  CHECK (state <> 'confirmed' OR decided_by <> proposed_by),
  FOREIGN KEY (trading_account_id) REFERENCES trading_account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE fee_order ADD COLUMN closed_at DATETIME NULL;    -- state closed: the duty ended before anybody paid

-- What an order was for stays with it when it is closed; live_account is trading_account_id unless it was, so that each item and
-- period is still ordered once among those that count.
ALTER TABLE fee_order_line ADD COLUMN live_account BIGINT UNSIGNED NULL;
UPDATE fee_order_line SET live_account = trading_account_id;
ALTER TABLE fee_order_line
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (order_id, item, period),
  ADD UNIQUE KEY fee_order_line_live (live_account, item, period);
