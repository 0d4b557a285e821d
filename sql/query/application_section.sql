-- The working copy: sections and fields (core/application/application_section.c).

-- name: application_section_states
-- rows: many
SELECT section, saved, complete, saved_at FROM application_section WHERE application_id = :id;

-- name: application_section_first
-- rows: exactly1
INSERT INTO application_section (application_id, section, saved, complete, saved_at)
VALUES (:id, :section, 1, :complete, :now);

-- name: application_section_again
-- rows: exactly1
UPDATE application_section SET saved = saved + 1, complete = :complete, saved_at = :now
 WHERE application_id = :id AND section = :section AND saved = :saved;

-- name: application_fields
-- rows: many
SELECT name, value_sealed FROM application_field WHERE application_id = :id;

-- name: application_field_write
-- rows: any
INSERT INTO application_field (application_id, name, value_sealed) VALUES (:id, :name, :value)
ON DUPLICATE KEY UPDATE value_sealed = :value;

-- name: application_field_clear
-- rows: any
DELETE FROM application_field WHERE application_id = :id AND name = :name;
