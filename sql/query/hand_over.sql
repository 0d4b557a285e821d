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

-- name: hand_over_find
-- rows: maybe
SELECT h.id, h.number, s.name AS made_by, h.made_at
  FROM hand_over h JOIN staff s ON s.id = h.made_by
 WHERE h.number = :number;

-- name: hand_over_lines
-- rows: many
SELECT a.public_id, a.number, a.org_name, l.version, a.version AS current_version, a.moves, a.state AS app_state,
       l.copies, l.state, l.counted, l.note, s.name AS answered_by, l.answered_at
  FROM hand_over_line l
  JOIN application a ON a.id = l.application_id
  LEFT JOIN staff s ON s.id = l.answered_by
 WHERE l.hand_over_id = :id
 ORDER BY a.number;

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

-- The cases of a list as they were handed over, in the order of its lines.
-- name: hand_over_cases
-- rows: many
SELECT l.application_id AS application_id, l.version AS version, v.revision_id AS revision_id
  FROM hand_over_line l
  JOIN application a ON a.id = l.application_id
  JOIN application_version v ON v.application_id = l.application_id AND v.version = l.version
 WHERE l.hand_over_id = :id
 ORDER BY a.number;
