-- The notice in force (core/notice/guide.c).

-- name: guide_notice
-- rows: one
SELECT id, title, published_on, body, mail_address, mail_recipient, mail_postcode, mail_phone, mail_note
  FROM notice_revision WHERE state = 'released' AND effective_on <= :today ORDER BY effective_on DESC LIMIT 1;

-- name: guide_materials
-- rows: many
SELECT number, name, accounts, applies_when, paper_copies, requirement FROM material
 WHERE revision_id = :revision_id ORDER BY number;
