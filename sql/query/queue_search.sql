-- Finding cases (core/review/queue_search.c). Each looks at :look rows of an index at most, whatever was typed. everything = 0: only
-- what the registry has or opened.

-- How far back the newest of this beginning reach.
-- name: queue_search_number_reach
-- rows: one
SELECT COALESCE(MIN(number), '') AS last
  FROM (SELECT number FROM application WHERE number LIKE :begins ORDER BY number DESC LIMIT :look) AS newest;

-- name: queue_search_number
-- rows: many
SELECT @case_row, s.name AS holder
  FROM application a LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE a.number LIKE :begins AND a.number >= :last AND a.version > 0
   AND (:everything = 1 OR a.state IN @states(keeper=REGISTRY|ACCOUNTS))
 ORDER BY a.number DESC LIMIT :max;

-- The same of the codes, whose order says nothing.
-- name: queue_search_uscc_reach
-- rows: one
SELECT COALESCE(MIN(uscc), '') AS last
  FROM (SELECT uscc FROM application WHERE uscc LIKE :begins ORDER BY uscc DESC LIMIT :look) AS newest;

-- name: queue_search_uscc
-- rows: many
SELECT @case_row, s.name AS holder
  FROM application a LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE a.uscc LIKE :begins AND a.uscc >= :last AND a.version > 0
   AND (:everything = 1 OR a.state IN @states(keeper=REGISTRY|ACCOUNTS))
 ORDER BY a.uscc DESC, a.id DESC LIMIT :max;

-- How many have these characters in their name, and how far back the newest of them reach.
-- name: queue_search_gram
-- rows: one
SELECT COUNT(*) AS n, COALESCE(MIN(application_id), 0) AS oldest
  FROM (SELECT application_id FROM application_gram
         WHERE gram = :gram AND application_id < :before ORDER BY application_id DESC LIMIT :look) AS newest;

-- name: queue_search_name
-- rows: many
SELECT @case_row, s.name AS holder
  FROM application_gram g JOIN application a ON a.id = g.application_id LEFT JOIN staff s ON s.id = a.claimed_by
 WHERE g.gram = :gram AND g.application_id >= :oldest AND g.application_id < :before
   AND a.version > 0 AND INSTR(a.org_name, :name) > 0
   AND (:everything = 1 OR a.state IN @states(keeper=REGISTRY|ACCOUNTS))
 ORDER BY g.application_id DESC LIMIT :max;
