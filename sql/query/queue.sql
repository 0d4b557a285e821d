-- Lists of cases for staff. All lists have the same columns (core/review/queue.h).

-- columns: case_row
a.id, a.public_id, a.number, a.org_name, a.uscc, a.kind, a.subject, a.state, a.version, a.moves, a.stage_since, a.due_on,
a.claimed_by, a.claimed_at, a.amending;

-- name: queue_mine_count
-- rows: one
SELECT COUNT(*) AS total FROM application
 WHERE claimed_by = :staff_id AND state IN @states(reviewed=yes);

-- name: queue_page
-- rows: many
SELECT @case_row, s.name AS holder
  FROM application a LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE a.state = :state AND a.version > 0
   AND a.stage_since >= :since AND (a.stage_since > :since OR a.id > :id)
 ORDER BY a.stage_since, a.id LIMIT :max;

-- name: queue_awaited
-- rows: many
SELECT @case_row, '' AS holder, p.courier, p.tracking, p.posted_at
  FROM application a
  LEFT JOIN shipment p ON p.application_id = a.id AND p.version = a.version AND p.moves = a.moves
 WHERE a.state IN @states(papers=AWAITED) AND a.version > 0
   AND a.stage_since >= :since AND (a.stage_since > :since OR a.id > :id)
 ORDER BY a.stage_since, a.id LIMIT :max;

-- name: queue_page_newest
-- rows: many
SELECT @case_row, s.name AS holder
  FROM application a LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE a.state = :state AND a.version > 0
   AND a.stage_since <= :since AND (a.stage_since < :since OR a.id < :id)
 ORDER BY a.stage_since DESC, a.id DESC LIMIT :max;

-- name: queue_mine
-- rows: many
SELECT @case_row, s.name AS holder
  FROM application a JOIN staff s ON s.id = a.claimed_by
 WHERE a.claimed_by = :staff_id AND a.state IN @states(reviewed=yes)
 ORDER BY a.stage_since, a.id LIMIT 200;

-- name: queue_proposals
-- rows: many
SELECT @case_row, s.name AS holder,
       p.reason, p.proposed_at, w.name AS proposer
  FROM refusal_proposal p
  JOIN application a ON a.id = p.application_id AND a.version = p.version AND a.state = p.stage
  JOIN staff w ON w.id = p.staff_id
  LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE (a.state IN @states(reviewed=yes,keeper=EXCHANGE) AND :exchange = 1)
    OR (a.state IN @states(reviewed=yes,keeper=REGISTRY) AND :registry = 1)
 ORDER BY p.proposed_at, a.id LIMIT 200;

-- Objections that wait for a supervisor's reason, a row a case (core/review/objection.h).
-- name: queue_objections
-- rows: many
SELECT @case_row, s.name AS holder, w.items AS items, w.asked_at AS asked_at
  FROM (SELECT application_id, version, stage, COUNT(*) AS items, MIN(marked_at) AS asked_at
          FROM mark WHERE settled_in > 0 AND agreed IS NULL GROUP BY application_id, version, stage) w
  JOIN application a ON a.id = w.application_id AND a.version = w.version AND a.state = w.stage
  LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE (a.state IN @states(reviewed=yes,keeper=EXCHANGE) AND :exchange = 1)
    OR (a.state IN @states(reviewed=yes,keeper=REGISTRY) AND :registry = 1)
 ORDER BY w.asked_at, a.id LIMIT 200;

-- name: queue_next
-- rows: many
SELECT a.public_id FROM application a
 WHERE a.state = :state AND (a.claimed_by IS NULL OR a.claimed_at < :before)
   AND NOT EXISTS (SELECT 1 FROM decision d
        WHERE d.application_id = a.id AND d.version = a.version AND d.verdict = 'pass' AND d.staff_id = :staff_id)
 ORDER BY a.stage_since, a.id LIMIT :max;
