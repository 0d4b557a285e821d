-- Limits slide (core/limit.c): rate holds when something was done, how often in that second; whoever counts holds the row of
-- rate_lock, so two who count at once do so one after the other.
ALTER TABLE rate RENAME COLUMN window_start TO taken_at;
CREATE TABLE rate_lock (
  bucket         BINARY(32)   NOT NULL PRIMARY KEY,
  taken_at       BIGINT       NOT NULL,                      -- last locked
  KEY rate_lock_taken (taken_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
-- All SMS of an hour and of a day are counted for their budget (core/sms_budget.c).
ALTER TABLE outbox ADD KEY outbox_channel (channel, created_at);
