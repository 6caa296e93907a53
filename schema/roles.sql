-- One database account per program, each with only the rights that the program needs (least privilege).
-- Run by the database's administrator in the directory's database, after `annuaire migrate`; the accounts exist before, each with its own password:
--   CREATE USER 'annuaire_profile'@'localhost' IDENTIFIED BY '…';
-- annuaire_migrate has all rights on this database alone and is used by nothing but `annuaire migrate`.

GRANT SELECT ON schema_version   TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON directory_state  TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON term             TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON term_label       TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON organisation     TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON slug             TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON publication      TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_shortlist'@'localhost', 'annuaire_history'@'localhost';
GRANT SELECT ON listing          TO 'annuaire_profile'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_history'@'localhost';
-- A history tells everybody what changed and when, and neither who it was nor why.
GRANT SELECT (organisation_id, number, document, origin, created_at) ON revision TO 'annuaire_history'@'localhost';
GRANT SELECT ON synonym          TO 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_directory'@'localhost';
GRANT SELECT ON search_text      TO 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_directory'@'localhost';
GRANT SELECT ON facet_set        TO 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_directory'@'localhost';
GRANT SELECT ON word             TO 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_directory'@'localhost';
GRANT SELECT ON frequent_token   TO 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost', 'annuaire_directory'@'localhost';
GRANT SELECT ON activity         TO 'annuaire_activities'@'localhost';
GRANT SELECT ON activity_listing TO 'annuaire_activities'@'localhost';
GRANT SELECT ON partner          TO 'annuaire_partners'@'localhost';
GRANT SELECT ON named_count      TO 'annuaire_partners'@'localhost';
GRANT SELECT ON partner_type_count TO 'annuaire_partners'@'localhost';
GRANT SELECT ON suggestion       TO 'annuaire_directory'@'localhost';
-- A search that found nothing is counted; nothing else is ever written while a page is read.
GRANT SELECT, INSERT, UPDATE ON search_miss TO 'annuaire_directory'@'localhost';
GRANT SELECT ON place             TO 'annuaire_directory'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost';
GRANT SELECT ON zone_middle       TO 'annuaire_directory'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost';
GRANT SELECT ON position          TO 'annuaire_profile'@'localhost', 'annuaire_directory'@'localhost', 'annuaire_activities'@'localhost', 'annuaire_partners'@'localhost';

-- The operator's command writes content; it changes no table and never rewrites a revision.
GRANT SELECT ON schema_version TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT ON revision        TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT ON revision_source TO 'annuaire_operator'@'localhost';
GRANT SELECT, UPDATE ON directory_state TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON term              TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON term_label        TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON organisation      TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON slug              TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON synonym           TO 'annuaire_operator'@'localhost';
GRANT SELECT, DELETE                 ON search_miss       TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON place             TO 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON zone_middle       TO 'annuaire_operator'@'localhost';

-- Whoever publishes writes all that pages read, in the same transaction: the operator's command, editing, moderation.
GRANT SELECT, INSERT, UPDATE, DELETE ON publication        TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON identity           TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON listing            TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON search_text        TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON activity           TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON activity_listing   TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON partner            TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON partner_group      TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON named_count        TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON partner_type_count TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON facet_value        TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON facet_set          TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON word               TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON frequent_token     TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON suggestion         TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON position           TO 'annuaire_operator'@'localhost', 'annuaire_edit'@'localhost', 'annuaire_moderate'@'localhost';

-- Editing publishes as the operator does, and knows who is signed in; it touches neither accounts nor vocabularies.
GRANT SELECT ON schema_version       TO 'annuaire_edit'@'localhost';
GRANT SELECT ON term                 TO 'annuaire_edit'@'localhost';
GRANT SELECT ON term_label           TO 'annuaire_edit'@'localhost';
GRANT SELECT (id, email, name, language, role, disabled) ON account TO 'annuaire_edit'@'localhost';
GRANT SELECT ON account_organisation TO 'annuaire_edit'@'localhost';
GRANT SELECT, UPDATE (seen_at) ON session TO 'annuaire_edit'@'localhost';
GRANT SELECT ON policy               TO 'annuaire_edit'@'localhost';
GRANT SELECT ON place                TO 'annuaire_edit'@'localhost';
GRANT SELECT ON zone_middle          TO 'annuaire_edit'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON submission      TO 'annuaire_edit'@'localhost';
GRANT INSERT                         ON pasted          TO 'annuaire_edit'@'localhost';
GRANT SELECT, INSERT                 ON submission_comment TO 'annuaire_edit'@'localhost';
GRANT SELECT, INSERT                 ON receipt         TO 'annuaire_edit'@'localhost';
GRANT INSERT                         ON mail            TO 'annuaire_edit'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON draft           TO 'annuaire_edit'@'localhost';
GRANT SELECT, INSERT                 ON revision        TO 'annuaire_edit'@'localhost';
GRANT SELECT, UPDATE                 ON directory_state TO 'annuaire_edit'@'localhost';
GRANT SELECT, UPDATE                 ON organisation    TO 'annuaire_edit'@'localhost';
GRANT SELECT                         ON slug            TO 'annuaire_edit'@'localhost';

-- Moderation publishes as editing does, decides what others submitted, and gives organisations their address; the letters that it queues can be read by administrators.
GRANT SELECT ON schema_version       TO 'annuaire_moderate'@'localhost';
GRANT SELECT ON term                 TO 'annuaire_moderate'@'localhost';
GRANT SELECT ON term_label           TO 'annuaire_moderate'@'localhost';
GRANT SELECT (id, email, name, language, role, disabled) ON account TO 'annuaire_moderate'@'localhost';
GRANT SELECT ON account_organisation TO 'annuaire_moderate'@'localhost';
GRANT SELECT, UPDATE (seen_at) ON session TO 'annuaire_moderate'@'localhost';
GRANT SELECT ON search_miss          TO 'annuaire_moderate'@'localhost';
GRANT SELECT ON place                TO 'annuaire_moderate'@'localhost';
GRANT SELECT ON zone_middle          TO 'annuaire_moderate'@'localhost';
GRANT SELECT, UPDATE (status, decided_by, decided_at, answer, revision) ON submission TO 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT                 ON submission_comment TO 'annuaire_moderate'@'localhost';
GRANT SELECT, UPDATE (revision)      ON pasted          TO 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT                 ON receipt         TO 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT, DELETE         ON policy          TO 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT                 ON mail            TO 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT                 ON revision        TO 'annuaire_moderate'@'localhost';
GRANT SELECT, UPDATE                 ON directory_state TO 'annuaire_moderate'@'localhost';
GRANT SELECT, UPDATE                 ON organisation    TO 'annuaire_moderate'@'localhost';
GRANT SELECT, INSERT                 ON slug            TO 'annuaire_moderate'@'localhost';

-- Accounts: who comes in, and what one changes of oneself and of others. Of the directory itself nothing but names and addresses is read.
GRANT SELECT ON schema_version  TO 'annuaire_account'@'localhost';
GRANT SELECT ON directory_state TO 'annuaire_account'@'localhost';
GRANT SELECT ON term            TO 'annuaire_account'@'localhost';
GRANT SELECT ON term_label      TO 'annuaire_account'@'localhost';
GRANT SELECT ON organisation    TO 'annuaire_account'@'localhost';
GRANT SELECT ON slug            TO 'annuaire_account'@'localhost';
GRANT SELECT ON listing         TO 'annuaire_account'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON account              TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, DELETE         ON account_organisation TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, DELETE         ON account_link         TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, DELETE         ON recovery_code        TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON session              TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON attempt              TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
GRANT SELECT, INSERT, UPDATE         ON setting              TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';
-- Letters are put into the queue, never read from it: there are links in them.
GRANT INSERT                         ON mail                 TO 'annuaire_account'@'localhost', 'annuaire_operator'@'localhost';

-- The mailer empties the queue, and `annuaire mail test` puts a letter into it.
GRANT SELECT ON schema_version  TO 'annuaire_mail'@'localhost';
GRANT SELECT ON directory_state TO 'annuaire_mail'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON mail TO 'annuaire_mail'@'localhost';

-- Backups read every table, and nothing writes by this account. A table that is not named here would be missed when it is too late: tests/site/backup.test.mjs sees to it.
GRANT SELECT ON account              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON account_link         TO 'annuaire_backup'@'localhost';
GRANT SELECT ON account_organisation TO 'annuaire_backup'@'localhost';
GRANT SELECT ON activity             TO 'annuaire_backup'@'localhost';
GRANT SELECT ON activity_listing     TO 'annuaire_backup'@'localhost';
GRANT SELECT ON attempt              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON directory_state      TO 'annuaire_backup'@'localhost';
GRANT SELECT ON draft                TO 'annuaire_backup'@'localhost';
GRANT SELECT ON facet_set            TO 'annuaire_backup'@'localhost';
GRANT SELECT ON facet_value          TO 'annuaire_backup'@'localhost';
GRANT SELECT ON frequent_token       TO 'annuaire_backup'@'localhost';
GRANT SELECT ON identity             TO 'annuaire_backup'@'localhost';
GRANT SELECT ON listing              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON mail                 TO 'annuaire_backup'@'localhost';
GRANT SELECT ON named_count          TO 'annuaire_backup'@'localhost';
GRANT SELECT ON organisation         TO 'annuaire_backup'@'localhost';
GRANT SELECT ON partner              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON partner_group        TO 'annuaire_backup'@'localhost';
GRANT SELECT ON partner_type_count   TO 'annuaire_backup'@'localhost';
GRANT SELECT ON pasted               TO 'annuaire_backup'@'localhost';
GRANT SELECT ON place                TO 'annuaire_backup'@'localhost';
GRANT SELECT ON policy               TO 'annuaire_backup'@'localhost';
GRANT SELECT ON position             TO 'annuaire_backup'@'localhost';
GRANT SELECT ON publication          TO 'annuaire_backup'@'localhost';
GRANT SELECT ON receipt              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON recovery_code        TO 'annuaire_backup'@'localhost';
GRANT SELECT ON revision             TO 'annuaire_backup'@'localhost';
GRANT SELECT ON revision_source      TO 'annuaire_backup'@'localhost';
GRANT SELECT ON schema_version       TO 'annuaire_backup'@'localhost';
GRANT SELECT ON search_miss          TO 'annuaire_backup'@'localhost';
GRANT SELECT ON search_text          TO 'annuaire_backup'@'localhost';
GRANT SELECT ON session              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON setting              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON slug                 TO 'annuaire_backup'@'localhost';
GRANT SELECT ON submission           TO 'annuaire_backup'@'localhost';
GRANT SELECT ON submission_comment   TO 'annuaire_backup'@'localhost';
GRANT SELECT ON suggestion           TO 'annuaire_backup'@'localhost';
GRANT SELECT ON synonym              TO 'annuaire_backup'@'localhost';
GRANT SELECT ON term                 TO 'annuaire_backup'@'localhost';
GRANT SELECT ON term_label           TO 'annuaire_backup'@'localhost';
GRANT SELECT ON word                 TO 'annuaire_backup'@'localhost';
GRANT SELECT ON zone_middle          TO 'annuaire_backup'@'localhost';
