-- The state machine (core/review/review*.c): the only statements that change application.state.

-- name: review_lock
-- rows: one
SELECT state, version, moves, edits, amending, claimed_by, claimed_at FROM application WHERE id = :id FOR UPDATE;

-- name: review_write_state
-- rows: exactly1
UPDATE application
   SET state = :to, moves = moves + 1, stage_since = :now, due_on = :due,
       claimed_by = :reviewer, claimed_at = :claimed_at,
       open_uscc = IF(:final = 1, NULL, open_uscc), amending = IF(:final = 1, 0, amending),
       open_visitor_id = IF(:final = 1, NULL, open_visitor_id)
 WHERE id = :id AND state = :from AND version = :version AND moves = :moves;

-- name: review_last_reviewer
-- rows: maybe
SELECT d.staff_id AS staff_id
  FROM decision d JOIN staff s ON s.id = d.staff_id AND s.enabled = 1
       JOIN staff_role r ON r.staff_id = s.id AND r.role = 'initial_reviewer'
 WHERE d.application_id = :id AND d.stage = 'initial_review'
 ORDER BY d.version DESC LIMIT 1;

-- name: review_event_insert
-- rows: exactly1
INSERT INTO application_event (application_id, version, action, from_state, to_state, actor_kind, actor_id, note, happened_at, due_on)
VALUES (:id, :version, :action, :from, :to, :actor_kind, :actor_id, :note, :now, :due);

-- name: review_decision_insert
-- rows: exactly1
INSERT INTO decision (application_id, version, stage, verdict, staff_id, proposer_id, reason, decided_at)
VALUES (:id, :version, :stage, :verdict, :staff_id, :proposer_id, :reason, :now);

-- name: review_wrong_marks
-- rows: many
SELECT target, problem, remedy, settled_in, agreed, supervisor_id, supervisor_reason FROM mark
 WHERE application_id = :id AND version = :version AND stage = :stage AND verdict = 'wrong';

-- name: review_right_marks
-- rows: many
SELECT target FROM mark
 WHERE application_id = :id AND version = :version AND stage = :stage AND verdict = 'right';

-- name: review_marks
-- rows: many
SELECT target, verdict, problem, remedy, staff_id FROM mark
 WHERE application_id = :id AND version = :version AND stage = :stage;

-- name: review_correction_insert
-- rows: exactly1
INSERT INTO correction (application_id, version, number, target, problem, remedy, settled_in, supervisor_id, supervisor_reason)
VALUES (:id, :version, :number, :target, :problem, :remedy, :settled_in, :supervisor_id, :supervisor_reason);

-- name: review_passed_by
-- rows: many
SELECT stage FROM decision
 WHERE application_id = :id AND version = :version AND verdict = 'pass' AND staff_id = :staff_id;

-- name: review_proposal
-- rows: maybe
SELECT staff_id, reason FROM refusal_proposal WHERE application_id = :id AND version = :version AND stage = :stage;

-- name: review_hand_over_line
-- rows: many
SELECT hand_over_id FROM hand_over_line WHERE application_id = :id AND version = :version AND state = :state;

-- name: review_claim
-- rows: exactly1
UPDATE application SET claimed_by = :staff_id, claimed_at = :now
 WHERE id = :id AND moves = :moves AND COALESCE(claimed_by, 0) = :held_by;

-- Marked again, it is another mark: what a supervisor said of the last one does not hold for it.
-- name: review_mark
-- rows: any
INSERT INTO mark (application_id, version, stage, target, verdict, problem, remedy, staff_id, marked_at, settled_in)
VALUES (:id, :version, :stage, :target, :verdict, :problem, :remedy, :staff_id, :now, :settled_in)
ON DUPLICATE KEY UPDATE verdict = VALUES(verdict), problem = VALUES(problem), remedy = VALUES(remedy),
  staff_id = VALUES(staff_id), marked_at = VALUES(marked_at), settled_in = VALUES(settled_in), changes = changes + 1,
  agreed = NULL, supervisor_id = NULL, supervisor_reason = '', supervised_at = NULL;

-- name: review_propose
-- rows: any
INSERT INTO refusal_proposal (application_id, version, stage, staff_id, reason, proposed_at)
VALUES (:id, :version, :stage, :staff_id, :reason, :now)
ON DUPLICATE KEY UPDATE staff_id = VALUES(staff_id), reason = VALUES(reason), proposed_at = VALUES(proposed_at);

-- name: review_set_amending
-- rows: exactly1
UPDATE application SET amending = :amending, edits = edits + 1 WHERE id = :id AND moves = :moves;

-- name: review_fields_clear
-- rows: any
DELETE FROM application_field WHERE application_id = :id;

-- name: review_fields_restore
-- rows: any
INSERT INTO application_field (application_id, name, value_sealed)
SELECT application_id, name, value_sealed FROM version_field WHERE application_id = :id AND version = :version
  LOCK IN SHARE MODE;

-- name: review_files_clear
-- rows: any
DELETE FROM application_file WHERE application_id = :id;

-- name: review_files_restore
-- rows: any
INSERT INTO application_file (application_id, code, slot, file_id, form_hash, position)
SELECT application_id, code, slot, file_id, form_hash, position FROM version_file WHERE application_id = :id AND version = :version;

-- name: review_sections_restore
-- rows: any
UPDATE application_section SET saved = saved + 1, complete = 1 WHERE application_id = :id;
