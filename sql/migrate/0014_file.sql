-- Files in an order of the applicant's own, what press saw in them, and why one left its slot.

-- Where a file stands in its slot; smaller comes first, gaps mean nothing.
ALTER TABLE application_file ADD COLUMN position INT NOT NULL DEFAULT 0;
ALTER TABLE version_file     ADD COLUMN position INT NOT NULL DEFAULT 0;

-- Files there are already stand as they came.
UPDATE application_file a
  JOIN (SELECT x.application_id, x.code, x.slot, x.file_id, COUNT(*) AS n
          FROM application_file x
          JOIN application_file y ON y.application_id = x.application_id AND y.code = x.code AND y.slot = x.slot
                                 AND y.file_id <= x.file_id
         GROUP BY x.application_id, x.code, x.slot, x.file_id) p
    ON p.application_id = a.application_id AND p.code = a.code AND p.slot = a.slot AND p.file_id = a.file_id
   SET a.position = p.n;
UPDATE version_file a
  JOIN (SELECT x.application_id, x.version, x.code, x.slot, x.file_id, COUNT(*) AS n
          FROM version_file x
          JOIN version_file y ON y.application_id = x.application_id AND y.version = x.version AND y.code = x.code
                             AND y.slot = x.slot AND y.file_id <= x.file_id
         GROUP BY x.application_id, x.version, x.code, x.slot, x.file_id) p
    ON p.application_id = a.application_id AND p.version = a.version AND p.code = a.code AND p.slot = a.slot
   AND p.file_id = a.file_id
   SET a.position = p.n;

-- What press saw in a file (core/inspect.h). state: due | looking | good | bad.
CREATE TABLE file_inspection (
  file_id        BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  state          VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tries          INT          NOT NULL DEFAULT 0,
  due_at         DATETIME     NULL,                          -- when it is looked at next; end of the lease while looking; NULL never
  lease          BINARY(16)   NULL,
  inspected_at   DATETIME     NULL,
  problem        VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '', -- bad: why, a name of label/error.hdf
  pages          INT          NOT NULL DEFAULT 0,            -- 0: not known
  preview_public_id CHAR(22)  CHARACTER SET ascii COLLATE ascii_bin NULL,        -- the store's name of the first page's picture
  preview_size   BIGINT       NOT NULL DEFAULT 0,
  KEY file_inspection_due (due_at, file_id),
  UNIQUE KEY file_inspection_preview (preview_public_id),
  FOREIGN KEY (file_id) REFERENCES file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO file_inspection (file_id, state, due_at) SELECT id, 'due', created_at FROM file;

-- A message name of label/error.hdf.
ALTER TABLE file_removed ADD COLUMN reason VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'file_infected';
