-- One word for one thing: a message has a name (core/message/messages.def), a form a one-time key.
ALTER TABLE outbox RENAME COLUMN notice TO name;
ALTER TABLE operation RENAME COLUMN op_key TO key_hash;
ALTER TABLE operation RENAME TO form_key;
