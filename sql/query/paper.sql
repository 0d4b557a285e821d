-- Papers as counted by the exchange, and the shipments they came in. Shipments are written by the applicant's side.

-- name: paper_rows
-- rows: many
SELECT version, code, copies, problem FROM paper
 WHERE application_id = :application_id AND version <= :version
 ORDER BY version DESC, code;

-- name: paper_count
-- rows: any
INSERT INTO paper (application_id, version, code, copies, problem, counted_by, counted_at)
VALUES (:application_id, :version, :code, :copies, :problem, :staff_id, :now)
ON DUPLICATE KEY UPDATE copies = :copies, problem = :problem, counted_by = :staff_id, counted_at = :now;

-- name: paper_shipment
-- rows: maybe
SELECT version, moves, courier, tracking, posted_at FROM shipment
 WHERE application_id = :application_id
 ORDER BY version DESC, moves DESC LIMIT 1;
