-- Frozen versions (core/submission/submission_freeze.c).

-- name: version_insert
-- rows: exactly1
INSERT INTO application_version (application_id, version, digest, revision_id, submitted_at)
VALUES (:id, :version, :digest, :revision_id, :now);

-- The notice a version was submitted under.
-- name: version_revision
-- rows: one
SELECT revision_id FROM application_version WHERE application_id = :id AND version = :version;

-- name: version_digest
-- rows: exactly1
UPDATE application_version SET digest = :digest WHERE application_id = :id AND version = :version;

-- name: version_field_insert
-- rows: exactly1
INSERT INTO version_field (application_id, version, name, value_sealed, value_index)
VALUES (:id, :version, :name, :value, :value_index);

-- name: version_fields
-- rows: many
SELECT name, value_sealed FROM version_field WHERE application_id = :id AND version = :version;

-- name: version_file_insert
-- rows: exactly1
INSERT INTO version_file (application_id, version, code, slot, file_id, form_hash, position)
VALUES (:id, :version, :code, :slot, :file_id, :form_hash, :position);

-- name: version_list
-- rows: many
SELECT version, submitted_at FROM application_version WHERE application_id = :id ORDER BY version DESC;

-- name: version_right_marks
-- rows: many
SELECT stage, target, staff_id, marked_at FROM mark
 WHERE application_id = :id AND version = :version AND verdict = 'right';

-- name: version_mark_insert
-- rows: exactly1
INSERT INTO mark (application_id, version, stage, target, verdict, staff_id, marked_at)
VALUES (:id, :version, :stage, :target, 'right', :staff_id, :marked_at);

