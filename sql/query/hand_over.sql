-- Hand-over lists and their lines.

-- name: hand_over_sequence
-- rows: any
INSERT INTO sequence_number (name, value) VALUES (:name, LAST_INSERT_ID(1))
ON DUPLICATE KEY UPDATE value = LAST_INSERT_ID(value + 1);

-- name: hand_over_insert
-- rows: exactly1
INSERT INTO hand_over (number, made_by, made_at) VALUES (:number, :staff_id, :now);

-- name: hand_over_line_insert
-- rows: exactly1
INSERT INTO hand_over_line (hand_over_id, application_id, version, copies, state)
VALUES (:hand_over_id, :application_id, :version, :copies, 'sent');

-- name: hand_over_paper_insert
-- rows: exactly1
INSERT INTO hand_over_paper (hand_over_id, application_id, code, copies)
VALUES (:hand_over_id, :application_id, :code, :copies);

-- name: hand_over_ready
-- rows: many
SELECT a.id, a.public_id, a.number, a.org_name, a.uscc, a.kind, a.subject, a.state, a.version, a.moves, a.stage_since,
       a.due_on, a.claimed_by, a.claimed_at, a.amending, '' AS holder,
       l.note AS dispute, s.name AS disputed_by, l.answered_at AS disputed_at, h.number AS list
  FROM application a
  LEFT JOIN hand_over_line l ON l.application_id = a.id AND l.version = a.version AND l.state = 'disputed'
        AND l.hand_over_id = (SELECT MAX(x.hand_over_id) FROM hand_over_line x WHERE x.application_id = a.id)
  LEFT JOIN hand_over h ON h.id = l.hand_over_id
  LEFT JOIN staff s ON s.id = l.answered_by
 WHERE a.state = 'to_hand_over' AND a.version > 0
   AND a.stage_since >= :since AND (a.stage_since > :since OR a.id > :id)
 ORDER BY a.stage_since, a.id LIMIT :max;

-- name: hand_over_find
-- rows: maybe
SELECT h.id, h.number, s.name AS made_by, h.made_at
  FROM hand_over h JOIN staff s ON s.id = h.made_by
 WHERE h.number = :number;

-- name: hand_over_lines
-- rows: many
SELECT l.application_id, a.public_id, a.number, a.org_name, l.version, a.version AS current_version, a.moves, a.state AS app_state,
       l.copies, l.state, l.counted, l.note, s.name AS answered_by, l.answered_at
  FROM hand_over_line l
  JOIN application a ON a.id = l.application_id
  LEFT JOIN staff s ON s.id = l.answered_by
 WHERE l.hand_over_id = :id
 ORDER BY a.number;

-- name: hand_over_papers
-- rows: many
SELECT p.application_id, p.code, COALESCE(m.number, 0) AS number, COALESCE(m.name, p.code) AS name, p.copies, p.counted
  FROM hand_over_paper p
  JOIN hand_over_line l ON l.hand_over_id = p.hand_over_id AND l.application_id = p.application_id
  JOIN application_version v ON v.application_id = l.application_id AND v.version = l.version
  LEFT JOIN material m ON m.revision_id = v.revision_id AND m.code = p.code
 WHERE p.hand_over_id = :id
 ORDER BY p.application_id, number;

-- name: hand_over_line
-- rows: maybe
SELECT l.copies, l.state FROM hand_over_line l JOIN application a ON a.id = l.application_id
 WHERE l.hand_over_id = :hand_over_id AND a.public_id = :public_id;

-- name: hand_over_line_papers
-- rows: many
SELECT code, copies FROM hand_over_paper WHERE hand_over_id = :hand_over_id AND application_id = :application_id;

-- name: hand_over_papers_agree
-- rows: any
UPDATE hand_over_paper SET counted = copies WHERE hand_over_id = :hand_over_id AND application_id = :application_id;

-- name: hand_over_paper_counted
-- rows: exactly1
UPDATE hand_over_paper SET counted = :counted
 WHERE hand_over_id = :hand_over_id AND application_id = :application_id AND code = :code;

-- name: hand_over_list
-- rows: many
SELECT h.id, h.number, s.name AS made_by, h.made_at, COUNT(*) AS cases, SUM(l.copies) AS copies,
       SUM(l.state = 'sent') AS waiting, SUM(l.state = 'disputed') AS disputed
  FROM (SELECT id, number, made_by, made_at FROM hand_over WHERE id < :before ORDER BY id DESC LIMIT 50) h
  JOIN hand_over_line l ON l.hand_over_id = h.id
  JOIN staff s ON s.id = h.made_by
 GROUP BY h.id, h.number, s.name, h.made_at
 ORDER BY h.id DESC;

-- name: hand_over_answer
-- rows: exactly1
UPDATE hand_over_line
   SET state = :state, counted = :counted, note = :note, answered_by = :staff_id, answered_at = :now
 WHERE hand_over_id = :hand_over_id AND application_id = :application_id AND version = :version AND state = 'sent';

-- name: hand_over_of
-- rows: maybe
SELECT h.number FROM hand_over_line l JOIN hand_over h ON h.id = l.hand_over_id
 WHERE l.application_id = :application_id
 ORDER BY h.id DESC LIMIT 1;
