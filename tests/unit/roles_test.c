/* store/roles: roles.sql as it is read, and as it is printed for a hosting. */
#include <stdio.h>

#include "base/file.h"
#include "store/roles.h"
#include "unit.h"

static void
rights_are_read(void **state)
{
	struct roles roles;
	const char *why = "";

	assert_int_equal(roles_read(*state, "-- A remark; with a semicolon.\n\nGRANT SELECT, UPDATE (seen_at, hash) ON session TO 'annuaire_edit'@'localhost',\n 'annuaire_mail'@'localhost';\n"
	    "GRANT INSERT   ON mail TO 'annuaire_edit'@'localhost';", &roles, &why), OK);
	assert_int_equal(roles.account_count, 2);
	assert_string_equal(roles.accounts[0], "edit");
	assert_string_equal(roles.accounts[1], "mail");
	assert_int_equal(roles.right_count, 7);
	assert_string_equal(roles.rights[0].privilege, "SELECT");
	assert_null(roles.rights[0].column);
	assert_string_equal(roles.rights[2].account, "edit");
	assert_string_equal(roles.rights[2].privilege, "UPDATE");
	assert_string_equal(roles.rights[2].table, "session");
	assert_string_equal(roles.rights[2].column, "hash");
	assert_string_equal(roles.rights[5].account, "mail");
	assert_string_equal(roles.rights[6].table, "mail");
}

static void
what_is_no_right_is_refused(void **state)
{
	static const char *const WRONG[] = { "GRANT SELECT ON term TO 'annuaire_edit'@'%';", "GRANT SELECT ON term TO 'other'@'localhost';", "GRANT SELECT ON term TO 'annuaire_edit'@'localhost'",
		"GRANT ON term TO 'annuaire_edit'@'localhost';", "GRANT UPDATE () ON term TO 'annuaire_edit'@'localhost';", "GRANT UPDATE (a ON term TO 'annuaire_edit'@'localhost';",
		"REVOKE SELECT ON term FROM 'annuaire_edit'@'localhost';", "GRANT SELECT ON annuaire.* TO 'annuaire_edit'@'localhost';" };

	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
		struct roles roles;
		const char *why = "";

		assert_int_equal(roles_read(*state, WRONG[i], &roles, &why), ERR_INVALID);
		assert_non_null(strstr(why, WRONG[i]));
	}
}

static void
accounts_get_their_prefix_and_host(void **state)
{
	const struct conf conf = { .database_name = "a`b", .database_user_prefix = "it's_", .database_host = "" };
	const struct right column = { "edit", "UPDATE", "session", "seen_at" }, table = { "edit", "DELETE", "revision", NULL };

	assert_string_equal(roles_rights(*state, &conf, "-- of 'annuaire_X': nobody\nGRANT SELECT ON term TO 'annuaire_edit'@'localhost', 'annuaire_mail'@'localhost';\n", "10.0.0.%"),
	    "USE `a``b`;\n-- of 'annuaire_X': nobody\nGRANT SELECT ON term TO 'it''s_edit'@'10.0.0.%', 'it''s_mail'@'10.0.0.%';\n");
	assert_string_equal(roles_statement(*state, &conf, &column, "h", false), "GRANT UPDATE (`seen_at`) ON `a``b`.`session` TO 'it''s_edit'@'h';");
	assert_string_equal(roles_statement(*state, &conf, &table, "h", true), "REVOKE DELETE ON `a``b`.`revision` FROM 'it''s_edit'@'h';");
}

static void
each_account_gets_the_password_of_its_file(void **state)
{
	char *path = scratch_file(*state, "edit.pw");
	const char *directory = dirname(mem_strdup(*state, path)), *migrate = mem_printf(*state, "%s/migrate.pw", directory), *sql, *why = "";
	struct conf conf = { .database_name = "data_base", .database_user_prefix = "annuaire_", .database_host = "db.example", .database_tls = true, .database_password_directory = directory };
	const char *accounts[] = { "edit" };
	const struct roles roles = { .accounts = accounts, .account_count = 1 };

	assert_int_equal(roles_accounts(*state, &conf, &roles, "%", &sql, &why), ERR_CONFIG);
	assert_non_null(strstr(why, "migrate.pw"));
	assert_int_equal(file_write(*state, path, "it's \\\n", strlen("it's \\\n"), &why), OK);
	assert_int_equal(file_write(*state, migrate, "m\n", 2, &why), OK);
	assert_int_equal(roles_accounts(*state, &conf, &roles, "%", &sql, &why), OK);
	assert_non_null(strstr(sql, "CREATE DATABASE IF NOT EXISTS `data_base` CHARACTER SET utf8mb4 "));
	assert_non_null(strstr(sql, "CREATE USER IF NOT EXISTS 'annuaire_edit'@'%' IDENTIFIED BY 'it''s \\\\' REQUIRE SSL;\n"));
	assert_non_null(strstr(sql, "ALTER USER 'annuaire_migrate'@'%' IDENTIFIED BY 'm' REQUIRE SSL;\n"));
	assert_non_null(strstr(sql, "GRANT ALL PRIVILEGES ON `data\\_base`.* TO 'annuaire_migrate'@'%';\n"));
	conf.database_host = "";	/* by the socket: there is no TLS */
	assert_int_equal(roles_accounts(*state, &conf, &roles, "localhost", &sql, &why), OK);
	assert_null(strstr(sql, "SSL"));
	remove(migrate);
	scratch_file_remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(rights_are_read),
		in_pool(what_is_no_right_is_refused),
		in_pool(accounts_get_their_prefix_and_host),
		in_pool(each_account_gets_the_password_of_its_file),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}
