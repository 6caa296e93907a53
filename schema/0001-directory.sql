-- The directory: organisations, their revisions, and the projections that pages read.
-- Forward only. Every statement may be run again, because MariaDB's DDL is not transactional.
-- Every table is InnoDB with a primary key; ids are not assumed consecutive.

CREATE TABLE IF NOT EXISTS schema_version (
  version    INT UNSIGNED NOT NULL PRIMARY KEY,
  name       VARCHAR(100) NOT NULL,
  applied_at DATETIME(6)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row: what every program looks at once a second. revision grows with every publication.
CREATE TABLE IF NOT EXISTS directory_state (
  id                  TINYINT UNSIGNED NOT NULL PRIMARY KEY,
  revision            BIGINT UNSIGNED  NOT NULL DEFAULT 0,
  vocabulary_revision BIGINT UNSIGNED  NOT NULL DEFAULT 0,
  organisations       BIGINT           NOT NULL DEFAULT 0,
  activities          BIGINT           NOT NULL DEFAULT 0,
  partnerships        BIGINT           NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT IGNORE INTO directory_state (id) VALUES (1);

-- Vocabularies: the five facets and countries.
CREATE TABLE IF NOT EXISTS term (
  id         INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  vocabulary VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code       VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent_id  INT UNSIGNED NULL,
  position   INT UNSIGNED NOT NULL,
  active     BOOLEAN      NOT NULL DEFAULT TRUE,
  also       TEXT         NOT NULL,
  UNIQUE KEY vocabulary_code (vocabulary, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS term_label (
  term_id  INT UNSIGNED NOT NULL,
  language CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  label    VARCHAR(200) NOT NULL,
  PRIMARY KEY (term_id, language)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What is not content. The content of revision N is the document of (id, N) in `revision`.
CREATE TABLE IF NOT EXISTS organisation (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug         VARCHAR(80)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status       ENUM('published', 'closed') NOT NULL DEFAULT 'published',
  revision     INT UNSIGNED    NOT NULL,
  updated_on   DATE            NOT NULL,
  confirmed_on DATE            NULL,
  successor_id BIGINT UNSIGNED NULL,
  created_at   DATETIME(6)     NOT NULL,
  UNIQUE KEY slug (slug),
  KEY latest (status, updated_on, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every address an organisation has or had.
CREATE TABLE IF NOT EXISTS slug (
  slug            VARCHAR(80)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  organisation_id BIGINT UNSIGNED NOT NULL,
  KEY organisation (organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Immutable: one document a revision.
CREATE TABLE IF NOT EXISTS revision (
  organisation_id BIGINT UNSIGNED NOT NULL,
  number          INT UNSIGNED    NOT NULL,
  document        MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  author          VARCHAR(190)    NOT NULL,
  reason          VARCHAR(300)    NOT NULL,
  created_at      DATETIME(6)     NOT NULL,
  PRIMARY KEY (organisation_id, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The file that a revision was imported from, byte for byte.
CREATE TABLE IF NOT EXISTS revision_source (
  organisation_id BIGINT UNSIGNED NOT NULL,
  number          INT UNSIGNED    NOT NULL,
  file_name       VARCHAR(255)    NOT NULL,
  sha256          CHAR(64)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bytes           MEDIUMBLOB      NOT NULL,
  PRIMARY KEY (organisation_id, number),
  KEY sha256 (sha256)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Projections. Each row below is computed from the published document; `annuaire check` proves it, `annuaire reindex` makes it anew.

-- The document with its long texts as HTML: what a page about one organisation reads.
CREATE TABLE IF NOT EXISTS publication (
  organisation_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  content         MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- By what an import recognises an organisation that stands: its folded names, its website without scheme and www.
CREATE TABLE IF NOT EXISTS identity (
  kind            ENUM('name', 'website') NOT NULL,
  value           VARCHAR(300)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (kind, value, organisation_id),
  KEY organisation (organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A line of a list, in each language of the site, the fallback already chosen.
CREATE TABLE IF NOT EXISTS listing (
  language         CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id  BIGINT UNSIGNED NOT NULL,
  name             VARCHAR(200)    NOT NULL,
  name_language    CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  acronym          VARCHAR(100)    NULL,
  summary          VARCHAR(300)    NULL,
  summary_language CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  postcode         VARCHAR(20)     NULL,
  locality         VARCHAR(100)    NULL,
  initial          CHAR(1)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sort_key         VARCHAR(200)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (language, organisation_id),
  KEY sorted (language, sort_key, organisation_id),
  KEY by_letter (language, initial, sort_key, organisation_id),
  KEY organisation (organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS letter_count (
  language      CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  initial       CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisations BIGINT  NOT NULL,
  PRIMARY KEY (language, initial)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Folded and stemmed words of all that an organisation says. No stop words: the words are of four languages.
SET SESSION innodb_ft_enable_stopword = OFF;

CREATE TABLE IF NOT EXISTS search_text (
  organisation_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  words           MEDIUMTEXT      NOT NULL,
  FULLTEXT KEY words (words)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS activity (
  organisation_id BIGINT UNSIGNED NOT NULL,
  number          INT UNSIGNED    NOT NULL,
  words           MEDIUMTEXT      NOT NULL,
  PRIMARY KEY (organisation_id, number),
  FULLTEXT KEY words (words)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS activity_listing (
  language         CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id  BIGINT UNSIGNED NOT NULL,
  number           INT UNSIGNED    NOT NULL,
  position         INT UNSIGNED    NOT NULL,
  title            VARCHAR(200)    NOT NULL,
  title_language   CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  excerpt          VARCHAR(300)    NULL,
  excerpt_language CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (language, organisation_id, number),
  KEY organisation (organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who names whom. target_slug is what the document says, target_id the organisation that answers to it today.
CREATE TABLE IF NOT EXISTS partner (
  organisation_id BIGINT UNSIGNED NOT NULL,
  number          INT UNSIGNED    NOT NULL,
  name            VARCHAR(300)    NOT NULL,
  target_slug     VARCHAR(80)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  target_id       BIGINT UNSIGNED NULL,
  type            VARCHAR(60)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  relation        ENUM('partner', 'network') NOT NULL,
  country         CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (organisation_id, number),
  KEY target (target_id, organisation_id),
  KEY target_slug (target_slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS partner_group (
  organisation_id BIGINT UNSIGNED NOT NULL,
  type            VARCHAR(60)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  count           INT UNSIGNED    NOT NULL,
  PRIMARY KEY (organisation_id, type)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The terms of an organisation, of its activities, and the parents of both.
CREATE TABLE IF NOT EXISTS organisation_term (
  term_id         INT UNSIGNED    NOT NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (term_id, organisation_id),
  KEY organisation (organisation_id, term_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS term_count (
  term_id       INT UNSIGNED NOT NULL PRIMARY KEY,
  organisations BIGINT       NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
