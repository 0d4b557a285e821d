-- Names of organisations are found by any part of them (core/review/queue_search.h): each two neighbouring characters of a name, and
-- its first alone, lead to its application. Clustered by the characters, newest found first.
CREATE TABLE application_gram (
  gram           VARCHAR(2)   NOT NULL,
  application_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (gram, application_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO application_gram (gram, application_id)
WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 120)
SELECT DISTINCT SUBSTRING(a.org_name, p.i, 2), a.id
  FROM application a JOIN place p ON p.i < CHAR_LENGTH(a.org_name)
 WHERE a.org_name <> ''
UNION
SELECT SUBSTRING(org_name, 1, 1), id FROM application WHERE org_name <> '';

ALTER TABLE application DROP KEY application_name;
