-- What was released never changes any more, neither its text nor its catalogue, and neither does what is proposed while
-- somebody looks at it. A later migration that must change the catalogue of a released revision drops these triggers first.

CREATE TRIGGER notice_revision_stays BEFORE UPDATE ON notice_revision FOR EACH ROW
  IF (OLD.state = 'withdrawn' AND NEW.state <> 'draft') OR (OLD.state = 'released' AND
       (NEW.state NOT IN ('released', 'withdrawn')
        OR (NEW.state = 'withdrawn' AND OLD.effective_on <= DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR))
        OR (NEW.state = 'released' AND NOT NEW.effective_on <=> OLD.effective_on)
        OR NEW.id <> OLD.id OR NEW.title <> OLD.title OR NEW.published_on <> OLD.published_on OR NEW.body <> OLD.body
        OR NEW.mail_address <> OLD.mail_address OR NEW.mail_recipient <> OLD.mail_recipient
        OR NEW.mail_postcode <> OLD.mail_postcode OR NEW.mail_phone <> OLD.mail_phone OR NEW.mail_note <> OLD.mail_note
        OR NEW.document_set <> OLD.document_set
        OR NOT NEW.released_by <=> OLD.released_by)) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a released revision stays as it is', MYSQL_ERRNO = 1644;
  END IF;

-- Rows that are there already are left to the key, so that loading the seed once more changes nothing.
CREATE TRIGGER material_added BEFORE INSERT ON material FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = NEW.revision_id AND r.state <> 'draft')
     AND NOT EXISTS (SELECT 1 FROM material m WHERE m.revision_id = NEW.revision_id AND m.code = NEW.code) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;

CREATE TRIGGER material_changed BEFORE UPDATE ON material FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = OLD.revision_id AND r.state <> 'draft') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;

CREATE TRIGGER material_removed BEFORE DELETE ON material FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = OLD.revision_id AND r.state <> 'draft') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;

CREATE TRIGGER material_slot_added BEFORE INSERT ON material_slot FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = NEW.revision_id AND r.state <> 'draft')
     AND NOT EXISTS (SELECT 1 FROM material_slot m
                      WHERE m.revision_id = NEW.revision_id AND m.code = NEW.code AND m.slot = NEW.slot) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;

CREATE TRIGGER material_slot_changed BEFORE UPDATE ON material_slot FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = OLD.revision_id AND r.state <> 'draft') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;

CREATE TRIGGER material_slot_removed BEFORE DELETE ON material_slot FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = OLD.revision_id AND r.state <> 'draft') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;
