-- How many cases stand in each queue is kept, not counted (core/review/queue_tally.h). Whoever moves or claims a case adds rows of
-- differences, which nobody else waits for; the courier folds them into the few rows of queue_tally, and a page adds both up.
-- due_on: 9999-12-31 where a state may last for ever; in queue_tally 1000-01-01 for whatever was late already when it was folded.
CREATE TABLE queue_tally (
  state          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_on         DATE         NOT NULL,
  total          BIGINT       NOT NULL,
  unclaimed      BIGINT       NOT NULL,
  PRIMARY KEY (state, due_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE queue_tally_change (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  state          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_on         DATE         NOT NULL,
  total          INT          NOT NULL,                      -- how many came, less how many left
  unclaimed      INT          NOT NULL                       -- likewise of those nobody has claimed
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The lock of who folds.
CREATE TABLE queue_tally_fold (
  one            TINYINT      NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO queue_tally_fold (one) VALUES (1);

INSERT INTO queue_tally (state, due_on, total, unclaimed)
SELECT state, COALESCE(due_on, '9999-12-31'), COUNT(*), SUM(claimed_by IS NULL)
  FROM application
 WHERE state IN ('initial_review', 'awaiting_paper', 'paper_review', 'to_hand_over', 'handed_over', 'registry_review')
 GROUP BY state, COALESCE(due_on, '9999-12-31');
