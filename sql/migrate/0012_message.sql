-- Finding a message by whom it went to: the recipient itself is sealed. Messages from before have no index and are not found so.
ALTER TABLE outbox
  ADD COLUMN recipient_index BINARY(32) NULL,                -- keyed hash of the recipient
  ADD KEY outbox_recipient (recipient_index, id),
  ADD KEY outbox_state (state, id);
