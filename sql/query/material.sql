-- The catalogue of materials and the files in its slots (core/material/material.c).

-- name: material_catalogue
-- rows: many
SELECT code, number, name, accounts, applies_when, paper_copies, registry_copies, needs_seal, needs_signature, needs_copy,
       source, requirement, clause, clause_when
  FROM material WHERE revision_id = :revision_id ORDER BY number;

-- name: material_slots
-- rows: many
SELECT code, slot, position, name, applies_when FROM material_slot WHERE revision_id = :revision_id ORDER BY code, position;

-- name: material_files
-- rows: many
SELECT a.code AS code, a.slot AS slot, f.id AS id, f.public_id AS public_id, f.name AS name, f.type AS type,
       f.size AS size, f.sha AS sha, a.form_hash AS form_hash, a.position AS position,
       f.scan_state AS scan_state, COALESCE(n.pages, 0) AS pages, n.preview_public_id AS preview
  FROM application_file a JOIN file f ON f.id = a.file_id LEFT JOIN file_inspection n ON n.file_id = f.id
 WHERE a.application_id = :id
 ORDER BY a.code, a.slot, a.position, f.id;

-- name: material_version_files
-- rows: many
SELECT a.code AS code, a.slot AS slot, f.id AS id, f.public_id AS public_id, f.name AS name, f.type AS type,
       f.size AS size, f.sha AS sha, a.form_hash AS form_hash, a.position AS position,
       f.scan_state AS scan_state, COALESCE(n.pages, 0) AS pages, n.preview_public_id AS preview
  FROM version_file a JOIN file f ON f.id = a.file_id LEFT JOIN file_inspection n ON n.file_id = f.id
 WHERE a.application_id = :id AND a.version = :version
 ORDER BY a.code, a.slot, a.position, f.id;

-- name: material_same
-- rows: many
SELECT a.file_id AS file_id
  FROM application_file a JOIN file f ON f.id = a.file_id JOIN file n ON n.sha = f.sha
 WHERE a.application_id = :id AND a.code = :code AND a.slot = :slot AND n.id = :file_id;

-- name: material_standing
-- rows: many
SELECT f.id AS id FROM application_file a JOIN file f ON f.id = a.file_id
 WHERE a.application_id = :id AND f.public_id = :public_id LIMIT 1;

-- name: material_attach
-- rows: exactly1
INSERT INTO application_file (application_id, code, slot, file_id, form_hash, position)
VALUES (:id, :code, :slot, :file_id, :form_hash, :position);

-- name: material_place
-- rows: exactly1
UPDATE application_file SET position = :to
 WHERE application_id = :id AND code = :code AND slot = :slot AND file_id = :file_id AND position = :from;

-- name: material_detach
-- rows: exactly1
DELETE FROM application_file WHERE application_id = :id AND code = :code AND slot = :slot AND file_id = :file_id;
