-- Mail on its way: a queue that any number of mailers may empty. Written in the transaction that gives the occasion, so there is a mail if and only if that happened.
-- Forward only; every statement may be run again. Bodies stand as they were rendered, in the recipient's language.

CREATE TABLE IF NOT EXISTS mail (
  id             BIGINT UNSIGNED  NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind           VARCHAR(40)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recipient      VARCHAR(254)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recipient_name VARCHAR(200)     NOT NULL DEFAULT '',
  language       CHAR(2)          CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject        VARCHAR(300)     NOT NULL,
  body_text      MEDIUMTEXT       NOT NULL,
  body_html      MEDIUMTEXT       NOT NULL,
  created_at     DATETIME(6)      NOT NULL,
  next_at        DATETIME(6)      NOT NULL,
  attempts       INT UNSIGNED     NOT NULL DEFAULT 0,
  sent_at        DATETIME(6)      NULL,
  failed_at      DATETIME(6)      NULL,
  error          VARCHAR(500)     NULL,
  -- Whoever sends it holds it until then; a mailer that died holds nothing for long.
  lease_until    DATETIME(6)      NOT NULL DEFAULT '1970-01-01 00:00:00',
  lease_by       CHAR(32)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  KEY due (sent_at, failed_at, next_at),
  KEY latest (created_at),
  KEY lease (lease_by)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
