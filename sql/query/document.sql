-- What generated documents are made from beside values, materials and papers (core/material/document.c).

-- name: document_version
-- rows: maybe
SELECT v.digest AS digest, v.submitted_at AS submitted_at, r.id AS revision, r.title AS title, r.document_set AS document_set
  FROM application_version v JOIN notice_revision r ON r.id = v.revision_id
 WHERE v.application_id = :id AND v.version = :version;

-- name: document_revision
-- rows: one
SELECT id AS revision, title, document_set FROM notice_revision WHERE id = :revision_id;

-- A version is returned once at most: the next submission is another one.
-- name: document_return
-- rows: maybe
SELECT from_state AS stage, happened_at, due_on FROM application_event
 WHERE application_id = :id AND version = :version AND action = 'return'
 ORDER BY id DESC LIMIT 1;

-- name: document_refusal
-- rows: maybe
SELECT stage, reason, decided_at FROM decision
 WHERE application_id = :id AND version = :version AND verdict = 'refuse'
 ORDER BY decided_at DESC LIMIT 1;
