-- Pages read a record instead of JSON: see cgi-bin/text/record.h. Forward only; every statement may be run again.
-- What is dropped here is a projection: run `annuaire reindex` afterwards.

DELETE FROM publication;
ALTER TABLE publication MODIFY content MEDIUMBLOB NOT NULL;
