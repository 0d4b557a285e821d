-- The application itself (core/application/application*.c). Its state is written by review.sql alone.

-- columns: application_row
id, visitor_id, public_id, number, state, version, moves, edits, revision_id, amending, org_name, uscc, kind, subject, claimed_by,
claimed_at, stage_since, submitted_at, due_on;

-- name: application_of_visitor
-- rows: maybe
SELECT @application_row
  FROM application
 WHERE visitor_id = :visitor_id
 ORDER BY open_visitor_id IS NULL, id DESC
 LIMIT 1;

-- name: application_by_public_id
-- rows: one
SELECT @application_row
  FROM application
 WHERE public_id = :public_id;

-- name: application_insert
-- rows: exactly1
INSERT INTO application (public_id, visitor_id, open_visitor_id, state, revision_id, stage_since, created_at)
VALUES (:public_id, :visitor_id, :visitor_id, 'draft', :revision_id, :now, :now);

-- The row lock under which the working copy is written; empty when the applicant may not edit now.
-- name: application_lock_editable
-- rows: maybe
SELECT id FROM application
 WHERE id = :id AND (state IN @states(keeper=OWNER|APPLICANT) OR amending = 1)
   FOR UPDATE;

-- name: application_edited
-- rows: exactly1
UPDATE application SET edits = edits + 1 WHERE id = :id;

-- name: application_revision_now
-- rows: one
SELECT id, title, mail_address, mail_recipient, mail_postcode, mail_phone, mail_note
  FROM notice_revision WHERE state = 'released' AND effective_on <= :today ORDER BY effective_on DESC LIMIT 1;

-- Did this version ever reach the registry?
-- name: application_was_handed_over
-- rows: many
SELECT id FROM application_event WHERE application_id = :id AND to_state = 'handed_over' LIMIT 1;

-- name: application_frozen
-- rows: exactly1
UPDATE application
   SET version = version + 1, number = :number, org_name = :org_name, uscc = :uscc, kind = :kind, subject = :subject,
       open_uscc = :uscc, submitted_at = :now, amending = 0
 WHERE id = :id AND version = :version;

-- Another open application, or an account, of the same organisation.
-- name: application_uscc_taken
-- rows: many
SELECT 'application' AS taken_by FROM application WHERE open_uscc = :uscc AND id <> :id
UNION ALL
SELECT 'account' AS taken_by FROM registry_account WHERE uscc = :uscc AND application_id <> :id;

-- name: application_events
-- rows: many
SELECT e.version AS version, e.action AS action, e.from_state AS from_state, e.to_state AS to_state,
       e.actor_kind AS actor_kind, e.note AS note, e.happened_at AS happened_at,
       IF(e.action = 'return', (SELECT COUNT(*) FROM correction k
                                 WHERE k.application_id = e.application_id AND k.version = e.version), 0) AS items
  FROM application_event e WHERE e.application_id = :id ORDER BY e.id;

-- name: application_corrections
-- rows: many
SELECT number, target, problem, remedy, answer, settled_in, supervisor_reason
  FROM correction WHERE application_id = :id AND version = :version ORDER BY number;

-- name: application_correction_answer
-- rows: exactly1
UPDATE correction SET answer = :answer WHERE application_id = :id AND version = :version AND number = :number;

-- name: application_contact_confirm
-- rows: any
INSERT INTO contact_confirmation (application_id, name, value_index, confirmed_at)
VALUES (:id, :name, :value_index, :now)
ON DUPLICATE KEY UPDATE value_index = :value_index, confirmed_at = :now;

-- name: application_contact_confirmed
-- rows: maybe
SELECT confirmed_at FROM contact_confirmation
 WHERE application_id = :id AND name = :name AND value_index = :value_index;

-- name: application_sequence_next
-- rows: any
INSERT INTO sequence_number (name, value) VALUES (:name, 1) ON DUPLICATE KEY UPDATE value = value + 1;

-- name: application_sequence_value
-- rows: one
SELECT value FROM sequence_number WHERE name = :name;

-- The row lock for what only holds in one state.
-- name: application_lock_state
-- rows: maybe
SELECT id FROM application WHERE id = :id AND state = :state AND version = :version FOR UPDATE;

-- name: application_shipment_write
-- rows: any
INSERT INTO shipment (application_id, version, moves, courier, tracking, posted_at)
VALUES (:id, :version, :moves, :courier, :tracking, :now)
ON DUPLICATE KEY UPDATE courier = :courier, tracking = :tracking;
