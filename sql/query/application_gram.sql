-- By which characters of its name an application is found (core/application/application_gram.c).

-- name: application_gram_add
-- rows: exactly1
INSERT INTO application_gram (gram, application_id) VALUES (:gram, :application_id);

-- name: application_gram_remove
-- rows: any
DELETE FROM application_gram WHERE gram = :gram AND application_id = :application_id;
