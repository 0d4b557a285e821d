-- Authenticators of staff (core/people/authenticator.c): the second way in beside SMS.
CREATE TABLE staff_authenticator (
  staff_id       BIGINT UNSIGNED NOT NULL,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- pending (not yet tried) | active
  secret_sealed  VARBINARY(128) NOT NULL,                    -- place staff/<username>/authenticator
  last_step      BIGINT       NOT NULL DEFAULT 0,            -- of the newest code that was used: it and older ones are refused
  created_at     DATETIME     NOT NULL,
  PRIMARY KEY (staff_id, state),
  FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE staff_recovery_code (
  staff_id       BIGINT UNSIGNED NOT NULL,
  code_hash      BINARY(32)   NOT NULL,
  used_at        DATETIME     NULL,
  PRIMARY KEY (staff_id, code_hash),
  FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
