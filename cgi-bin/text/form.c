/* The document as a form, along the table of its members. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/document_shape.h"
#include "text/form.h"
#include "text/space.h"

enum { ROWS_MAX = 500, SHORT_CHARACTERS = 200 /* beyond them a line is typed in a field of several */ };

static const char *const RELATION[] = { [RELATION_PARTNER] = "partner", [RELATION_NETWORK] = "network" };

/* A field of a document while it is walked along. */
struct walk {
	void *ctx;
	enum lang lang;
	struct field *fields;
	size_t count;
};

static struct field *
add(struct walk *w, enum field_kind kind, const char *name, const char *value)
{
	MEM_GROW(w->ctx, w->fields, w->count);
	w->fields[w->count] = (struct field){ .kind = kind, .name = name, .value = value, .optional = true };
	return &w->fields[w->count++];
}

static enum field_kind
kind_of(const struct member *m)
{
	switch (m->kind) {
	case KIND_URL:
		return FIELD_URL;
	case KIND_EMAIL:
		return FIELD_EMAIL;
	case KIND_DAY:
		return FIELD_DATE;
	case KIND_NUMBER:
		return FIELD_NUMBER;
	case KIND_LONG_TEXT:
		return FIELD_TEXT;
	case KIND_TEXT:
		return m->limit > SHORT_CHARACTERS ? FIELD_LINES : FIELD_LINE;
	case KIND_PARTNER_TYPE:
	case KIND_RELATION:
		return FIELD_ONE;
	case KIND_FACET:
	case KIND_LANGUAGES:
		return FIELD_SOME;
	default:
		return strcmp(m->name, "phone") == 0 ? FIELD_TELEPHONE : FIELD_LINE;
	}
}

/* True for what people type. */
static bool
is_typed(const struct member *m)
{
	return (m->flags & (ENVELOPE | STABLE | PRINTED)) == 0 && m->kind != KIND_FORMAT && m->kind != KIND_SOURCE && m->kind != KIND_SLUGS;
}

static void
choose(struct walk *w, struct field *field, const char *code)
{
	MEM_GROW(w->ctx, field->options, field->option_count);
	field->options[field->option_count++] = (struct option){ .value = code, .chosen = true };
}

static void walk_object(struct walk *w, const struct shape *shape, const void *from, const char *prefix);

static void
walk_row(struct walk *w, const struct member *m, const void *element, size_t index)
{
	const char *row = mem_printf(w->ctx, "%s[%zu]", m->name, index + 1);

	add(w, FIELD_HIDDEN, mem_printf(w->ctx, "%s.was", row), mem_printf(w->ctx, "%zu", index + 1));
	walk_object(w, m->shape, element, mem_printf(w->ctx, "%s.", row));
}

static void
walk_member(struct walk *w, const struct member *m, const void *from, const char *prefix)
{
	const void *field = (const char *)from + m->offset;
	const char *name = mem_printf(w->ctx, "%s%s", prefix, m->name);
	const struct codes *codes = field;
	struct field *added;

	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		added = add(w, kind_of(m), mem_printf(w->ctx, "%s.%s", name, lang_code(w->lang)), ((const struct text *)field)->in[w->lang]);
		added->lang = lang_code(w->lang);
		break;
	case KIND_FACET:
	case KIND_LANGUAGES:
		added = add(w, FIELD_SOME, name, NULL);
		for (size_t i = 0; i < codes->count; i++)
			choose(w, added, codes->code[i]);
		return;
	case KIND_NUMBER:
		added = add(w, FIELD_NUMBER, name, *(const int *)field == 0 ? NULL : mem_printf(w->ctx, "%d", *(const int *)field));
		added->optional = (m->flags & REQUIRED) == 0;
		return;
	case KIND_RELATION:
		added = add(w, FIELD_ONE, name, RELATION[*(const enum relation *)field]);
		choose(w, added, added->value);
		return;
	case KIND_OBJECT:
		walk_object(w, m->shape, field, mem_printf(w->ctx, "%s.", name));
		return;
	case KIND_ARRAY:
		for (size_t i = 0; i < *(const size_t *)((const char *)from + m->count_offset); i++)
			walk_row(w, m, *(const char *const *)field + i * m->shape->size, i);
		return;
	default:
		added = add(w, kind_of(m), name, *(const char *const *)field);
		if (added->kind == FIELD_ONE && added->value != NULL)
			choose(w, added, added->value);
	}
	added->limit = m->limit;
	added->optional = (m->flags & REQUIRED) == 0;
}

static void
walk_object(struct walk *w, const struct shape *shape, const void *from, const char *prefix)
{
	for (size_t i = 0; i < shape->count; i++)
		if (is_typed(&shape->members[i]))
			walk_member(w, &shape->members[i], from, prefix);
}

/* The document's member that a scope's name begins with, and the row it names (from 1; 0: none). */
static const struct member *
member_of(const char *name, size_t *row)
{
	size_t len = strcspn(name, "[");

	*row = name[len] == '[' ? strtoul(name + len + 1, NULL, 10) : 0;
	for (size_t i = 0; i < document_shape.count; i++)
		if (strlen(document_shape.members[i].name) == len && strncmp(document_shape.members[i].name, name, len) == 0)
			return &document_shape.members[i];
	return NULL;
}

struct field *
form_fields(void *ctx, const struct organisation *org, const struct form_scope *scope, size_t *count)
{
	struct walk w = { ctx, scope->lang, NULL, 0 };

	for (size_t i = 0; scope->members[i] != NULL; i++) {
		size_t row;
		const struct member *m = member_of(scope->members[i], &row);

		if (m == NULL)
			continue;
		if (row == 0) {
			walk_member(&w, m, org, "");
			continue;
		}
		walk_row(&w, m, row > *(const size_t *)((const char *)org + m->count_offset) ? mem_zero(ctx, m->shape->size) :
		    *(const char *const *)((const char *)org + m->offset) + (row - 1) * m->shape->size, row - 1);
	}
	*count = w.count;
	return w.fields;
}

const char *
form_pattern(void *ctx, const char *name)
{
	struct buf b = buf_in(ctx);
	const char *end = name + strlen(name), *dot = strrchr(name, '.');
	enum lang lang;

	if (dot != NULL && lang_parse(dot + 1, strlen(dot + 1), &lang))
		end = dot;
	for (; name < end; name++) {
		buf_putc(&b, *name);
		if (*name == '[')
			name += strspn(name + 1, "0123456789");
	}
	return buf_text(&b);
}

/* A row of an array among the pairs: "branches[12]" at the beginning of a name. */
struct row {
	const char *array;
	size_t len;		/* of the array's name */
	long number;		/* as sent */
	bool blank;
};

static bool
row_of(const char *name, struct row *row)
{
	size_t len = strcspn(name, "[");
	char *end;

	if (name[len] != '[')
		return false;
	*row = (struct row){ name, len, strtol(name + len + 1, &end, 10), true };
	return row->number > 0 && row->number <= 2 * ROWS_MAX && end[0] == ']' && (end[1] == '.' || end[1] == '\0');
}

static bool
is_same(const struct row *a, const struct row *b)
{
	return a->len == b->len && a->number == b->number && strncmp(a->array, b->array, a->len) == 0;
}

/* By array; then by number, but rows that are all blank come last. */
static int
by_place(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = strncmp(x->array, y->array, x->len < y->len ? x->len : y->len);

	if (order == 0)
		order = (x->len > y->len) - (x->len < y->len);
	if (order == 0)
		order = x->blank - y->blank;
	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

/* True if the action is done to this row. */
static bool
is_meant(const char *action, const char *verb, const struct row *row)
{
	size_t len = strlen(verb);
	struct row named;

	return action != NULL && strncmp(action, verb, len) == 0 && row_of(action + len, &named) && is_same(row, &named);
}

/* True if the pair is in a row of an array that the form has all of; *row says which. */
static bool
is_in_row(const struct form_scope *scope, const char *name, struct row *row)
{
	if (!row_of(name, row))
		return false;
	for (size_t i = 0; scope->members[i] != NULL; i++)
		if (strlen(scope->members[i]) == row->len && strncmp(scope->members[i], row->array, row->len) == 0)
			return true;
	return false;
}

/* Every row that the pairs have, in order, blank ones last, with the action done. */
static struct row *
rows_of(void *ctx, const struct form_scope *scope, const struct parameter *sent, size_t sent_count, const char *action, size_t *count)
{
	struct row *rows = NULL, row;

	*count = 0;
	for (size_t i = 0; i < sent_count; i++) {
		const char *end = strchr(sent[i].name, ']');
		size_t r = 0;

		if (!is_in_row(scope, sent[i].name, &row))
			continue;
		while (r < *count && !is_same(&rows[r], &row))
			r++;
		if (r == *count) {
			MEM_GROW(ctx, rows, *count);
			rows[(*count)++] = row;
		}
		/* A row that was there may say what this form does not show; what is always chosen does not fill a new one. */
		if (strcmp(end, "].relation") != 0 && (strcmp(end, "].was") != 0 || strcmp(sent[i].value, "0") != 0) && sent[i].value[strspn(sent[i].value, " \t\n")] != '\0' &&
		    !is_meant(action, "remove:", &row))
			rows[r].blank = false;
	}
	if (*count > 1)
		qsort(rows, *count, sizeof(*rows), by_place);
	for (size_t r = 0; r + 1 < *count; r++)
		if ((is_meant(action, "up:", &rows[r + 1]) || is_meant(action, "down:", &rows[r])) && rows[r].len == rows[r + 1].len &&
		    strncmp(rows[r].array, rows[r + 1].array, rows[r].len) == 0 && !rows[r + 1].blank) {
			row = rows[r];
			rows[r] = rows[r + 1];
			rows[r + 1] = row;
			break;
		}
	return rows;
}

struct parameter *
form_rows(void *ctx, const struct form_scope *scope, const struct parameter *sent, size_t sent_count, const char *action, size_t *count)
{
	struct parameter *pairs = MEM_ARRAY(ctx, struct parameter, sent_count + 1);
	size_t row_count, number = 0;
	struct row *rows = rows_of(ctx, scope, sent, sent_count, action, &row_count), row;

	*count = 0;
	for (size_t i = 0; i < sent_count; i++)
		if (!is_in_row(scope, sent[i].name, &row))
			pairs[(*count)++] = sent[i];
	for (size_t r = 0; r < row_count; r++) {
		number = r > 0 && rows[r - 1].len == rows[r].len && strncmp(rows[r - 1].array, rows[r].array, rows[r].len) == 0 ? number : 0;
		if (rows[r].blank)
			continue;
		number++;
		for (size_t i = 0; i < sent_count; i++)
			if (is_in_row(scope, sent[i].name, &row) && is_same(&row, &rows[r]))
				pairs[(*count)++] = (struct parameter){ mem_printf(ctx, "%.*s[%zu%s", (int)row.len, row.array, number, strchr(sent[i].name, ']')), sent[i].value };
	}
	if (action != NULL && strncmp(action, "add:", 4) == 0) {
		const char *array = action + 4;

		number = 1;
		for (size_t r = 0; r < row_count; r++)
			number += !rows[r].blank && rows[r].len == strlen(array) && strncmp(rows[r].array, array, rows[r].len) == 0;
		pairs[(*count)++] = (struct parameter){ mem_printf(ctx, "%s[%zu].was", array, number), "" };
	}
	return pairs;
}

/* A form while it is read. */
struct reading {
	void *ctx;
	enum lang lang;
	const struct parameter *pairs;
	bool *used;
	size_t count;
	bool repeated;
};

/* s as a form gives it back. */
static const char *
trimmed(void *ctx, const char *s)
{
	size_t len;

	s += strspn(s, " \t\n");
	for (len = strlen(s); len > 0 && strchr(" \t\n", s[len - 1]) != NULL; len--)
		;
	return s[len] == '\0' ? s : mem_strndup(ctx, s, len);
}

/* The value of the pair of that name without spaces at its ends; NULL when it was not sent, "" when it is empty. */
static const char *
take(struct reading *r, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < r->count; i++) {
		if (strcmp(r->pairs[i].name, name) != 0)
			continue;
		r->repeated |= value != NULL;
		r->used[i] = true;
		value = trimmed(r->ctx, r->pairs[i].value);
	}
	return value;
}

static struct codes
take_codes(struct reading *r, const char *name)
{
	struct codes codes = { NULL, 0 };

	for (size_t i = 0; i < r->count; i++) {
		if (strcmp(r->pairs[i].name, name) != 0)
			continue;
		r->used[i] = true;
		if (r->pairs[i].value[0] == '\0')
			continue;
		MEM_GROW(r->ctx, codes.code, codes.count);
		codes.code[codes.count++] = r->pairs[i].value;
	}
	return codes;
}

/* What nobody touched stays as it is, to the byte. */
static void
set_string(struct reading *r, const char **field, const char *value, bool lines)
{
	if (value != NULL && !lines && strchr(value, '\n') != NULL)
		value = space_one_line(r->ctx, value, strlen(value));
	if (value != NULL && (*field == NULL || strcmp(trimmed(r->ctx, *field), value) != 0))
		*field = *value == '\0' ? NULL : value;
}

static void read_object(struct reading *r, const struct shape *shape, void *into, const char *prefix);

static bool
has_row(const struct reading *r, const char *row)
{
	size_t len = strlen(row);

	for (size_t i = 0; i < r->count; i++)
		if (strncmp(r->pairs[i].name, row, len) == 0 && r->pairs[i].name[len] == '.')
			return true;
	return false;
}

/* The rows as sent, each made of the row that it was. */
static void
read_array(struct reading *r, const struct member *m, void *into)
{
	char **elements = (char **)((char *)into + m->offset), *old = *elements;
	size_t *count = (size_t *)((char *)into + m->count_offset), old_count = *count, size = m->shape->size, n = 0;
	char *rows = mem_zero(r->ctx, (ROWS_MAX + 1) * size);

	for (; n < ROWS_MAX; n++) {
		const char *row = mem_printf(r->ctx, "%s[%zu]", m->name, n + 1), *was;
		size_t index;

		if (!has_row(r, row))
			break;
		was = take(r, mem_printf(r->ctx, "%s.was", row));
		index = was == NULL ? 0 : strtoul(was, NULL, 10);
		if (index >= 1 && index <= old_count)
			memcpy(rows + n * size, old + (index - 1) * size, size);
		read_object(r, m->shape, rows + n * size, mem_printf(r->ctx, "%s.", row));
	}
	*elements = rows;
	*count = n;
}

static void
read_member(struct reading *r, const struct member *m, void *into, const char *prefix)
{
	void *field = (char *)into + m->offset;
	const char *name = mem_printf(r->ctx, "%s%s", prefix, m->name), *value;

	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		set_string(r, &((struct text *)field)->in[r->lang], take(r, mem_printf(r->ctx, "%s.%s", name, lang_code(r->lang))), m->kind == KIND_LONG_TEXT);
		break;
	case KIND_FACET:
	case KIND_LANGUAGES:
		*(struct codes *)field = take_codes(r, name);
		break;
	case KIND_NUMBER:
		value = take(r, name);
		if (value != NULL)
			*(int *)field = strspn(value, "0123456789") == strlen(value) && strlen(value) < 9 ? (int)strtol(value, NULL, 10) : -1;
		break;
	case KIND_RELATION:
		value = take(r, name);
		*(enum relation *)field = value != NULL && strcmp(value, RELATION[RELATION_NETWORK]) == 0 ? RELATION_NETWORK : RELATION_PARTNER;
		break;
	case KIND_COUNTRY:	/* Belgium need not be named: where it is, it stays so; where it is not, nobody names it */
		value = take(r, name);
		if (value != NULL && strcmp(value, "BE") == 0 && (*(const char **)field == NULL || strcmp(*(const char **)field, value) != 0))
			value = "";
		set_string(r, field, value, false);
		break;
	case KIND_OBJECT:
		read_object(r, m->shape, field, mem_printf(r->ctx, "%s.", name));
		break;
	case KIND_ARRAY:
		read_array(r, m, into);
		break;
	default:
		set_string(r, field, take(r, name), false);
	}
}

static void
read_object(struct reading *r, const struct shape *shape, void *into, const char *prefix)
{
	for (size_t i = 0; i < shape->count; i++)
		if (is_typed(&shape->members[i]))
			read_member(r, &shape->members[i], into, prefix);
}

/* One row of an array, whether it stands or is new; the other rows stay. */
static void
read_row(struct reading *r, const struct member *m, size_t row, struct organisation *org)
{
	char **elements = (char **)((char *)org + m->offset);
	size_t *count = (size_t *)((char *)org + m->count_offset), size = m->shape->size;
	const char *name = mem_printf(r->ctx, "%s[%zu]", m->name, row);
	bool is_new = row > *count;
	int next = 1;

	*elements = mem_copy(r->ctx, *elements, *count * size);
	if (is_new) {
		row = *count + 1;
		*elements = mem_resize(r->ctx, *elements, row * size);
		memset(*elements + *count * size, 0, size);
		*count = row;
	}
	take(r, mem_printf(r->ctx, "%s.was", name));
	read_object(r, m->shape, *elements + (row - 1) * size, mem_printf(r->ctx, "%s.", name));
	if (is_new && *elements == (char *)org->activities) {
		for (size_t i = 0; i < org->activity_count; i++)
			next = org->activities[i].number >= next ? org->activities[i].number + 1 : next;
		org->activities[row - 1].number = next;
	}
}

enum err
form_read(void *ctx, const struct organisation *base, const struct form_scope *scope, const struct parameter *pairs, size_t count, const char *const *others,
    struct organisation *org)
{
	struct reading r = { ctx, scope->lang, pairs, MEM_ARRAY(ctx, bool, count + 1), count, false };

	*org = *base;
	for (size_t i = 0; scope->members[i] != NULL; i++) {
		size_t row;
		const struct member *m = member_of(scope->members[i], &row);

		if (m != NULL && row > 0)
			read_row(&r, m, row, org);
		else if (m != NULL)
			read_member(&r, m, org, "");
	}
	for (size_t i = 0; i < count; i++) {
		bool known = r.used[i];

		for (size_t o = 0; others[o] != NULL; o++)
			known = known || strcmp(others[o], pairs[i].name) == 0;
		if (!known)
			return ERR_BAD_REQUEST;
	}
	return r.repeated ? ERR_BAD_REQUEST : OK;
}

/* True if nothing is said by an element of an array. */
static bool
is_empty(const struct shape *shape, const char *element)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *m = &shape->members[i];
		const void *field = element + m->offset;

		if (m->kind <= KIND_LAST_STRING ? *(const char *const *)field != NULL : m->kind == KIND_TEXT || m->kind == KIND_LONG_TEXT ? !text_empty(field) :
		    m->kind == KIND_NUMBER ? *(const int *)field != 0 : m->kind == KIND_ARRAY || m->kind == KIND_OBJECT)
			return false;
	}
	return true;
}

void
form_trim(void *ctx, struct organisation *org)
{
	for (size_t i = 0; i < document_shape.count; i++) {
		const struct member *m = &document_shape.members[i];
		size_t *count = (size_t *)((char *)org + m->count_offset), size, n = 0;
		char **elements = (char **)((char *)org + m->offset), *kept;

		if (m->kind != KIND_ARRAY)
			continue;
		size = m->shape->size;
		kept = mem_zero(ctx, *count * size);
		for (size_t k = 0; k < *count; k++)
			if (!is_empty(m->shape, *elements + k * size))
				memcpy(kept + n++ * size, *elements + k * size, size);
		*elements = kept;
		*count = n;
	}
}

void
form_keep(struct field *fields, size_t field_count, const struct parameter *pairs, size_t count)
{
	for (size_t f = 0; f < field_count; f++)
		for (size_t i = 0; i < count && fields[f].kind != FIELD_SOME; i++)
			if (strcmp(fields[f].name, pairs[i].name) == 0)
				fields[f].value = pairs[i].value;
}
