-- Sealing anew under another key (core/house/reseal.c): of each sealed column which keys it has (bytes 2 to 5 of a seal are the
-- key's id), the next rows behind a cursor that are not under this key, and one value replaced if it is still the same.
-- Rows that share a cursor come together, so that it always moves on.

-- name: reseal_version_field_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(value_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM version_field GROUP BY key_id;

-- name: reseal_version_field_next
-- rows: many
SELECT application_id, version, name, value_sealed AS sealed FROM version_field
 WHERE application_id = (SELECT application_id FROM version_field
                 WHERE application_id > :after AND SUBSTRING(value_sealed, 2, 4) <> :key ORDER BY application_id LIMIT 1)
   AND SUBSTRING(value_sealed, 2, 4) <> :key;

-- name: reseal_version_field_write
-- rows: any
UPDATE version_field SET value_sealed = :sealed WHERE application_id = :application_id AND version = :version AND name = :name AND value_sealed = :old;

-- name: reseal_application_field_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(value_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM application_field GROUP BY key_id;

-- name: reseal_application_field_next
-- rows: many
SELECT application_id, name, value_sealed AS sealed FROM application_field
 WHERE application_id = (SELECT application_id FROM application_field
                 WHERE application_id > :after AND SUBSTRING(value_sealed, 2, 4) <> :key ORDER BY application_id LIMIT 1)
   AND SUBSTRING(value_sealed, 2, 4) <> :key;

-- name: reseal_application_field_write
-- rows: any
UPDATE application_field SET value_sealed = :sealed WHERE application_id = :application_id AND name = :name AND value_sealed = :old;

-- name: reseal_visitor_mobile_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(mobile_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM visitor GROUP BY key_id;

-- name: reseal_visitor_mobile_next
-- rows: many
SELECT id, username, mobile_sealed AS sealed FROM visitor
 WHERE id > :after AND SUBSTRING(mobile_sealed, 2, 4) <> :key ORDER BY id LIMIT 100;

-- name: reseal_visitor_mobile_write
-- rows: any
UPDATE visitor SET mobile_sealed = :sealed WHERE id = :id AND mobile_sealed = :old;

-- name: reseal_staff_mobile_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(mobile_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM staff GROUP BY key_id;

-- name: reseal_staff_mobile_next
-- rows: many
SELECT id, username, mobile_sealed AS sealed FROM staff
 WHERE id > :after AND SUBSTRING(mobile_sealed, 2, 4) <> :key ORDER BY id LIMIT 100;

-- name: reseal_staff_mobile_write
-- rows: any
UPDATE staff SET mobile_sealed = :sealed WHERE id = :id AND mobile_sealed = :old;

-- name: reseal_staff_authenticator_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(secret_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n
  FROM staff_authenticator GROUP BY key_id;

-- name: reseal_staff_authenticator_next
-- rows: many
SELECT a.staff_id, a.state, s.username, a.secret_sealed AS sealed
  FROM staff_authenticator a JOIN staff s ON s.id = a.staff_id
 WHERE a.staff_id = (SELECT staff_id FROM staff_authenticator
                      WHERE staff_id > :after AND SUBSTRING(secret_sealed, 2, 4) <> :key ORDER BY staff_id LIMIT 1)
   AND SUBSTRING(a.secret_sealed, 2, 4) <> :key;

-- name: reseal_staff_authenticator_write
-- rows: any
UPDATE staff_authenticator SET secret_sealed = :sealed WHERE staff_id = :staff_id AND state = :state AND secret_sealed = :old;

-- name: reseal_holder_name_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(name_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM holder GROUP BY key_id;

-- name: reseal_holder_name_next
-- rows: many
SELECT id, account_kind, account_id, role, name_sealed AS sealed FROM holder
 WHERE id > :after AND SUBSTRING(name_sealed, 2, 4) <> :key ORDER BY id LIMIT 100;

-- name: reseal_holder_name_write
-- rows: any
UPDATE holder SET name_sealed = :sealed WHERE id = :id AND name_sealed = :old;

-- name: reseal_holder_mobile_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(mobile_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM holder GROUP BY key_id;

-- name: reseal_holder_mobile_next
-- rows: many
SELECT id, account_kind, account_id, role, mobile_sealed AS sealed FROM holder
 WHERE id > :after AND SUBSTRING(mobile_sealed, 2, 4) <> :key ORDER BY id LIMIT 100;

-- name: reseal_holder_mobile_write
-- rows: any
UPDATE holder SET mobile_sealed = :sealed WHERE id = :id AND mobile_sealed = :old;

-- name: reseal_outbox_recipient_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(recipient_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM outbox GROUP BY key_id;

-- name: reseal_outbox_recipient_next
-- rows: many
SELECT id, public_id, recipient_sealed AS sealed FROM outbox
 WHERE id > :after AND SUBSTRING(recipient_sealed, 2, 4) <> :key ORDER BY id LIMIT 100;

-- name: reseal_outbox_recipient_write
-- rows: any
UPDATE outbox SET recipient_sealed = :sealed WHERE id = :id AND recipient_sealed = :old;

-- name: reseal_outbox_values_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(values_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM outbox GROUP BY key_id;

-- name: reseal_outbox_values_next
-- rows: many
SELECT id, public_id, values_sealed AS sealed FROM outbox
 WHERE id > :after AND SUBSTRING(values_sealed, 2, 4) <> :key ORDER BY id LIMIT 100;

-- name: reseal_outbox_values_write
-- rows: any
UPDATE outbox SET values_sealed = :sealed WHERE id = :id AND values_sealed = :old;

-- name: reseal_kept_form_keys
-- rows: many
SELECT CAST(CONV(HEX(SUBSTRING(body_sealed, 2, 4)), 16, 10) AS UNSIGNED) AS key_id, COUNT(*) AS n FROM kept_form GROUP BY key_id;

-- name: reseal_kept_form_next
-- rows: many
SELECT id_hash, realm, subject_id, body_sealed AS sealed FROM kept_form
 WHERE subject_id = (SELECT subject_id FROM kept_form
                 WHERE subject_id > :after AND SUBSTRING(body_sealed, 2, 4) <> :key ORDER BY subject_id LIMIT 1)
   AND SUBSTRING(body_sealed, 2, 4) <> :key;

-- name: reseal_kept_form_write
-- rows: any
UPDATE kept_form SET body_sealed = :sealed WHERE id_hash = :id_hash AND body_sealed = :old;

-- name: reseal_files_next
-- rows: many
SELECT f.id AS id, f.public_id AS public_id, f.application_id AS application_id, i.preview_public_id AS preview_public_id
  FROM file f LEFT JOIN file_inspection i ON i.file_id = f.id
 WHERE f.id > :after ORDER BY f.id LIMIT 20;
