-- What a material must say in so many words when some answers are given, as the notice has it: told beside its upload, asked before
-- submitting, and a line of the reviewer's checklist. Part of a revision's catalogue; both '': nothing.

ALTER TABLE material
  ADD COLUMN clause VARCHAR(500) NOT NULL DEFAULT '',
  ADD COLUMN clause_when VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''; -- like applies_when

-- What was released asked for it all along, in the middle of its requirement.
DROP TRIGGER material_changed;
UPDATE material SET clause = '林业碳汇项目转让协议的内容需包括：项目所有者将其拥有权属的林业资源产生的温室气体减排量转让给具备专业能力的单位，该单位作为项目业主负责项目的开发、登记和交易，转让期限根据项目寿命期限和权属证书有效期确定。', clause_when = 'forestry_not_owner'
 WHERE code = 'project_proof' AND requirement LIKE '%其中林业碳汇项目转让协议的内容需包括：%';
CREATE TRIGGER material_changed BEFORE UPDATE ON material FOR EACH ROW
  IF EXISTS (SELECT 1 FROM notice_revision r WHERE r.id = OLD.revision_id AND r.state <> 'draft') THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'only a draft has a catalogue to be changed', MYSQL_ERRNO = 1644;
  END IF;
