/* store: publication as one transaction, and the connection under it. Against the database of the directory that tests/run started. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "open_directory.h"
#include "store/organisation.h"
#include "store/publication.h"

struct fixture {
	void *ctx;
	struct conf conf;
	struct db *db, *other;		/* two connections of the operator's */
	struct vocabularies all;
};

static const struct edition CHANGE = { .author = "test", .reason = "a unit test" };

static struct db *
opened(struct fixture *f)
{
	struct db *db;

	assert_int_equal(db_open(f->ctx, &f->conf, "operator", DB_SECONDS_PAGE, &db), OK);
	return db;
}

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);

	f->ctx = f;
	if (!open_directory(f, DB_SECONDS_PAGE, &f->conf, &f->db, &f->all))
		return -1;
	f->other = opened(f);
	*state = f;
	return 0;
}

/* A name that no other run of this program has given. */
static const char *
fresh_name(void *ctx)
{
	return mem_printf(ctx, "Essai %08x%08x", randombytes_random(), randombytes_random());
}

static struct organisation
draft(const char *name)
{
	return (struct organisation){ .name.in[LANG_FR] = name, .mission.in[LANG_FR] = "Un *pont*." };
}

static struct organisation
published(struct fixture *f, const char *name)
{
	struct organisation org = draft(name);

	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &org, &CHANGE), OK);
	return org;
}

static int64_t
number(struct fixture *f, const char *sql, int64_t value)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->db, f->ctx, &rows, sql, DB_VALUES(db_number(value))), OK);
	assert_int_equal(rows.count, 1);
	return db_cell_number(&rows, 0, 0);
}

static int64_t
revisions(struct fixture *f, uint64_t id)
{
	return number(f, "SELECT COUNT(*) FROM revision WHERE organisation_id = ?", (int64_t)id);
}

static void
assert_projected(struct fixture *f, uint64_t id)
{
	const char *differences;

	assert_int_equal(store_check(f->db, f->ctx, &f->all, id, &differences), OK);
	assert_string_equal(differences, "");
}

static void
values_come_back_as_they_went(void **state)
{
	static const char BYTES[] = "a\0b\xff";
	struct fixture *f = *state;
	struct db_rows rows;

	assert_int_equal(db_query(f->db, f->ctx, &rows, "SELECT ?, ?, ?, ?, '', 1.5e0 / 3, REPEAT('é', 100)", DB_VALUES(db_text("l'é\xf0\x9f\x98\x80 \\ \" ;--"), db_text(NULL),
	    db_number(INT64_MIN), db_bytes(BYTES, sizeof(BYTES) - 1))), OK);
	assert_int_equal(rows.columns, 7);
	assert_string_equal(db_cell(&rows, 0, 0), "l'é\xf0\x9f\x98\x80 \\ \" ;--");
	assert_null(db_cell(&rows, 0, 1));
	assert_int_equal(db_cell_number(&rows, 0, 1), 0);
	assert_true(db_cell_number(&rows, 0, 2) == INT64_MIN);
	assert_int_equal(db_cell_length(&rows, 0, 3), sizeof(BYTES) - 1);
	assert_memory_equal(db_cell(&rows, 0, 3), BYTES, sizeof(BYTES) - 1);
	assert_string_equal(db_cell(&rows, 0, 4), "");
	assert_string_equal(db_cell(&rows, 0, 5), "0.5");
	assert_int_equal(db_cell_length(&rows, 0, 6), 200);
	assert_memory_equal(db_cell(&rows, 0, 6) + 198, "é", 3);
}

static void
more_statements_than_are_kept_open(void **state)
{
	struct fixture *f = *state;

	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < 150; i++)
			assert_int_equal(number(f, mem_printf(f->ctx, "SELECT %d + ?", i), 1000), 1000 + i);
}

static void
a_lost_connection_is_made_again_outside_of_transactions(void **state)
{
	struct fixture *f = *state;
	int64_t id = number(f, "SELECT CONNECTION_ID() + ?", 0);

	assert_int_equal(db_exec(f->other, mem_printf(f->ctx, "KILL %lld", (long long)id), DB_NO_VALUES), OK);
	assert_true(number(f, "SELECT CONNECTION_ID() + ?", 0) != id);
}

static void
a_statement_that_is_refused_leaves_the_connection_in_order(void **state)
{
	struct fixture *f = *state;
	struct db_rows rows;

	assert_int_equal(db_query(f->db, f->ctx, &rows, "SELECT nothing FROM nowhere", DB_NO_VALUES), ERR_DATABASE);
	assert_int_equal(db_exec(f->db, "DELETE FROM revision", DB_NO_VALUES), ERR_DATABASE);	/* not the operator's right */
	assert_int_equal(number(f, "SELECT ?", 3), 3);
}

struct work {
	struct fixture *f;
	const char *name;
	enum err e;
	int runs;
};

static enum err
insert_and_end(void *arg)
{
	struct work *work = arg;
	enum err e = db_exec(work->f->db, "INSERT INTO identity (kind, value, organisation_id) VALUES ('name', ?, 0)", DB_VALUES(db_text(work->name)));

	work->runs++;
	return e == OK ? work->e : e;
}

static int64_t
identities(struct fixture *f, const char *name)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->other, f->ctx, &rows, "SELECT COUNT(*) FROM identity WHERE value = ?", DB_VALUES(db_text(name))), OK);
	return db_cell_number(&rows, 0, 0);
}

static void
work_that_fails_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	struct work work = { f, fresh_name(f->ctx), ERR_INVALID, 0 };

	assert_int_equal(db_transaction(f->db, insert_and_end, &work), ERR_INVALID);
	assert_int_equal(work.runs, 1);
	assert_int_equal(identities(f, work.name), 0);
	work.e = OK;
	assert_int_equal(db_transaction(f->db, insert_and_end, &work), OK);
	assert_int_equal(identities(f, work.name), 1);
	assert_int_equal(db_transaction(f->db, insert_and_end, &work), ERR_CONFLICT);
	assert_int_equal(db_exec(f->db, "DELETE FROM identity WHERE value = ?", DB_VALUES(db_text(work.name))), OK);
}

static enum err
insert_much_and_end(void *arg)
{
	enum { ROWS = 5, BYTES = 4 * 1024 * 1024 };
	struct work *work = arg;
	void *ctx = work->f->ctx;
	struct db_batch batch = { 0 };
	struct db_rows rows;
	enum err e;

	for (int i = 0; i < ROWS; i++)
		db_batch_add(ctx, &batch, DB_VALUES(db_text("organisation"), db_text("test"), db_text(mem_printf(ctx, "%d", i)), db_number(0), db_bytes(mem_zero(ctx, BYTES), BYTES)));
	e = db_insert(work->f->db, ctx, "INSERT INTO facet_set (universe, facet, code, revision, members) VALUES ", &batch, "");
	if (e == OK)
		e = db_query(work->f->db, ctx, &rows, "SELECT LENGTH(members) FROM facet_set WHERE facet = 'test'", DB_NO_VALUES);
	work->runs = e == OK ? (int)rows.count : 0;
	for (int i = 0; i < work->runs; i++)
		assert_int_equal(db_cell_number(&rows, (size_t)i, 0), BYTES);
	return e == OK ? ERR_INVALID : e;
}

/* The sets of a large register are more than MariaDB takes in one statement. */
static void
rows_of_many_bytes_go_in_more_than_one_statement(void **state)
{
	struct fixture *f = *state;
	struct work work = { .f = f };

	assert_int_equal(db_transaction(f->db, insert_much_and_end, &work), ERR_INVALID);	/* and is rolled back */
	assert_int_equal(work.runs, 5);
}

/* Changes two organisations in the order given; in between, the first run waits until the other process has changed its first. */
struct crossing {
	struct fixture *f;
	uint64_t first, second;
	int pipe_in, pipe_out, runs;
};

static enum err
take(struct db *db, uint64_t id)
{
	return db_exec(db, "UPDATE organisation SET revision = revision + 1 WHERE id = ?", DB_VALUES(db_number((int64_t)id)));
}

static enum err
cross(void *arg)
{
	struct crossing *c = arg;
	enum err e = take(c->f->db, c->first);
	char byte = 'x';

	if (e == OK && c->runs++ == 0 && (write(c->pipe_out, &byte, 1) != 1 || read(c->pipe_in, &byte, 1) != 1))
		return ERR_INTERNAL;
	return e == OK ? take(c->f->db, c->second) : e;
}

static void
of_two_that_wait_for_each_other_both_get_through(void **state)
{
	struct fixture *f = *state;
	struct organisation a = published(f, fresh_name(f->ctx)), b = published(f, fresh_name(f->ctx));
	struct crossing c = { .f = f, .first = a.id, .second = b.id };
	int there[2], back[2], status;
	pid_t child;

	assert_int_equal(pipe(there), 0);
	assert_int_equal(pipe(back), 0);
	child = fork();
	if (child == 0) {
		struct fixture own = { .ctx = mem_new(NULL), .conf = f->conf };

		own.db = opened(&own);
		c = (struct crossing){ .f = &own, .first = b.id, .second = a.id, .pipe_in = there[0], .pipe_out = back[1] };
		status = db_transaction(own.db, cross, &c) == OK ? 0 : 1;
		mem_free(own.ctx);
		_exit(status);
	}
	c.pipe_in = back[0];
	c.pipe_out = there[1];
	assert_int_equal(db_transaction(f->db, cross, &c), OK);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	/* Each was counted up by both, once. */
	assert_int_equal(number(f, "SELECT revision FROM organisation WHERE id = ?", (int64_t)a.id), 3);
	assert_int_equal(number(f, "SELECT revision FROM organisation WHERE id = ?", (int64_t)b.id), 3);
	assert_int_equal(db_exec(f->db, "UPDATE organisation SET revision = 1 WHERE id IN (?, ?)", DB_VALUES(db_number((int64_t)a.id), db_number((int64_t)b.id))), OK);
	for (int i = 0; i < 2; i++) {
		close(there[i]);
		close(back[i]);
	}
}

/* Takes the first and more (whoever has changed less is undone), lets the other process take the second and wait for the first, then takes the second. */
static enum err
take_while_another_waits(void *arg)
{
	struct crossing *c = arg;
	enum err e = db_exec(c->f->db, "UPDATE organisation SET revision = revision + 1 WHERE id < ?", DB_VALUES(db_number((int64_t)c->first)));
	char byte = 'x';

	if (e == OK)
		e = take(c->f->db, c->first);
	if (e == OK && c->runs++ == 0 && (write(c->pipe_out, &byte, 1) != 1 || usleep(300000) != 0))
		return ERR_INTERNAL;
	e = e == OK ? take(c->f->db, c->second) : e;
	return e == OK ? db_exec(c->f->db, "UPDATE organisation SET revision = revision - 1 WHERE id < ?", DB_VALUES(db_number((int64_t)c->first))) : e;
}

static void
a_single_statement_gets_through_as_well(void **state)
{
	struct fixture *f = *state;
	struct organisation a = published(f, fresh_name(f->ctx)), b = published(f, fresh_name(f->ctx));
	struct crossing c = { .f = f, .first = a.id, .second = b.id };
	int there[2], status;
	char byte;
	pid_t child;

	assert_int_equal(pipe(there), 0);
	child = fork();
	if (child == 0) {
		struct fixture own = { .ctx = mem_new(NULL), .conf = f->conf };

		own.db = opened(&own);
		status = read(there[0], &byte, 1) == 1 && db_exec(own.db, "UPDATE organisation SET revision = revision + 1 WHERE id IN (?, ?) ORDER BY id DESC",
		    DB_VALUES(db_number((int64_t)a.id), db_number((int64_t)b.id))) == OK ? 0 : 1;
		mem_free(own.ctx);
		_exit(status);
	}
	c.pipe_out = there[1];
	assert_int_equal(db_transaction(f->db, take_while_another_waits, &c), OK);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(number(f, "SELECT revision FROM organisation WHERE id = ?", (int64_t)a.id), 3);
	assert_int_equal(number(f, "SELECT revision FROM organisation WHERE id = ?", (int64_t)b.id), 3);
	assert_int_equal(db_exec(f->db, "UPDATE organisation SET revision = 1 WHERE id IN (?, ?)", DB_VALUES(db_number((int64_t)a.id), db_number((int64_t)b.id))), OK);
	close(there[0]);
	close(there[1]);
}

static void
a_publication_is_a_page_a_document_and_a_revision(void **state)
{
	struct fixture *f = *state;
	struct organisation org = published(f, fresh_name(f->ctx)), page, document;
	const char *json;

	assert_true(org.id > 0);
	assert_int_equal(org.revision, 1);
	assert_int_equal(store_organisation_by_slug(f->db, f->ctx, org.slug, LANG_NL, &page), OK);
	assert_string_equal(page.mission.in[LANG_FR], "<p>Un <em>pont</em>.</p>\n");
	assert_int_equal(store_organisation_document(f->db, f->ctx, org.id, &document, &json), OK);
	assert_string_equal(document.mission.in[LANG_FR], "Un *pont*.");
	assert_non_null(strstr(json, "Un *pont*."));
	assert_int_equal(revisions(f, org.id), 1);
	assert_projected(f, org.id);
}

static void
two_of_one_name_have_two_addresses(void **state)
{
	struct fixture *f = *state;
	const char *name = fresh_name(f->ctx);
	struct organisation first = published(f, name), second = published(f, name);

	assert_string_equal(second.slug, mem_printf(f->ctx, "%s-2", first.slug));
}

static void
a_document_written_on_an_old_revision_is_not_published(void **state)
{
	struct fixture *f = *state;
	struct organisation org = published(f, fresh_name(f->ctx)), late = org, page;

	org.mission.in[LANG_FR] = "Deux ponts.";
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &org, &CHANGE), OK);
	assert_int_equal(org.revision, 2);
	late.mission.in[LANG_FR] = "Trop tard.";
	assert_int_equal(store_publish(f->other, f->ctx, &f->all, &late, &CHANGE), ERR_CONFLICT);
	assert_int_equal(revisions(f, org.id), 2);
	assert_int_equal(store_organisation_by_slug(f->db, f->ctx, org.slug, LANG_FR, &page), OK);
	assert_string_equal(page.mission.in[LANG_FR], "<p>Deux ponts.</p>\n");
	assert_projected(f, org.id);
}

static void
what_stands_is_recognised_by_name_and_website(void **state)
{
	struct fixture *f = *state;
	const char *name = fresh_name(f->ctx), *host = mem_printf(f->ctx, "%08x.example", randombytes_random());
	struct organisation org = draft(name), asked = { .name.in[LANG_NL] = mem_printf(f->ctx, "  %s ", name) };
	struct likeness like;

	org.website = mem_printf(f->ctx, "https://www.%s/", host);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &org, &CHANGE), OK);
	asked.website = mem_printf(f->ctx, "http://%s", host);
	assert_int_equal(store_organisation_likeness(f->db, f->ctx, &asked, NULL, &like), OK);
	assert_true(like.name == org.id && like.website == org.id && like.source == 0);
	assert_string_equal(like.name_slug, org.slug);
	asked = (struct organisation){ .name.in[LANG_FR] = fresh_name(f->ctx), .website = "https://nowhere.example" };
	assert_int_equal(store_organisation_likeness(f->db, f->ctx, &asked, NULL, &like), OK);
	assert_true(like.name == 0 && like.website == 0);
}

static void
who_moves_keeps_the_old_address_and_who_closes_names_a_successor(void **state)
{
	struct fixture *f = *state;
	struct organisation old = published(f, fresh_name(f->ctx)), heir = published(f, fresh_name(f->ctx)), page;
	const char *slug = mem_printf(f->ctx, "%s-bis", old.slug);

	assert_int_equal(store_organisation_rename(f->db, f->ctx, &f->all, old.slug, heir.slug), ERR_CONFLICT);
	assert_int_equal(store_organisation_rename(f->db, f->ctx, &f->all, old.slug, slug), OK);
	assert_int_equal(store_organisation_by_slug(f->db, f->ctx, old.slug, LANG_FR, &page), OK);
	assert_string_equal(page.slug, slug);
	assert_int_equal(store_organisation_close(f->db, f->ctx, &f->all, slug, heir.slug), OK);
	assert_int_equal(store_organisation_by_slug(f->db, f->ctx, old.slug, LANG_FR, &page), ERR_GONE);
	assert_string_equal(page.successor_slug, heir.slug);
	assert_int_equal(store_organisation_close(f->db, f->ctx, &f->all, "nobody-has-this", NULL), ERR_NOT_FOUND);
	assert_projected(f, old.id);
}

static void
a_projection_that_was_tampered_with_is_found_and_made_anew(void **state)
{
	struct fixture *f = *state;
	struct organisation org = published(f, fresh_name(f->ctx));
	const char *differences;

	assert_int_equal(db_exec(f->db, "UPDATE search_text SET words = 'autre' WHERE organisation_id = ?", DB_VALUES(db_number((int64_t)org.id))), OK);
	assert_int_equal(store_check(f->db, f->ctx, &f->all, org.id, &differences), OK);
	assert_string_equal(differences, "search_text");
	assert_int_equal(store_reproject(f->db, f->ctx, &f->all, &org.id, 1), OK);
	assert_projected(f, org.id);
	assert_int_equal(store_check_counts(f->db, f->ctx, true, &differences), OK);
	assert_int_equal(store_check_counts(f->db, f->ctx, false, &differences), OK);
	assert_string_equal(differences, "");
}

static void
assert_counted(struct fixture *f, const char *wrong)
{
	const char *differences;

	assert_int_equal(store_check_counts(f->db, f->ctx, false, &differences), OK);
	assert_string_equal(differences, wrong);
}

static void
count_anew(struct fixture *f)
{
	const char *differences;

	assert_int_equal(store_check_counts(f->db, f->ctx, true, &differences), OK);
	assert_counted(f, "");
}

/* How many organisations name this one. */
static int64_t
named(struct fixture *f, uint64_t id)
{
	return number(f, "SELECT COALESCE(SUM(organisations), 0) FROM named_count WHERE organisation_id = ?", (int64_t)id);
}

static int64_t
schools(struct fixture *f)
{
	return number(f, "SELECT COALESCE(SUM(partners), 0) + ? FROM partner_type_count WHERE type = 'school'", 0);
}

/* Names the organisation at slug twice, as a partner and as a network, and counts so many schools. */
static struct organisation
namer_of(struct fixture *f, const char *slug, int count)
{
	struct organisation org = draft(fresh_name(f->ctx));
	const struct partner partners[] = { { .name = "A", .organisation = slug, .type = "school" }, { .name = "B", .organisation = slug, .relation = RELATION_NETWORK } };

	org.partners = mem_copy(f->ctx, partners, sizeof(partners));
	org.partner_count = 2;
	org.partner_groups = mem_copy(f->ctx, &(struct partner_group){ "school", count }, sizeof(struct partner_group));
	org.partner_group_count = 1;
	return org;
}

static void
who_is_named_and_what_partners_are_is_counted_with_each_publication(void **state)
{
	struct fixture *f = *state;
	struct organisation target = draft(fresh_name(f->ctx)), first, second;
	const char *slug = mem_printf(f->ctx, "cible-%08x", randombytes_random()), *renamed = mem_printf(f->ctx, "%s-bis", slug);
	int64_t before;

	count_anew(f);
	before = schools(f);
	first = namer_of(f, slug, 7);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &first, &CHANGE), OK);
	assert_int_equal(schools(f), before + 8);
	assert_counted(f, "");
	target.slug = slug;	/* comes later than who names it */
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &target, &CHANGE), OK);
	assert_int_equal(named(f, target.id), 1);
	second = namer_of(f, slug, 2);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &second, &CHANGE), OK);
	assert_int_equal(named(f, target.id), 2);
	assert_int_equal(schools(f), before + 11);
	assert_counted(f, "");
	first.partner_groups[0].count = 4;
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &first, &CHANGE), OK);
	second.partner_count = 0;
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &second, &CHANGE), OK);
	assert_int_equal(named(f, target.id), 1);
	assert_int_equal(schools(f), before + 7);
	assert_counted(f, "");
	assert_int_equal(store_organisation_rename(f->db, f->ctx, &f->all, slug, renamed), OK);
	assert_int_equal(named(f, target.id), 1);
	assert_counted(f, "");
	assert_int_equal(store_organisation_close(f->db, f->ctx, &f->all, renamed, NULL), OK);
	assert_int_equal(named(f, target.id), 0);
	assert_counted(f, "");
	assert_int_equal(store_organisation_close(f->db, f->ctx, &f->all, first.slug, NULL), OK);
	assert_int_equal(store_organisation_close(f->db, f->ctx, &f->all, second.slug, NULL), OK);
	assert_int_equal(schools(f), before);
	assert_counted(f, "");
}

/* A new name may be one that others have used all along. */
static void
who_takes_the_address_that_others_name_is_named_by_them(void **state)
{
	struct fixture *f = *state;
	const char *slug = mem_printf(f->ctx, "cible-%08x", randombytes_random());
	struct organisation namer = namer_of(f, slug, 1), self = namer_of(f, slug, 1);

	count_anew(f);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &namer, &CHANGE), OK);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &self, &CHANGE), OK);
	assert_int_equal(store_organisation_rename(f->db, f->ctx, &f->all, self.slug, slug), OK);
	assert_int_equal(named(f, self.id), 2);
	assert_counted(f, "");
	assert_int_equal(store_organisation_close(f->db, f->ctx, &f->all, slug, NULL), OK);
	assert_int_equal(named(f, self.id), 0);
	assert_counted(f, "");
}

static void
one_of_very_many_is_counted_afterwards(void **state)
{
	struct fixture *f = *state;
	struct edition change = CHANGE;
	struct organisation target = published(f, fresh_name(f->ctx)), namer = namer_of(f, target.slug, 1);

	count_anew(f);
	change.many = true;
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &namer, &change), OK);
	assert_int_equal(named(f, target.id), 0);
	/* Taken away before it was counted: below 0 for a while. */
	namer.partner_count = 0;
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &namer, &CHANGE), OK);
	assert_int_equal(named(f, target.id), -1);
	count_anew(f);
	assert_int_equal(named(f, target.id), 0);
	namer.partner_count = 2;
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &namer, &change), OK);
	assert_int_equal(store_reproject(f->db, f->ctx, &f->all, &namer.id, 1), OK);
	count_anew(f);
	assert_int_equal(named(f, target.id), 1);
}

static void
a_count_that_was_tampered_with_is_found_and_made_anew(void **state)
{
	struct fixture *f = *state;
	struct organisation target = published(f, fresh_name(f->ctx)), namer = namer_of(f, target.slug, 1);
	int64_t before;

	count_anew(f);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &namer, &CHANGE), OK);
	before = schools(f);
	assert_int_equal(db_exec(f->db, "UPDATE named_count SET organisations = 2 WHERE organisation_id = ?", DB_VALUES(db_number((int64_t)target.id))), OK);
	assert_counted(f, "named_count");
	count_anew(f);
	assert_int_equal(named(f, target.id), 1);
	assert_int_equal(db_exec(f->db, "DELETE FROM named_count WHERE organisation_id = ?", DB_VALUES(db_number((int64_t)target.id))), OK);
	assert_counted(f, "named_count");
	assert_int_equal(db_exec(f->db, "INSERT INTO named_count (organisation_id, organisations) VALUES (?, 1), (0, 1)", DB_VALUES(db_number((int64_t)target.id))), OK);
	assert_counted(f, "named_count");	/* one that nobody names */
	assert_int_equal(db_exec(f->db, "UPDATE partner_type_count SET partners = partners - 1 WHERE type = 'school'", DB_NO_VALUES), OK);
	assert_counted(f, "named_count, partner_type_count");
	count_anew(f);
	assert_int_equal(schools(f), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_back_as_they_went),
		cmocka_unit_test(more_statements_than_are_kept_open),
		cmocka_unit_test(a_lost_connection_is_made_again_outside_of_transactions),
		cmocka_unit_test(a_statement_that_is_refused_leaves_the_connection_in_order),
		cmocka_unit_test(work_that_fails_leaves_nothing_behind),
		cmocka_unit_test(rows_of_many_bytes_go_in_more_than_one_statement),
		cmocka_unit_test(of_two_that_wait_for_each_other_both_get_through),
		cmocka_unit_test(a_single_statement_gets_through_as_well),
		cmocka_unit_test(a_publication_is_a_page_a_document_and_a_revision),
		cmocka_unit_test(two_of_one_name_have_two_addresses),
		cmocka_unit_test(a_document_written_on_an_old_revision_is_not_published),
		cmocka_unit_test(what_stands_is_recognised_by_name_and_website),
		cmocka_unit_test(who_moves_keeps_the_old_address_and_who_closes_names_a_successor),
		cmocka_unit_test(a_projection_that_was_tampered_with_is_found_and_made_anew),
		cmocka_unit_test(who_is_named_and_what_partners_are_is_counted_with_each_publication),
		cmocka_unit_test(who_takes_the_address_that_others_name_is_named_by_them),
		cmocka_unit_test(one_of_very_many_is_counted_afterwards),
		cmocka_unit_test(a_count_that_was_tampered_with_is_found_and_made_anew),
	};

	if (sodium_init() < 0)
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store", tests, set_up, pool_tear_down);
}
