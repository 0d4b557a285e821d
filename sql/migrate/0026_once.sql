-- Every form is done once. What is kept of it: whose key it is, where it led, and whose session began with it (registration, signing
-- in). The forms of one page share a key, so what was sent tells them apart. What was kept before is hashed in another way, and
-- nobody sends it again after a week.

DELETE FROM form_key;
ALTER TABLE form_key DROP PRIMARY KEY, ADD PRIMARY KEY (key_hash, content_hash);
ALTER TABLE form_key MODIFY result VARCHAR(1000) NOT NULL;
ALTER TABLE form_key ADD COLUMN owner_hash BINARY(32) NOT NULL, ADD COLUMN realm VARCHAR(8) NOT NULL;
