-- Files nobody needs any longer (core/store_forget.c).
ALTER TABLE file
  ADD COLUMN forget_at DATETIME NULL,                        -- when the courier next asks who needs it; NULL: in a version, for good
  ADD KEY file_forget (forget_at, id);
UPDATE file SET forget_at = created_at + INTERVAL 1 DAY;
