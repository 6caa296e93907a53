/*
 * The body of a POST as it comes, and what a form makes of a document: request_parse_form() gives clean fields or none; a form that comes back as it was shown changes
 * nothing; whatever else comes back makes a document that can be printed, read, and shown again, and touches nothing that the form is not about.
 * The input: one byte for the document, one for the form's part, one for what is done to rows, then the body.
 */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz/must.h"
#include "text/document.h"
#include "text/form.h"
#include "vocabularies.h"
#include "web/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const NONE[] = { NULL };
static const char *const DOCUMENTS[] = {
	"{\"format\":\"annuaire/1\",\"name\":{\"de\":\"Steg\"},\"activities\":[{\"number\":1,\"title\":{\"fr\":\"A\"}},{\"number\":2,\"title\":{\"fr\":\"B\"}}]}",
	"{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"Pont\",\"en\":\"Bridge\"},\"former_names\":[{\"name\":\"Corde\",\"until\":\"2019-06\"},{\"name\":\"Fil\"}],\"summary\":{\"fr\":\"Une \u00e9cole\"},"
	"\"address\":{\"street\":\"Rue du Pont 12\",\"locality\":\"Namur\"},\"languages\":[\"fr\",\"nl\"],\"mission\":{\"fr\":\"Relier.\\n\\n- un\\n- deux\\n\",\"nl\":\"Verbinden\"},"
	"\"branches\":[{\"name\":{\"fr\":\"Un\",\"nl\":\"Een\"},\"locality\":\"Li\u00e8ge\"},{\"name\":{\"fr\":\"Deux\"},\"phone\":\"04\"}],\"facets\":{\"theme\":[\"peace\",\"food\"]},"
	"\"activities\":[{\"number\":3,\"title\":{\"fr\":\"Le pont\"},\"facets\":{\"theme\":[\"climate\"]},\"price\":{\"fr\":\"gratuit\"}},{\"number\":7,\"title\":{\"de\":\"Zwei\"}}],"
	"\"partner_groups\":[{\"type\":\"school\",\"count\":7}],\"partners\":[{\"name\":\"Autre\",\"relation\":\"network\",\"country\":\"SN\"}]}",
};
static const char *const PARTS[][6] = {
	{ "name", "acronym", "former_names", "enterprise_number", "summary", NULL }, { "address", "phone", "email", "website", NULL },
	{ "mission", "mission_north", "history", NULL }, { "branches", NULL }, { "facets", NULL }, { "partners", "partner_groups", NULL },
	{ "activities[1]", NULL }, { "activities[2]", NULL }, { "activities[3]", NULL }, { "activities", NULL },
};
static const char *const ACTIONS[] = { NULL, "add:branches", "remove:branches[1]", "up:branches[2]", "down:branches[1]", "remove:activities[1]", "up:former_names[99]", "down:", "add:" };

/* The pairs that a browser sends when nobody has touched the form. */
static struct parameter *
untouched(void *ctx, const struct organisation *org, const struct form_scope *scope, size_t *count)
{
	struct parameter *pairs = NULL;
	size_t field_count;
	struct field *fields = form_fields(ctx, org, scope, &field_count);

	*count = 0;
	for (size_t i = 0; i < field_count; i++)
		for (size_t o = 0; o < (fields[i].kind == FIELD_SOME ? fields[i].option_count : 1); o++) {
			const char *value = fields[i].kind == FIELD_SOME ? fields[i].options[o].value : fields[i].value;

			MEM_GROW(ctx, pairs, *count);
			pairs[(*count)++] = (struct parameter){ fields[i].name, value == NULL ? "" : value };
		}
	return pairs;
}

static void
check_form(void *ctx, const struct vocabularies *all, const struct organisation *org, const struct form_scope *scope, const char *action, const char *body)
{
	struct parameter *pairs, *sent;
	struct organisation read, again;
	size_t count, sent_count;

	pairs = untouched(ctx, org, scope, &count);
	must(form_read(ctx, org, scope, pairs, count, NONE, &read) == OK);
	if (read.activity_count > org->activity_count) {	/* a new one that nobody wrote */
		must(document_faults(ctx, &read, all).count > 0);
		read.activity_count--;
	}
	must(strcmp(document_print(ctx, &read, DOCUMENT_CONTENT), document_print(ctx, org, DOCUMENT_CONTENT)) == 0);
	if (request_parse_form(ctx, body, &sent, &sent_count) != OK) {
		must(sent_count == 0);
		return;
	}
	for (size_t i = 0; i < sent_count; i++)
		must(utf8_valid(sent[i].name, strlen(sent[i].name), NULL) && utf8_valid(sent[i].value, strlen(sent[i].value), NULL) && strchr(sent[i].value, '\r') == NULL);
	sent = form_rows(ctx, scope, sent, sent_count, action, &sent_count);
	if (form_read(ctx, org, scope, sent, sent_count, NONE, &read) == OK) {
		size_t field_count;
		struct field *fields = form_fields(ctx, &read, scope, &field_count);
		const char *json, *why;

		form_keep(fields, field_count, sent, sent_count);
		form_trim(ctx, &read);
		json = document_print(ctx, &read, DOCUMENT_CONTENT);
		must(document_faults(ctx, &read, all).count > 0 || document_parse(ctx, json, strlen(json), &again, &why) == OK);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *json = DOCUMENTS[size == 0 ? 0 : data[0] % (sizeof(DOCUMENTS) / sizeof(*DOCUMENTS))], *why;
	struct form_scope scope;
	struct organisation org;
	void *ctx;

	if (size < 3 || memchr(data + 3, '\0', size - 3) != NULL)
		return 0;
	ctx = mem_new(NULL);
	must(document_parse(ctx, json, strlen(json), &org, &why) == OK);
	scope = (struct form_scope){ PARTS[data[1] % (sizeof(PARTS) / sizeof(*PARTS))], (enum lang)(data[1] / 16 % LANG_COUNT) };
	check_form(ctx, some_vocabularies(ctx), &org, &scope, ACTIONS[data[2] % (sizeof(ACTIONS) / sizeof(*ACTIONS))], mem_strndup(ctx, (const char *)data + 3, size - 3));
	mem_free(ctx);
	return 0;
}
