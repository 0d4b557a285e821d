-- The head of the audit chain is sealed with the key of its rows over the number and hash of the newest (fcgi/core/ground/audit.h).
-- '': not yet; ccerctl migrate seals a chain that is whole.
ALTER TABLE audit_head ADD COLUMN seal VARBINARY(32) NOT NULL DEFAULT '';
