-- Objections to what an earlier round of the same review let pass and nobody changed since (rules.md § 4): each needs the reason of a
-- supervisor, stands in the letter with it, and is counted.

ALTER TABLE mark
  ADD COLUMN settled_in INT NULL,                            -- the version that was let pass; NULL: may be objected to
  ADD COLUMN changes INT NOT NULL DEFAULT 0,                 -- how often it was marked: a supervisor decides on the words they saw
  ADD COLUMN agreed TINYINT NULL,                            -- 1 the supervisor's reason stands, 0 declined, NULL undecided
  ADD COLUMN supervisor_id BIGINT UNSIGNED NULL,
  ADD COLUMN supervisor_reason VARCHAR(500) NOT NULL DEFAULT '',
  ADD COLUMN supervised_at DATETIME NULL,
  ADD KEY mark_settled (settled_in, agreed),
  ADD CONSTRAINT mark_supervised CHECK ((agreed IS NULL) = (supervisor_id IS NULL)),
  ADD CONSTRAINT mark_four_eyes CHECK (supervisor_id IS NULL OR supervisor_id <> staff_id);

ALTER TABLE correction
  ADD COLUMN settled_in INT NULL,                            -- likewise, with the supervisor's reason
  ADD COLUMN supervisor_id BIGINT UNSIGNED NULL,
  ADD COLUMN supervisor_reason VARCHAR(500) NOT NULL DEFAULT '',
  ADD KEY correction_settled (settled_in),
  ADD CONSTRAINT correction_supervised CHECK ((settled_in IS NULL) = (supervisor_id IS NULL));
