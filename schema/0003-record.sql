-- Pages read a record instead of JSON: see cgi-bin/text/record.h. Forward only; every statement may be run again.
-- What is dropped here is a projection: run `annuaire reindex` afterwards.

DELETE FROM publication;
ALTER TABLE publication MODIFY content MEDIUMBLOB NOT NULL;

-- Tokens that very many say, each with those who do as one Roaring bitmap: a search need not rank them all.
CREATE TABLE IF NOT EXISTS frequent_token (
  universe ENUM('organisation', 'activity') NOT NULL,
  token    VARCHAR(84)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  members  MEDIUMBLOB      NOT NULL,
  PRIMARY KEY (universe, token)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
