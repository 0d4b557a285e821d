-- Revisions of the notice as the office prepares them (core/notice/revision*.c). Reading the one in force is guide.sql's.

-- name: revision_list
-- rows: many
SELECT r.id AS id, r.title AS title, r.state AS state, r.published_on AS published_on, r.effective_on AS effective_on,
       p.name AS prepared_by, g.name AS changed_by, l.name AS released_by, r.changed_at AS changed_at
  FROM notice_revision r LEFT JOIN staff p ON p.id = r.prepared_by LEFT JOIN staff g ON g.id = r.changed_by
       LEFT JOIN staff l ON l.id = r.released_by
 ORDER BY r.id DESC;

-- name: revision_load
-- rows: one
SELECT r.id AS id, r.title AS title, r.published_on AS published_on, r.effective_on AS effective_on, r.body AS body,
       r.mail_address AS mail_address, r.mail_recipient AS mail_recipient, r.mail_postcode AS mail_postcode,
       r.mail_phone AS mail_phone, r.mail_note AS mail_note, r.document_set AS document_set, r.state AS state, r.changes AS changes, r.remark AS remark,
       r.copied_from AS copied_from, r.prepared_by AS prepared_id, r.changed_by AS changed_id,
       p.name AS prepared_by, r.prepared_at AS prepared_at, g.name AS changed_by, r.changed_at AS changed_at,
       s.name AS proposed_by, r.proposed_at AS proposed_at, l.name AS released_by, r.released_at AS released_at
  FROM notice_revision r LEFT JOIN staff p ON p.id = r.prepared_by LEFT JOIN staff g ON g.id = r.changed_by
       LEFT JOIN staff s ON s.id = r.proposed_by LEFT JOIN staff l ON l.id = r.released_by
 WHERE r.id = :id;

-- name: revision_lock
-- rows: one
SELECT state, changes FROM notice_revision WHERE id = :id FOR UPDATE;

-- The revision that holds on a day.
-- name: revision_on
-- rows: maybe
SELECT id FROM notice_revision WHERE state = 'released' AND effective_on <= :today ORDER BY effective_on DESC LIMIT 1;

-- The released revision before another one; for what is not released, the last of all.
-- name: revision_before
-- rows: maybe
SELECT b.id AS id FROM notice_revision r JOIN notice_revision b ON b.state = 'released' AND b.id <> r.id
 WHERE r.id = :id AND (r.effective_on IS NULL OR b.effective_on < r.effective_on)
 ORDER BY b.effective_on DESC LIMIT 1;

-- name: revision_copy
-- rows: exactly1
INSERT INTO notice_revision (id, title, published_on, effective_on, body, mail_address, mail_recipient, mail_postcode,
                             mail_phone, mail_note, document_set, state, copied_from, prepared_by, prepared_at, changed_by, changed_at)
SELECT :id, title, :today, NULL, body, mail_address, mail_recipient, mail_postcode, mail_phone, mail_note,
       document_set, 'draft', id,
       :staff_id, :now, :staff_id, :now
  FROM notice_revision WHERE id = :from;

-- name: revision_copy_materials
-- rows: any
INSERT INTO material (revision_id, code, number, name, accounts, applies_when, paper_copies, registry_copies,
                      needs_seal, needs_signature, needs_copy, source, requirement, clause, clause_when)
SELECT :id, code, number, name, accounts, applies_when, paper_copies, registry_copies, needs_seal, needs_signature,
       needs_copy, source, requirement, clause, clause_when
  FROM material WHERE revision_id = :from;

-- name: revision_copy_slots
-- rows: any
INSERT INTO material_slot (revision_id, code, slot, position, name, applies_when)
SELECT :id, code, slot, position, name, applies_when FROM material_slot WHERE revision_id = :from;

-- name: revision_save
-- rows: exactly1
UPDATE notice_revision
   SET id = :number, title = :title, published_on = :published_on, body = :body, mail_address = :mail_address,
       mail_recipient = :mail_recipient, mail_postcode = :mail_postcode, mail_phone = :mail_phone, mail_note = :mail_note,
       document_set = :document_set
 WHERE id = :id;

-- name: revision_changed
-- rows: exactly1
UPDATE notice_revision SET changes = changes + 1, changed_by = :staff_id, changed_at = :now WHERE id = :id;

-- name: revision_propose
-- rows: exactly1
UPDATE notice_revision
   SET state = 'proposed', changes = changes + 1, proposed_by = :staff_id, proposed_at = :now, remark = ''
 WHERE id = :id;

-- name: revision_send_back
-- rows: exactly1
UPDATE notice_revision SET state = 'draft', changes = changes + 1, remark = :remark WHERE id = :id;

-- name: revision_release
-- rows: exactly1
UPDATE notice_revision
   SET state = 'released', changes = changes + 1, effective_on = :day, released_by = :staff_id, released_at = :now
 WHERE id = :id;

-- name: revision_withdraw
-- rows: exactly1
UPDATE notice_revision SET state = 'withdrawn', changes = changes + 1, effective_on = NULL, remark = :remark WHERE id = :id;

-- What was withdrawn never held, so it may become a draft again; who reopens it has a hand in it.
-- name: revision_reopen
-- rows: exactly1
UPDATE notice_revision
   SET state = 'draft', changes = changes + 1, released_by = NULL, released_at = NULL, changed_by = :staff_id,
       changed_at = :now
 WHERE id = :id;

-- ---- the catalogue of a draft

-- name: revision_material_insert
-- rows: exactly1
INSERT INTO material (revision_id, code, number, name, accounts, applies_when, paper_copies, registry_copies,
                      needs_seal, needs_signature, needs_copy, source, requirement, clause, clause_when)
VALUES (:id, :code, :number, :name, :accounts, :applies_when, :paper_copies, :registry_copies, :needs_seal, :needs_signature,
        :needs_copy, :source, :requirement, :clause, :clause_when);

-- name: revision_material_update
-- rows: exactly1
UPDATE material
   SET name = :name, accounts = :accounts, applies_when = :applies_when, paper_copies = :paper_copies,
       registry_copies = :registry_copies, needs_seal = :needs_seal, needs_signature = :needs_signature,
       needs_copy = :needs_copy, source = :source, requirement = :requirement, clause = :clause, clause_when = :clause_when
 WHERE revision_id = :id AND code = :code;

-- name: revision_material_number
-- rows: exactly1
UPDATE material SET number = :number WHERE revision_id = :id AND code = :code;

-- name: revision_material_remove
-- rows: exactly1
DELETE FROM material WHERE revision_id = :id AND code = :code;

-- name: revision_slots_clear
-- rows: any
DELETE FROM material_slot WHERE revision_id = :id AND code = :code;

-- name: revision_slot_insert
-- rows: exactly1
INSERT INTO material_slot (revision_id, code, slot, position, name, applies_when)
VALUES (:id, :code, :slot, :position, :name, :applies_when);

-- ---- open applications under another revision

-- Those nobody has decided about yet, by visitor: each has one open application at most.
-- name: revision_touched
-- rows: many
SELECT a.open_visitor_id AS position, a.id AS id, a.visitor_id AS visitor_id, a.public_id AS public_id, a.number AS number,
       a.state AS state, a.version AS version, a.moves AS moves, a.edits AS edits, a.revision_id AS revision_id,
       a.amending AS amending, a.org_name AS org_name, a.uscc AS uscc, a.kind AS kind, a.subject AS subject,
       a.claimed_by AS claimed_by, a.claimed_at AS claimed_at, a.stage_since AS stage_since,
       a.submitted_at AS submitted_at, a.due_on AS due_on, a.created_at AS created_at
  FROM application a LEFT JOIN revision_choice c ON c.revision_id = :revision_id AND c.application_id = a.id
 WHERE a.open_visitor_id > :after AND a.revision_id <> :revision_id AND c.choice IS NULL
 ORDER BY a.open_visitor_id LIMIT 21;

-- name: revision_move_application
-- rows: exactly1
UPDATE application SET revision_id = :revision_id, moves = moves + 1, edits = edits + 1
 WHERE id = :id AND moves = :moves AND open_visitor_id IS NOT NULL AND revision_id <> :revision_id;

-- What was posted in this time of waiting for papers still belongs to it: the counter of moves is its name.
-- name: revision_move_shipment
-- rows: any
UPDATE shipment SET moves = moves + 1 WHERE application_id = :id AND version = :version AND moves = :moves;

-- The lock under which it is decided that an application stays.
-- name: revision_lock_application
-- rows: maybe
SELECT @application_row
  FROM application
 WHERE public_id = :public_id AND moves = :moves AND open_visitor_id IS NOT NULL FOR UPDATE;

-- name: revision_choose
-- rows: exactly1
INSERT INTO revision_choice (revision_id, application_id, choice, from_revision_id, staff_id, chosen_at)
VALUES (:revision_id, :application_id, :choice, :from, :staff_id, :now);
