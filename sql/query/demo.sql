-- ccerctl demo (main/ctl/ctl_demo.c): a demonstration in an empty installation. The owner's alone.

-- 0: nobody ever registered. An application is its visitor's, so there is none either.
-- name: demo_real
-- rows: one
SELECT COALESCE(MAX(id), 0) AS registered FROM visitor;

-- name: demo_staff
-- rows: many
SELECT s.id FROM staff_role r JOIN staff s ON s.id = r.staff_id WHERE r.role = :role AND s.enabled = 1 ORDER BY s.id;

-- As application_gram.c does, of all at once; in the order of the table, which is the fast one.
-- name: demo_grams
-- rows: any
INSERT INTO application_gram (gram, application_id)
WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 120),
     part (gram, application_id) AS (
       SELECT SUBSTRING(a.org_name, p.i, 2), a.id FROM application a JOIN place p ON p.i < CHAR_LENGTH(a.org_name) WHERE a.version > 0
        UNION ALL
       SELECT SUBSTRING(org_name, 1, 1), id FROM application WHERE version > 0)
SELECT DISTINCT gram, application_id FROM part ORDER BY gram, application_id;

-- name: demo_tallies
-- rows: any
INSERT INTO queue_tally (state, due_on, total, unclaimed)
SELECT state, COALESCE(due_on, '9999-12-31'), COUNT(*), SUM(claimed_by IS NULL)
  FROM application WHERE state IN @states(work!=NONE) GROUP BY state, COALESCE(due_on, '9999-12-31');
