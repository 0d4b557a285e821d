-- Money whose provider says a time that cannot be: held (payment.state 'held') until two people have decided what day it counts from,
-- or have given it back. What the provider said stays in said_at.
CREATE TABLE payment_accept (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  payment_id     BIGINT UNSIGNED NOT NULL,
  live_payment   BIGINT UNSIGNED NULL,                       -- = payment_id unless declined: once a payment
  said_at        DATETIME     NOT NULL,
  paid_on        DATE         NOT NULL,                      -- 缴费日 as proposed
  reason         VARCHAR(500) NOT NULL,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- proposed | accepted | declined
  proposed_by    BIGINT UNSIGNED NOT NULL,
  proposed_at    DATETIME     NOT NULL,
  decided_by     BIGINT UNSIGNED NULL,
  decided_at     DATETIME     NULL,
  UNIQUE KEY payment_accept_live (live_payment),
  KEY payment_accept_payment (payment_id, id),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  FOREIGN KEY (payment_id) REFERENCES payment (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
