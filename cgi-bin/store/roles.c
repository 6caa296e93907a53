/* schema/roles.sql, read and printed for a hosting. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/roles.h"

static const char MIGRATE[] = "migrate", LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789", BLANKS[] = " \t\n";

/* A string of SQL, its quotes around it. */
static const char *
quoted(void *ctx, const char *s)
{
	struct buf b = buf_in(ctx);

	buf_putc(&b, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			buf_putc(&b, *s);
		buf_putc(&b, *s);
	}
	buf_putc(&b, '\'');
	return buf_text(&b);
}

/* A name of SQL, its quotes around it; pattern: where "_" and "%" would mean any. */
static const char *
named(void *ctx, const char *s, bool pattern)
{
	struct buf b = buf_in(ctx);

	buf_putc(&b, '`');
	for (; *s != '\0'; s++) {
		if (*s == '`')
			buf_putc(&b, *s);
		if (pattern && (*s == '_' || *s == '%'))
			buf_putc(&b, '\\');
		buf_putc(&b, *s);
	}
	buf_putc(&b, '`');
	return buf_text(&b);
}

static const char *
user(void *ctx, const struct conf *conf, const char *account, const char *host)
{
	return mem_printf(ctx, "%s@%s", quoted(ctx, mem_printf(ctx, "%s%s", conf->database_user_prefix, account)), quoted(ctx, host));
}

/* Takes the text, and the blanks behind it; false when something else stands there. */
static bool
take(const char **at, const char *text)
{
	size_t len = strlen(text);

	if (strncmp(*at, text, len) != 0)
		return false;
	*at += len + strspn(*at + len, BLANKS);
	return true;
}

static const char *
take_name(void *ctx, const char **at)
{
	size_t len = strspn(*at, LETTERS);
	const char *name = len == 0 ? NULL : mem_strndup(ctx, *at, len);

	*at += len;
	*at += strspn(*at, BLANKS);
	return name;
}

static void
add_account(void *ctx, struct roles *roles, const char *account)
{
	for (size_t i = 0; i < roles->account_count; i++)
		if (strcmp(roles->accounts[i], account) == 0)
			return;
	MEM_GROW(ctx, roles->accounts, roles->account_count);
	roles->accounts[roles->account_count++] = account;
}

/* What is given: privileges, each of all columns or of some in parentheses. Their account and table are still to come. */
static bool
take_privileges(void *ctx, const char **at, struct roles *roles)
{
	do {
		const char *privilege = take_name(ctx, at);
		bool some = take(at, "(");

		do {
			const char *column = some ? take_name(ctx, at) : NULL;

			if (privilege == NULL || (some && column == NULL))
				return false;
			MEM_GROW(ctx, roles->rights, roles->right_count);
			roles->rights[roles->right_count++] = (struct right){ .privilege = privilege, .column = column };
		} while (some && take(at, ","));
		if (some && !take(at, ")"))
			return false;
	} while (take(at, ","));
	return true;
}

/* One statement: GRANT privileges ON table TO 'annuaire_X'@'localhost', … */
static bool
take_statement(void *ctx, const char **at, struct roles *roles)
{
	struct roles given = { 0 };
	const char *table;

	if (!take(at, "GRANT") || !take_privileges(ctx, at, &given) || !take(at, "ON") || (table = take(at, "*") ? "*" : take_name(ctx, at)) == NULL || !take(at, "TO"))
		return false;
	do {
		const char *account = take(at, "'annuaire_") ? take_name(ctx, at) : NULL;

		if (account == NULL || !take(at, "'@'localhost'"))
			return false;
		add_account(ctx, roles, account);
		for (size_t i = 0; i < given.right_count; i++) {
			MEM_GROW(ctx, roles->rights, roles->right_count);
			roles->rights[roles->right_count++] = (struct right){ account, given.rights[i].privilege, table, given.rights[i].column };
		}
	} while (take(at, ","));
	return take(at, ";");
}

enum err
roles_read(void *ctx, const char *sql, struct roles *roles, const char **why)
{
	*roles = (struct roles){ 0 };
	for (;;) {
		const char *begin;

		sql += strspn(sql, BLANKS);
		if (strncmp(sql, "--", 2) == 0) {
			sql += strcspn(sql, "\n");
			continue;
		}
		if (*sql == '\0')
			return OK;
		begin = sql;
		if (!take_statement(ctx, &sql, roles)) {
			*why = mem_printf(ctx, "not a statement like \"GRANT SELECT ON term TO 'annuaire_profile'@'localhost';\": %.*s", (int)strcspn(begin, "\n"), begin);
			return ERR_INVALID;
		}
	}
}

static enum err
add_user(void *ctx, const struct conf *conf, const char *account, const char *host, struct buf *out, const char **why)
{
	const char *password, *who = user(ctx, conf, account, host), *how;

	if (file_password(ctx, mem_printf(ctx, "%s/%s.pw", conf->database_password_directory, account), &password, why) != OK)
		return ERR_CONFIG;
	how = mem_printf(ctx, "%s IDENTIFIED BY %s REQUIRE %s;\n", who, quoted(ctx, password), *conf->database_host != '\0' && conf->database_tls ? "SSL" : "NONE");
	buf_printf(out, "CREATE USER IF NOT EXISTS %sALTER USER %s", how, how);
	return OK;
}

enum err
roles_accounts(void *ctx, const struct conf *conf, const struct roles *roles, const char *host, const char **sql, const char **why)
{
	const char *name = named(ctx, conf->database_name, false);
	struct buf out = buf_in(ctx);
	enum err e;

	for (int again = 0; again < 2; again++)
		buf_printf(&out, "%s DATABASE %s%s CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n", again ? "ALTER" : "CREATE", again ? "" : "IF NOT EXISTS ", name);
	e = add_user(ctx, conf, MIGRATE, host, &out, why);
	for (size_t i = 0; e == OK && i < roles->account_count; i++)
		e = add_user(ctx, conf, roles->accounts[i], host, &out, why);
	buf_printf(&out, "GRANT ALL PRIVILEGES ON %s.* TO %s;\n", named(ctx, conf->database_name, true), user(ctx, conf, MIGRATE, host));
	*sql = buf_text(&out);
	return e;
}

const char *
roles_rights(void *ctx, const struct conf *conf, const char *sql, const char *host)
{
	static const char WHO[] = "'annuaire_", WHERE[] = "'@'localhost'";
	struct buf out = buf_in(ctx);

	buf_printf(&out, "USE %s;\n", named(ctx, conf->database_name, false));
	while (*sql != '\0') {
		const char *next = strstr(sql, WHO);
		size_t account;

		if (next == NULL)
			break;
		buf_add(&out, sql, (size_t)(next - sql));
		sql = next + strlen(WHO);
		account = strspn(sql, LETTERS);
		if (strncmp(sql + account, WHERE, strlen(WHERE)) != 0) {	/* in a comment, of something else */
			buf_puts(&out, WHO);
			continue;
		}
		buf_puts(&out, user(ctx, conf, mem_strndup(ctx, sql, account), host));
		sql += account + strlen(WHERE);
	}
	buf_puts(&out, sql);
	return buf_text(&out);
}

const char *
roles_statement(void *ctx, const struct conf *conf, const struct right *right, const char *host, bool revoke)
{
	bool all = strcmp(right->table, "*") == 0;

	return mem_printf(ctx, "%s %s%s%s%s ON %s.%s %s %s;", revoke ? "REVOKE" : "GRANT", right->privilege, right->column != NULL ? " (" : "",
	    right->column != NULL ? named(ctx, right->column, false) : "", right->column != NULL ? ")" : "", named(ctx, conf->database_name, all),
	    all ? "*" : named(ctx, right->table, false), revoke ? "FROM" : "TO", user(ctx, conf, right->account, host));
}

const char *
roles_revoke_all(void *ctx, const struct conf *conf, const char *account, const char *host)
{
	return mem_printf(ctx, "REVOKE ALL PRIVILEGES, GRANT OPTION FROM %s;", user(ctx, conf, account, host));
}
