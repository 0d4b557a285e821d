-- Generated documents: a notice revision says which set of templates its documents are printed from
-- (templates/document/<set>/), and a move keeps until when what it asks for is due, for the notice printed of it.
ALTER TABLE notice_revision
  ADD COLUMN document_set VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'r7';

ALTER TABLE application_event
  ADD COLUMN due_on DATE NULL;                               -- of the state it led to, Beijing date
