-- The tables of the PHP page that Annuaire is measured against: normalised, as an ordinary application keeps them, with every index its queries want.
USE peer;
CREATE TABLE organisation (
  id INT UNSIGNED PRIMARY KEY, slug VARCHAR(80) CHARACTER SET ascii NOT NULL UNIQUE, revision INT UNSIGNED NOT NULL, updated_on DATE NOT NULL, confirmed_on DATE NULL,
  acronym VARCHAR(100), street VARCHAR(200), postcode VARCHAR(20), locality VARCHAR(100), website VARCHAR(300), email VARCHAR(200), phone VARCHAR(50), languages VARCHAR(20)
) ENGINE=InnoDB;
CREATE TABLE organisation_text (
  organisation_id INT UNSIGNED, language CHAR(2) CHARACTER SET ascii, name VARCHAR(200) NOT NULL, summary VARCHAR(300), mission_north TEXT, mission TEXT, history TEXT,
  PRIMARY KEY (organisation_id, language)
) ENGINE=InnoDB;
CREATE TABLE branch (
  organisation_id INT UNSIGNED, number INT UNSIGNED, name VARCHAR(200), street VARCHAR(200), postcode VARCHAR(20), locality VARCHAR(100), phone VARCHAR(50),
  PRIMARY KEY (organisation_id, number)
) ENGINE=InnoDB;
CREATE TABLE activity (organisation_id INT UNSIGNED, number INT UNSIGNED, title VARCHAR(200), description TEXT, PRIMARY KEY (organisation_id, number)) ENGINE=InnoDB;
CREATE TABLE term (id INT UNSIGNED PRIMARY KEY, vocabulary VARCHAR(20) CHARACTER SET ascii NOT NULL, code VARCHAR(60) CHARACTER SET ascii NOT NULL, UNIQUE (vocabulary, code)) ENGINE=InnoDB;
CREATE TABLE term_label (term_id INT UNSIGNED, language CHAR(2) CHARACTER SET ascii, label VARCHAR(200) NOT NULL, PRIMARY KEY (term_id, language)) ENGINE=InnoDB;
CREATE TABLE organisation_term (organisation_id INT UNSIGNED, term_id INT UNSIGNED, position INT UNSIGNED, PRIMARY KEY (organisation_id, term_id)) ENGINE=InnoDB;
CREATE TABLE partner (
  organisation_id INT UNSIGNED, number INT UNSIGNED, relation ENUM('group', 'partner', 'network') NOT NULL, name VARCHAR(300), count INT UNSIGNED,
  type_id INT UNSIGNED NOT NULL, country_id INT UNSIGNED, target_id INT UNSIGNED, PRIMARY KEY (organisation_id, number)
) ENGINE=InnoDB;

-- The documents (tests/bench/run filled table document), their texts already as HTML, taken apart.
CREATE VIEW published AS SELECT o.id AS organisation_id, d.content FROM annuaire.organisation o JOIN document d ON d.slug = o.slug;
INSERT INTO term SELECT id, vocabulary, code FROM annuaire.term;
INSERT INTO term_label SELECT term_id, language, label FROM annuaire.term_label;
INSERT INTO organisation SELECT o.id, o.slug, o.revision, o.updated_on, o.confirmed_on, j.acronym, j.street, j.postcode, j.locality, j.website, j.email, j.phone,
    REGEXP_REPLACE(JSON_QUERY(p.content, '$.languages'), '[^a-z,]', '')
  FROM annuaire.organisation o JOIN published p ON p.organisation_id = o.id, JSON_TABLE(p.content, '$' COLUMNS (
    acronym VARCHAR(100) PATH '$.acronym', street VARCHAR(200) PATH '$.address.street', postcode VARCHAR(20) PATH '$.address.postcode',
    locality VARCHAR(100) PATH '$.address.locality', website VARCHAR(300) PATH '$.website', email VARCHAR(200) PATH '$.email', phone VARCHAR(50) PATH '$.phone')) j;
INSERT INTO organisation_text SELECT p.organisation_id, 'fr', j.name, j.summary, j.mission_north, j.mission, j.history FROM published p, JSON_TABLE(p.content, '$' COLUMNS (
    name VARCHAR(200) PATH '$.name.fr', summary VARCHAR(300) PATH '$.summary.fr', mission_north TEXT PATH '$.mission_north.fr', mission TEXT PATH '$.mission.fr',
    history TEXT PATH '$.history.fr')) j;
INSERT INTO branch SELECT p.organisation_id, j.number, j.name, j.street, j.postcode, j.locality, j.phone FROM published p, JSON_TABLE(p.content, '$.branches[*]' COLUMNS (
    number FOR ORDINALITY, name VARCHAR(200) PATH '$.name.fr', street VARCHAR(200) PATH '$.street', postcode VARCHAR(20) PATH '$.postcode',
    locality VARCHAR(100) PATH '$.locality', phone VARCHAR(50) PATH '$.phone')) j;
INSERT INTO activity SELECT p.organisation_id, j.number, j.title, j.description FROM published p, JSON_TABLE(p.content, '$.activities[*]' COLUMNS (
    number INT PATH '$.number', title VARCHAR(200) PATH '$.title.fr', description TEXT PATH '$.description.fr')) j;
INSERT INTO organisation_term SELECT p.organisation_id, t.id, f.place * 100 + j.number FROM (SELECT 0 AS place, 'activity_type' AS vocabulary
    UNION ALL SELECT 1, 'theme' UNION ALL SELECT 2, 'audience' UNION ALL SELECT 3, 'partner_type' UNION ALL SELECT 4, 'zone') f
  JOIN published p JOIN JSON_TABLE(JSON_QUERY(p.content, CONCAT('$.facets.', f.vocabulary)), '$[*]' COLUMNS (number FOR ORDINALITY, code VARCHAR(60) PATH '$')) j
  JOIN term t ON t.vocabulary = f.vocabulary AND t.code = j.code;
INSERT INTO partner SELECT p.organisation_id, j.number, 'group', NULL, j.count, t.id, NULL, NULL FROM published p
  JOIN JSON_TABLE(p.content, '$.partner_groups[*]' COLUMNS (number FOR ORDINALITY, type VARCHAR(60) PATH '$.type', count INT PATH '$.count')) j
  JOIN term t ON t.vocabulary = 'partner_type' AND t.code = j.type;
INSERT INTO partner SELECT p.organisation_id, 100 + j.number, j.relation, j.name, 1, t.id, c.id, o.id FROM published p
  JOIN JSON_TABLE(p.content, '$.partners[*]' COLUMNS (number FOR ORDINALITY, name VARCHAR(300) PATH '$.name', slug VARCHAR(80) CHARACTER SET ascii PATH '$.organisation',
    type VARCHAR(60) PATH '$.type', relation VARCHAR(10) PATH '$.relation', country CHAR(2) PATH '$.country')) j
  JOIN term t ON t.vocabulary = 'partner_type' AND t.code = j.type LEFT JOIN term c ON c.vocabulary = 'country' AND c.code = j.country
  LEFT JOIN organisation o ON o.slug = j.slug;
DROP VIEW published;
DROP TABLE document;
ANALYZE TABLE organisation, organisation_text, branch, activity, organisation_term, partner, term, term_label;
