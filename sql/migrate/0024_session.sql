-- People see where they are signed in and end what they do not know: a session has a number to be named by and says with what
-- browser it was made.
ALTER TABLE session
  ADD COLUMN id    BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  ADD COLUMN agent VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD UNIQUE KEY session_id (id);
