-- Search: facet values as sets, places, words for corrections and suggestions. Forward only; every statement may be run again.
-- What is dropped here is projections: run `annuaire reindex` afterwards.

DROP TABLE IF EXISTS organisation_term, term_count, letter_count, search_text, activity;

-- Folded and stemmed words of all that the organisation says; its distinct words as they are typed; and the texts that all this was made
-- from, a line each, which say why an organisation was found.
-- No stop words: the words are of four languages.
SET SESSION innodb_ft_enable_stopword = OFF;

CREATE TABLE search_text (
  organisation_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  words           MEDIUMTEXT      NOT NULL,
  vocabulary      MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source          MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  FULLTEXT KEY words (words)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- slot: the activity's place among its organisation's, from 1.
CREATE TABLE activity (
  organisation_id BIGINT UNSIGNED  NOT NULL,
  number          INT UNSIGNED     NOT NULL,
  slot            TINYINT UNSIGNED NOT NULL,
  words           MEDIUMTEXT       NOT NULL,
  PRIMARY KEY (organisation_id, number),
  FULLTEXT KEY words (words)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What an organisation and its activities can be found by, a line each: slot (0: the organisation, n: its n-th activity), facet, code; separated by spaces.
-- Terms of the five facets with the terms above them, languages, the day of the last confirmation, initials.
CREATE TABLE IF NOT EXISTS facet_value (
  organisation_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  entries         MEDIUMTEXT      CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The same turned around: all who carry a value, as one Roaring bitmap. revision: the directory's, when it was last written.
CREATE TABLE IF NOT EXISTS facet_set (
  universe ENUM('organisation', 'activity') NOT NULL,
  facet    VARCHAR(20)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code     VARCHAR(60)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  revision BIGINT UNSIGNED NOT NULL,
  members  MEDIUMBLOB      NOT NULL,
  PRIMARY KEY (universe, facet, code),
  KEY revision (revision)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every word of the directory, folded but whole, and how many organisations say it: what a slip of the finger is measured against.
CREATE TABLE IF NOT EXISTS word (
  word          VARCHAR(40)      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
  length        TINYINT UNSIGNED NOT NULL,
  organisations INT              NOT NULL,
  KEY length (length, word, organisations)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What is offered while somebody types: names, each from the beginning of each of its words, and localities.
CREATE TABLE IF NOT EXISTS suggestion (
  kind            ENUM('name', 'locality') NOT NULL,
  typed           VARCHAR(100)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  label           VARCHAR(200)    NOT NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (kind, typed, organisation_id),
  KEY organisation (organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Places that a visitor may name, and postcodes where a list of them was loaded (`annuaire places`). name_key: the folded name.
CREATE TABLE IF NOT EXISTS place (
  id        INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  source    ENUM('places', 'postcodes') NOT NULL,
  country   CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name      VARCHAR(180) NOT NULL,
  name_key  VARCHAR(180) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  postcode  VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  zone      VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  latitude  DECIMAL(8,5) NOT NULL,
  longitude DECIMAL(8,5) NOT NULL,
  KEY by_name (name_key),
  KEY by_postcode (postcode)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The middle of each zone's places: where an address is whose place nobody knows.
CREATE TABLE IF NOT EXISTS zone_middle (
  zone      VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  latitude  DECIMAL(8,5) NOT NULL,
  longitude DECIMAL(8,5) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Where an organisation is: its seat (number 0) and its branches (from 1). approximate: known only by its province.
CREATE TABLE IF NOT EXISTS position (
  organisation_id BIGINT UNSIGNED   NOT NULL,
  number          SMALLINT UNSIGNED NOT NULL,
  latitude        DECIMAL(8,5)      NOT NULL,
  longitude       DECIMAL(8,5)      NOT NULL,
  approximate     BOOLEAN           NOT NULL,
  PRIMARY KEY (organisation_id, number),
  KEY box (latitude, longitude, organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Words that mean the same, a group a row, separated by " | ".
CREATE TABLE IF NOT EXISTS synonym (
  id       INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  language CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  words    TEXT         NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Searches that found nothing: words and a count, nothing about who searched.
CREATE TABLE IF NOT EXISTS search_miss (
  day      DATE             NOT NULL,
  language CHAR(2)          CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  words    VARCHAR(100)     NOT NULL,
  searches INT UNSIGNED     NOT NULL,
  PRIMARY KEY (day, language, words)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE listing ADD COLUMN IF NOT EXISTS website VARCHAR(300) NULL AFTER locality;
