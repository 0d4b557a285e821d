-- Objections to what an earlier round settled (core/review/objection.c). Marks are written by review.sql.

-- The rounds of a review before a version, newest first.
-- name: objection_rounds
-- rows: many
SELECT version FROM decision
 WHERE application_id = :id AND version < :version AND stage = :stage AND verdict IN ('pass', 'return')
 ORDER BY version DESC;

-- name: objection_mark
-- rows: maybe
SELECT staff_id FROM mark
 WHERE application_id = :id AND version = :version AND stage = :stage AND target = :target AND verdict = 'wrong'
   AND settled_in IS NOT NULL AND agreed IS NULL AND changes = :changes;

-- name: objection_decide
-- rows: exactly1
UPDATE mark SET agreed = :agreed, supervisor_id = :staff_id, supervisor_reason = :reason, supervised_at = :now
 WHERE application_id = :id AND version = :version AND stage = :stage AND target = :target AND agreed IS NULL;

-- What stood in letters since a time, by review and who objected.
-- name: objection_counts
-- rows: many
SELECT d.stage AS stage, s.name AS staff, COUNT(*) AS items, COUNT(DISTINCT c.application_id) AS cases,
       MAX(d.decided_at) AS last_at
  FROM correction c
  JOIN decision d ON d.application_id = c.application_id AND d.version = c.version AND d.verdict = 'return'
  JOIN staff s ON s.id = d.staff_id
 WHERE c.settled_in > 0 AND d.decided_at >= :since
   AND ((d.stage IN @states(reviewed=yes,keeper=EXCHANGE) AND :exchange = 1)
     OR (d.stage IN @states(reviewed=yes,keeper=REGISTRY) AND :registry = 1))
 GROUP BY d.stage, d.staff_id, s.name
 ORDER BY d.stage, items DESC, d.staff_id LIMIT 200;
