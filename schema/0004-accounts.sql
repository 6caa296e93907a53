-- People: accounts, what they may edit, how they sign in. Forward only; every statement may be run again.

-- password: as libsodium writes it (argon2id), NULL until an invitation was answered. totp_step: the last one used, so that no code serves twice.
CREATE TABLE IF NOT EXISTS account (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email        VARCHAR(254)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name         VARCHAR(200)    NOT NULL,
  language     CHAR(2)         CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role         ENUM('editor', 'moderator', 'administrator') NOT NULL,
  disabled     BOOLEAN         NOT NULL DEFAULT FALSE,
  password     VARCHAR(128)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  totp_secret  VARBINARY(32)   NULL,
  totp_step    BIGINT UNSIGNED NOT NULL DEFAULT 0,
  created_at   DATETIME(6)     NOT NULL,
  signed_in_at DATETIME(6)     NULL,
  UNIQUE KEY email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who edits what: several people an organisation, several organisations a person.
CREATE TABLE IF NOT EXISTS account_organisation (
  account_id      BIGINT UNSIGNED NOT NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (account_id, organisation_id),
  KEY organisation (organisation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Links that were mailed: each serves once. hash: BLAKE2b of what stands in the link. email: the new one that a link confirms.
CREATE TABLE IF NOT EXISTS account_link (
  hash       BINARY(32)      NOT NULL PRIMARY KEY,
  account_id BIGINT UNSIGNED NOT NULL,
  purpose    ENUM('invitation', 'reset', 'email') NOT NULL,
  email      VARCHAR(254)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  expires_at DATETIME(6)     NOT NULL,
  KEY account (account_id, purpose)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Instead of a telephone that is lost; each serves once.
CREATE TABLE IF NOT EXISTS recovery_code (
  account_id BIGINT UNSIGNED NOT NULL,
  hash       BINARY(32)      NOT NULL,
  PRIMARY KEY (account_id, hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- hash: BLAKE2b of the cookie's value. verified: nothing more is asked of this session; else its second factor is still to come.
CREATE TABLE IF NOT EXISTS session (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  hash       BINARY(32)      NOT NULL,
  account_id BIGINT UNSIGNED NOT NULL,
  verified   BOOLEAN         NOT NULL,
  agent      VARCHAR(200)    NOT NULL,
  created_at DATETIME(6)     NOT NULL,
  seen_at    DATETIME(6)     NOT NULL,
  UNIQUE KEY hash (hash),
  KEY account (account_id),
  KEY seen (seen_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Attempts that failed, by whom they were made at (BLAKE2b of "account …" or "address …", known or not), and until when no other is looked at.
CREATE TABLE IF NOT EXISTS attempt (
  subject   BINARY(32)   NOT NULL PRIMARY KEY,
  failures  INT UNSIGNED NOT NULL,
  failed_at DATETIME(6)  NOT NULL,
  until     DATETIME(6)  NOT NULL,
  KEY failed (failed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What the federation decides: name, value. Without a row the standard holds (model/setting.h).
CREATE TABLE IF NOT EXISTS setting (
  name  VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  value VARCHAR(300) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
