-- What migrations know of themselves: run before any other, each time. Every statement may be run again.

-- A version stands here from its first statement on; applied_at comes with its last. readable_from: programs from that version on may go on reading meanwhile and afterwards, until
-- they are replaced; NULL: none but its own. checksum: SHA-256 of the file, as it was applied.
CREATE TABLE IF NOT EXISTS schema_version (
  version       INT UNSIGNED NOT NULL PRIMARY KEY,
  name          VARCHAR(100) NOT NULL,
  applied_at    DATETIME(6)  NULL,
  readable_from INT UNSIGNED NULL,
  checksum      CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
ALTER TABLE schema_version
  MODIFY applied_at DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS readable_from INT UNSIGNED NULL,
  ADD COLUMN IF NOT EXISTS checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- Whoever migrates holds it until then, and renews it; who died holds nothing for long.
CREATE TABLE IF NOT EXISTS migration_lease (
  id          TINYINT UNSIGNED NOT NULL PRIMARY KEY,
  lease_until DATETIME(6)      NOT NULL,
  lease_by    VARCHAR(200)     NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT IGNORE INTO migration_lease (id, lease_until, lease_by) VALUES (1, '1970-01-01 00:00:00', '');
