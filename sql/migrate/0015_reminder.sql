-- Which reminders before a correction's end have gone out (rules.md § 4), once each: a version is returned once at most.
CREATE TABLE correction_reminder (
  application_id BIGINT UNSIGNED NOT NULL,
  version        INT          NOT NULL,
  days           INT          NOT NULL,                      -- before the end: 10 | 3
  made_at        DATETIME     NOT NULL,
  PRIMARY KEY (application_id, version, days),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
