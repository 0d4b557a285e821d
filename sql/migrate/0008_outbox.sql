-- Which provider took a message, or may have (then sent_at is when it was tried); when it was last asked what became of it.
-- Channels are looked through apart, so a mail server that hangs delays no SMS.
ALTER TABLE outbox
  ADD COLUMN provider   VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN unsure     TINYINT  NOT NULL DEFAULT 0,         -- the answer was lost: asked before it is sent again
  ADD COLUMN asked_at   DATETIME NULL,
  DROP KEY outbox_due,
  ADD KEY outbox_due (channel, state, due_at, id),
  ADD KEY outbox_asked (channel, state, delivered_at, sent_at);
