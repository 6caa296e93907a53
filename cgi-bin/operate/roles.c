/* annuaire roles: what the database's administrator runs, so that each program has an account, and that account its rights. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "operate/command.h"
#include "store/roles.h"

enum { ROLES_MAX_BYTES = 1024 * 1024 };

int
operate_roles(struct operator *op, int argc, char **argv)
{
	const char *host = "localhost", *why = "", *out, *path = mem_printf(op->ctx, "%s/schema/roles.sql", op->conf.share);
	bool accounts = strcmp(argv[0], "accounts") == 0;
	struct roles roles;
	char *sql;

	if (argc == 3 && strcmp(argv[1], "--host") == 0)
		host = argv[2];
	if ((!accounts && strcmp(argv[0], "rights") != 0) || (argc != 1 && argc != 3) || (argc == 3 && host != argv[2]) || *host == '\0')
		return operator_fail("roles", "say which: annuaire roles accounts|rights [--host HOST]");
	if (file_read(op->ctx, path, ROLES_MAX_BYTES, &sql, NULL, &why) != OK)
		return operator_fail("roles", why);
	if (roles_read(op->ctx, sql, &roles, &why) != OK)
		return operator_fail(path, why);
	if (!accounts)
		out = roles_rights(op->ctx, &op->conf, sql, host);
	else if (roles_accounts(op->ctx, &op->conf, &roles, host, &out, &why) != OK)
		return operator_fail("roles", mem_printf(op->ctx, "%s; a password is made by: head -c 24 /dev/urandom | base64", why));
	fputs(out, stdout);
	return 0;
}
