/* annuaire import: printed profiles and documents on their way in. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "operate/command.h"
#include "store/organisation.h"
#include "store/publication.h"
#include "text/document.h"
#include "text/printed.h"
#include "text/words.h"

enum { MANY = 200, SHA256_HEX = crypto_hash_sha256_BYTES * 2 + 1 };

/* One file on its way in. */
struct import {
	void *ctx;
	const char *path, *name;
	char *bytes;
	size_t len;
	char sha256[SHA256_HEX];
	bool is_printed;
	struct printed printed;		/* its organisation is what the file says */
	uint64_t standing;		/* the organisation that it is about, 0: a new one */
	const char *outcome;		/* imported, updated, unchanged or refused */
	const char *why;
	bool many;			/* one of very many: facets are gathered at the end */
};

static enum err
refuse(struct import *im, enum err e, const char *why)
{
	im->outcome = "refused";
	im->why = why;
	return e;
}

static enum err
read_import(struct operator *op, struct import *im)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	const char *why = "", *slash = strrchr(im->path, '/');
	size_t len = strlen(im->path);
	enum err e;

	im->name = slash == NULL ? im->path : slash + 1;
	im->is_printed = len < 5 || strcmp(im->path + len - 5, ".json") != 0;
	e = file_read(im->ctx, im->path, im->is_printed ? PRINTED_MAX_BYTES : DOCUMENT_MAX_BYTES, &im->bytes, &im->len, &why);
	if (e == OK && im->is_printed)
		e = printed_parse(im->ctx, im->bytes, im->len, &op->vocabularies, &im->printed, &why);
	else if (e == OK)
		e = document_parse(im->ctx, im->bytes, im->len, &im->printed.organisation, &why);
	if (e == OK)
		e = document_check(im->ctx, &im->printed.organisation, &op->vocabularies, &why);
	if (e != OK)
		return refuse(im, e, why);
	crypto_hash_sha256(hash, (const unsigned char *)im->bytes, im->len);
	sodium_bin2hex(im->sha256, sizeof(im->sha256), hash, sizeof(hash));
	return OK;
}

/* Which organisation the file is about: the same slug, the same bytes, or the same name and the same website; only one of the two is refused. */
static enum err
find_standing(struct operator *op, struct import *im)
{
	const struct organisation *org = &im->printed.organisation;
	struct likeness like;
	enum err e;

	if (org->slug != NULL) {
		e = store_organisation_id(op->db, im->ctx, org->slug, &im->standing);
		if (e != ERR_NOT_FOUND)
			return e;
	}
	e = store_organisation_likeness(op->db, im->ctx, org, im->is_printed ? im->sha256 : NULL, &like);
	if (e != OK)
		return e;
	if (like.source != 0) {
		im->standing = like.source;
		im->outcome = "unchanged";	/* these very bytes are in already; what was edited since stays */
		return OK;
	}
	if (like.name == like.website || (like.name != 0 && org->website == NULL)) {
		im->standing = like.name;
		return OK;
	}
	if (like.name != 0 && like.website != 0)
		return refuse(im, ERR_CONFLICT, mem_printf(im->ctx, "name is that of \"%s\", website is that of \"%s\"", like.name_slug, like.website_slug));
	if (like.name != 0)
		return refuse(im, ERR_CONFLICT, mem_printf(im->ctx, "name is that of \"%s\", but its website is another: the same organisation? "
		    "Then correct one of the two", like.name_slug));
	return refuse(im, ERR_CONFLICT, mem_printf(im->ctx, "website is that of \"%s\", but its name is another: the same organisation? "
	    "Then correct one of the two", like.website_slug));
}

static void
merge_text(struct text *into, const struct text *from)
{
	for (int l = 0; l < LANG_COUNT; l++)
		if (from->in[l] != NULL)
			into->in[l] = from->in[l];
}

/*
 * What a printed profile changes in the document that stands: what it says replaces, what it leaves blank or cannot say (other languages, partners,
 * codes chosen on the site) stays. Activities follow the print; one with a known title keeps its number, facets and translations.
 */
static void
merge_printed(void *ctx, struct organisation *stands, struct organisation *print)
{
	int next = 1;

	merge_text(&stands->name, &print->name);
	merge_text(&stands->mission_north, &print->mission_north);
	merge_text(&stands->mission, &print->mission);
	merge_text(&stands->history, &print->history);
	if (print->address.line != NULL)
		stands->address = print->address;
	if (print->website != NULL)
		stands->website = print->website;
	if (print->phone != NULL)
		stands->phone = print->phone;
	if (print->email != NULL)
		stands->email = print->email;
	if (print->branch_count > 0) {
		stands->branches = print->branches;
		stands->branch_count = print->branch_count;
	}
	if (print->partner_group_count > 0) {
		stands->partner_groups = print->partner_groups;
		stands->partner_group_count = print->partner_group_count;
	}
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		if (print->facets.of[v].count > 0)
			stands->facets.of[v] = print->facets.of[v];
	stands->unplaced = print->unplaced;
	stands->unplaced_count = print->unplaced_count;
	if (print->activity_count == 0)
		return;
	for (size_t i = 0; i < stands->activity_count; i++)
		if (stands->activities[i].number >= next)
			next = stands->activities[i].number + 1;
	for (size_t i = 0; i < print->activity_count; i++) {
		struct activity *activity = &print->activities[i];
		bool known = false;

		for (size_t s = 0; s < stands->activity_count && !known; s++) {
			struct activity merged = stands->activities[s];

			if (merged.title.in[LANG_FR] == NULL ||
			    strcmp(words_fold(ctx, merged.title.in[LANG_FR]), words_fold(ctx, activity->title.in[LANG_FR])) != 0)
				continue;
			merge_text(&merged.title, &activity->title);
			merge_text(&merged.description, &activity->description);
			*activity = merged;
			known = true;
		}
		if (!known)
			activity->number = next++;
	}
	stands->activities = print->activities;
	stands->activity_count = print->activity_count;
}

/* The document to publish, or "unchanged" when it is what stands. */
static enum err
prepare(struct operator *op, struct import *im, struct organisation **publish)
{
	struct organisation *stands = MEM_NEW(im->ctx, struct organisation), *said = &im->printed.organisation;
	const char *json, *why;
	enum err e;

	*publish = said;
	if (im->standing == 0)
		return OK;
	e = store_organisation_document(op->db, im->ctx, im->standing, stands, &json);
	if (e != OK)
		return e;
	if (im->is_printed) {
		merge_printed(im->ctx, stands, said);
		*publish = stands;
	} else {
		said->id = stands->id;
		said->revision = stands->revision;
		said->slug = stands->slug;
		said->status = stands->status;
	}
	if (strcmp(document_print(im->ctx, *publish, DOCUMENT_CONTENT), json) == 0)
		im->outcome = "unchanged";
	(*publish)->updated_on = im->is_printed ? NULL : said->updated_on;
	e = document_check(im->ctx, *publish, &op->vocabularies, &why);
	return e == OK ? OK : refuse(im, e, why);
}

static enum err
import_one(struct operator *op, struct import *im)
{
	struct organisation *publish;
	struct edition edition;
	bool first;
	enum err e;

	e = read_import(op, im);
	if (e == OK)
		e = find_standing(op, im);
	if (e != OK || im->outcome != NULL)
		return e;
	e = prepare(op, im, &publish);
	if (e != OK || im->outcome != NULL)
		return e;
	first = publish->id == 0;
	edition = (struct edition){ .author = "operator", .reason = im->is_printed ? "import of a printed profile" : "import of a document",
		.many = im->many, .source_name = im->name, .source_bytes = im->bytes, .source_len = im->len, .source_sha256 = im->sha256 };
	e = store_publish(op->db, im->ctx, &op->vocabularies, publish, &edition);
	if (e == ERR_CONFLICT)
		return refuse(im, e, "somebody else published it, or its address is taken by another organisation: try again");
	if (e == OK) {
		im->standing = publish->id;
		im->printed.organisation.slug = publish->slug;
		im->outcome = first ? "imported" : "updated";
	}
	return e;
}

/* The line of a file, and below it what became of each field of a printed profile. */
static void
report(const struct import *im)
{
	static const char *const FINDING[] = { "imported", "blank", "missing", "suspicious", "not placed" };

	printf("%-10s %s%s%s\n", im->outcome, im->path, im->why == NULL ? "" : ": ", im->why == NULL ? "" : im->why);
	if (strcmp(im->outcome, "unchanged") == 0)
		return;
	for (size_t i = 0; i < im->printed.report_count; i++) {
		const struct printed_report *r = &im->printed.reports[i];

		printf("  %-11s %s", FINDING[r->finding], r->field);
		if (r->line > 0)
			printf(", line %d", r->line);
		printf("%s%s\n", *r->detail != '\0' ? ": " : "", r->detail);
	}
}

int
operate_import(struct operator *op, int argc, char **argv)
{
	bool many = argc >= MANY;
	const char *differences;
	int rc = 0;

	for (int i = 0; i < argc; i++) {
		struct import im = { .ctx = mem_new(op->ctx), .path = argv[i], .many = many };
		enum err e = import_one(op, &im);

		if (e == ERR_DATABASE || (e != OK && im.outcome == NULL)) {
			mem_free(im.ctx);
			return operator_fail(argv[i], "the database does not answer; nothing of this file was written");
		}
		if (e != OK)
			rc = 1;
		if (argc < PROGRESS_FROM || e != OK)
			report(&im);
		operator_progress("import", (size_t)i + 1, (size_t)argc);
		mem_free(im.ctx);
	}
	if (many && store_check_counts(op->db, op->ctx, true, &differences) != OK)
		return operator_fail("import", "the database does not answer any more; run: annuaire reindex");
	return rc;
}
