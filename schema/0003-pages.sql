-- What makes pages quick: a record instead of JSON (see cgi-bin/text/record.h), and what the partners' page counts over the whole directory.
-- Forward only; every statement may be run again. What is dropped or empty here is a projection: run `annuaire reindex` afterwards.

DELETE FROM publication;
ALTER TABLE publication MODIFY content MEDIUMBLOB NOT NULL;

-- How many organisations name this one; 0 is as good as no row.
CREATE TABLE IF NOT EXISTS named_count (
  organisation_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  organisations   BIGINT          NOT NULL,
  KEY most (organisations DESC, organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How many partners of each type there are, named one by one or counted in groups.
CREATE TABLE IF NOT EXISTS partner_type_count (
  type     VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  partners BIGINT      NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Tokens that very many say, each with those who do as one Roaring bitmap: a search need not rank them all.
CREATE TABLE IF NOT EXISTS frequent_token (
  universe ENUM('organisation', 'activity') NOT NULL,
  token    VARCHAR(84)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  members  MEDIUMBLOB      NOT NULL,
  PRIMARY KEY (universe, token)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
