-- Editing: what was proposed, who decided, what is published without asking. Forward only; every statement may be run again.

-- Who published a revision, when it was somebody with an account.
ALTER TABLE revision ADD COLUMN IF NOT EXISTS account_id BIGINT UNSIGNED NULL AFTER author;
ALTER TABLE revision ADD KEY IF NOT EXISTS latest (created_at, organisation_id);

-- What somebody wants published, written on revision `base`: the whole document, never changed. Who saves again while one waits makes another that takes its place; all of
-- them are one thread, named by the id of the first (NULL: the first itself).
CREATE TABLE IF NOT EXISTS submission (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  thread          BIGINT UNSIGNED NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  account_id      BIGINT UNSIGNED NOT NULL,
  base            INT UNSIGNED    NOT NULL,
  document        MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason          VARCHAR(300)    NOT NULL,
  status          ENUM('waiting', 'replaced', 'accepted', 'returned', 'withdrawn') NOT NULL DEFAULT 'waiting',
  created_at      DATETIME(6)     NOT NULL,
  decided_by      BIGINT UNSIGNED NULL,
  decided_at      DATETIME(6)     NULL,
  revision        INT UNSIGNED    NULL,
  KEY waiting (status, created_at),
  KEY organisation (organisation_id, status),
  KEY account (account_id, organisation_id, status)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What editor and moderator say to each other about the submissions of a thread.
CREATE TABLE IF NOT EXISTS submission_comment (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  thread     BIGINT UNSIGNED NOT NULL,
  account_id BIGINT UNSIGNED NOT NULL,
  words      VARCHAR(2000)   NOT NULL,
  created_at DATETIME(6)     NOT NULL,
  KEY thread (thread, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What was pasted or typed as HTML, as it came: by the form's field. Kept with the revision once it is published.
CREATE TABLE IF NOT EXISTS pasted (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  organisation_id BIGINT UNSIGNED NOT NULL,
  submission_id   BIGINT UNSIGNED NULL,
  revision        INT UNSIGNED    NULL,
  field           VARCHAR(100)    NOT NULL,
  html            MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  created_at      DATETIME(6)     NOT NULL,
  KEY organisation (organisation_id, revision),
  KEY submission (submission_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Forms that were received: the same one sent twice is answered as the first time. Written in the transaction of what it did.
CREATE TABLE IF NOT EXISTS receipt (
  form       BINARY(16)      NOT NULL PRIMARY KEY,
  account_id BIGINT UNSIGNED NOT NULL,
  outcome    VARCHAR(200)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6)     NOT NULL,
  KEY created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A form that somebody is filling in: its fields as the browser would send them.
CREATE TABLE IF NOT EXISTS draft (
  account_id      BIGINT UNSIGNED NOT NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  form            VARCHAR(60)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fields          MEDIUMTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  saved_at        DATETIME(6)     NOT NULL,
  PRIMARY KEY (account_id, organisation_id, form),
  KEY saved (saved_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Which parts of a document wait for a moderator. organisation_id 0: of everybody's; part '': all parts that no row names. Nothing said: published at once.
CREATE TABLE IF NOT EXISTS policy (
  organisation_id BIGINT UNSIGNED NOT NULL,
  part            VARCHAR(60)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  moderated       BOOLEAN         NOT NULL,
  PRIMARY KEY (organisation_id, part)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Nearness is a matter of sets since points are facets.
ALTER TABLE position DROP KEY IF EXISTS box;
