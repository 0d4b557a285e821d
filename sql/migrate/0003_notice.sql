-- Revisions of the notice are prepared in the office: one is drafted, proposed, and released by another person for a day.
-- The revision in force on a day is the released one with the newest effective_on up to that day.

ALTER TABLE notice_revision
  MODIFY effective_on DATE NULL,                             -- the first day it holds; set by its release, taken back by withdrawing
  ADD COLUMN state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'released', -- draft | proposed | released | withdrawn
  ADD COLUMN changes INT NOT NULL DEFAULT 0,                 -- compare-and-set counter of everything about a revision
  ADD COLUMN mail_note VARCHAR(200) NOT NULL DEFAULT '',     -- how to post, e.g. by which courier
  ADD COLUMN copied_from INT UNSIGNED NULL,
  ADD COLUMN prepared_by BIGINT UNSIGNED NULL,
  ADD COLUMN prepared_at DATETIME NULL,
  ADD COLUMN changed_by BIGINT UNSIGNED NULL,                -- who last changed what it says
  ADD COLUMN changed_at DATETIME NULL,
  ADD COLUMN proposed_by BIGINT UNSIGNED NULL,
  ADD COLUMN proposed_at DATETIME NULL,
  ADD COLUMN released_by BIGINT UNSIGNED NULL,
  ADD COLUMN released_at DATETIME NULL,
  ADD COLUMN remark VARCHAR(500) NOT NULL DEFAULT '',        -- why it was sent back or withdrawn
  ADD UNIQUE KEY notice_revision_effective (effective_on),
  ADD CONSTRAINT notice_revision_four_eyes CHECK (released_by IS NULL OR (released_by <> prepared_by AND released_by <> changed_by)),
  ADD CONSTRAINT notice_revision_day CHECK ((state = 'released') = (effective_on IS NOT NULL));

-- A draft's number may still change: its catalogue follows.
ALTER TABLE material DROP FOREIGN KEY material_ibfk_1;
ALTER TABLE material ADD CONSTRAINT material_revision FOREIGN KEY (revision_id) REFERENCES notice_revision (id) ON UPDATE CASCADE;
ALTER TABLE material_slot DROP FOREIGN KEY material_slot_ibfk_1;
ALTER TABLE material_slot ADD CONSTRAINT material_slot_material FOREIGN KEY (revision_id, code) REFERENCES material (revision_id, code) ON UPDATE CASCADE;

UPDATE notice_revision SET mail_note = '建议使用顺丰快递' WHERE id = 7;

-- What the office decided for an open application when a new revision came into force.
CREATE TABLE revision_choice (
  revision_id    INT UNSIGNED NOT NULL,                      -- the new one
  application_id BIGINT UNSIGNED NOT NULL,
  choice         VARCHAR(5)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,   -- stays | moves
  from_revision_id INT UNSIGNED NOT NULL,
  staff_id       BIGINT UNSIGNED NOT NULL,
  chosen_at      DATETIME     NOT NULL,
  PRIMARY KEY (revision_id, application_id),
  FOREIGN KEY (application_id) REFERENCES application (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
