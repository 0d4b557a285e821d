-- Papers as counted by the exchange, and the shipments they came in. Shipments are written by the applicant's side.

-- name: paper_rows
-- rows: many
SELECT version, code, copies, sealed, signed, hand_copied, problem FROM paper
 WHERE application_id = :application_id AND version <= :version
 ORDER BY version DESC, code;

-- name: paper_count
-- rows: any
INSERT INTO paper (application_id, version, code, copies, sealed, signed, hand_copied, problem, counted_by, counted_at)
VALUES (:application_id, :version, :code, :copies, :sealed, :signed, :hand_copied, :problem, :staff_id, :now)
ON DUPLICATE KEY UPDATE copies = :copies, sealed = :sealed, signed = :signed, hand_copied = :hand_copied,
       problem = :problem, counted_by = :staff_id, counted_at = :now;

-- name: paper_shipments
-- rows: many
SELECT version, moves, courier, tracking, posted_at FROM shipment
 WHERE application_id = :application_id
 ORDER BY version, moves;

-- name: paper_by_tracking
-- rows: many
SELECT a.public_id, a.number, a.org_name, a.state, s.version, s.posted_at
  FROM shipment s JOIN application a ON a.id = s.application_id
 WHERE s.tracking = :tracking
 ORDER BY s.posted_at DESC, a.id DESC, s.version DESC, s.moves DESC LIMIT 20;

-- name: paper_received
-- rows: maybe
SELECT s.name AS staff, e.happened_at, e.version
  FROM application_event e JOIN staff s ON s.id = e.actor_id
 WHERE e.application_id = :application_id AND e.action = 'receive'
 ORDER BY e.id DESC LIMIT 1;

-- name: paper_receipts
-- rows: many
SELECT e.id, a.public_id, a.number, a.org_name, a.state, e.version, e.happened_at
  FROM application_event e JOIN application a ON a.id = e.application_id
 WHERE e.actor_kind = 'staff' AND e.actor_id = :staff_id AND e.happened_at >= :since AND e.action = 'receive'
   AND e.id < :before
 ORDER BY e.id DESC LIMIT :max;

-- name: paper_receipts_count
-- rows: one
SELECT COUNT(*) AS total FROM application_event
 WHERE actor_kind = 'staff' AND actor_id = :staff_id AND happened_at >= :since AND action = 'receive';
