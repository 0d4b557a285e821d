-- What staff see of a case beside its values and files.

-- name: case_versions
-- rows: many
SELECT version, submitted_at FROM application_version WHERE application_id = :application_id ORDER BY version DESC;

-- name: case_marks
-- rows: many
SELECT m.target, m.verdict, m.problem, m.remedy, m.marked_at, m.staff_id, s.name AS staff, m.settled_in, m.changes, m.agreed,
       b.name AS supervisor, m.supervisor_reason
  FROM mark m LEFT JOIN staff s ON s.id = m.staff_id LEFT JOIN staff b ON b.id = m.supervisor_id
 WHERE m.application_id = :application_id AND m.version = :version AND m.stage = :stage;

-- name: case_events
-- rows: many
SELECT e.actor_kind, s.name AS actor, e.action, e.from_state, e.to_state, e.version, e.note, e.happened_at
  FROM application_event e LEFT JOIN staff s ON e.actor_kind = 'staff' AND s.id = e.actor_id
 WHERE e.application_id = :application_id
 ORDER BY e.id;

-- name: case_decisions
-- rows: many
SELECT d.version, d.stage, d.verdict, s.name AS staff, p.name AS proposer, d.reason, d.decided_at,
       IF(d.verdict = 'return', (SELECT COUNT(k.settled_in) FROM correction k
                                  WHERE k.application_id = d.application_id AND k.version = d.version), 0) AS settled
  FROM decision d JOIN staff s ON s.id = d.staff_id LEFT JOIN staff p ON p.id = d.proposer_id
 WHERE d.application_id = :application_id
 ORDER BY d.decided_at, d.version, d.stage;

-- name: case_corrections
-- rows: many
SELECT c.version, c.number, c.target, c.problem, c.remedy, c.answer, c.settled_in, c.supervisor_reason, b.name AS supervisor
  FROM correction c LEFT JOIN staff b ON b.id = c.supervisor_id
 WHERE c.application_id = :application_id
   AND c.version = (SELECT MAX(n.version) FROM correction n WHERE n.application_id = :application_id)
 ORDER BY c.number;

-- name: case_related
-- rows: many
SELECT DISTINCT f.name, a.number, a.public_id, a.state
  FROM version_field f
  JOIN version_field o ON o.value_index = f.value_index AND o.application_id <> f.application_id
  JOIN application a ON a.id = o.application_id AND a.version = o.version
 WHERE f.application_id = :application_id AND f.version = :version
   AND f.name IN ('signatory_number', 'signatory_mobile', 'initiator_number', 'initiator_mobile', 'confirmer_number',
                  'confirmer_mobile', 'contact_number', 'contact_mobile', 'trader_number', 'trader_mobile')
   AND a.state <> 'withdrawn'
 ORDER BY a.number, f.name LIMIT 10;

-- name: case_proposal
-- rows: maybe
SELECT p.staff_id, s.name AS staff, p.reason, p.proposed_at
  FROM refusal_proposal p JOIN staff s ON s.id = p.staff_id
 WHERE p.application_id = :application_id AND p.version = :version AND p.stage = :stage;

-- name: case_reasons
-- rows: many
SELECT id, applies_to, problem, remedy FROM reason ORDER BY applies_to, id;

-- name: case_reason
-- rows: maybe
SELECT problem, remedy FROM reason WHERE id = :id;

-- name: case_public_id
-- rows: maybe
SELECT public_id FROM application WHERE number = CONVERT(:number USING ascii);

-- name: case_audit
-- rows: many
SELECT a.id, a.happened_at, a.actor_kind, a.actor_id, s.name AS staff, a.ip, a.action, a.object, a.detail
  FROM audit a LEFT JOIN staff s ON a.actor_kind = 'staff' AND s.id = a.actor_id
 WHERE a.id < :before
 ORDER BY a.id DESC LIMIT 101;

-- name: case_audit_of
-- rows: many
SELECT a.id, a.happened_at, a.actor_kind, a.actor_id, s.name AS staff, a.ip, a.action, a.object, a.detail
  FROM audit a LEFT JOIN staff s ON a.actor_kind = 'staff' AND s.id = a.actor_id
 WHERE a.object = :object AND a.id < :before
 ORDER BY a.id DESC LIMIT 101;
