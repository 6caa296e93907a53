/* The document read from JSON and written as JSON, along the table of its members. */
#include <cjson/cJSON.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/document.h"
#include "text/document_shape.h"

static const char FORMAT[] = "annuaire/1";

enum { DEPTH_MAX = 16 };

static const char *const RELATION[] = { [RELATION_PARTNER] = "partner", [RELATION_NETWORK] = "network" };

struct reading {
	void *ctx;
	const char *why;
};

static enum err
expected(struct reading *r, const struct place *place, const char *what)
{
	return document_fault(r->ctx, place, what, &r->why);
}

static enum err read_object(struct reading *r, const struct place *place, const cJSON *json, const struct shape *shape, void *into);

static enum err
read_text(struct reading *r, const struct place *place, const cJSON *json, struct text *text)
{
	const cJSON *item;

	if (!cJSON_IsObject(json))
		return expected(r, place, "expected an object with a text for each language");
	cJSON_ArrayForEach(item, json) {
		enum lang lang;

		if (!lang_parse(item->string, strlen(item->string), &lang) || !cJSON_IsString(item))
			return expected(r, place, "expected texts under fr, nl, de or en");
		if (text->in[lang] != NULL)
			return expected(r, &(struct place){ place, item->string, -1 }, "is given twice");
		if (item->valuestring[0] != '\0')
			text->in[lang] = mem_strdup(r->ctx, item->valuestring);
	}
	return OK;
}

static enum err
read_codes(struct reading *r, const struct place *place, const cJSON *json, struct codes *codes)
{
	const cJSON *item;

	if (!cJSON_IsArray(json))
		return expected(r, place, "expected an array of strings");
	codes->count = 0;
	codes->code = MEM_ARRAY(r->ctx, const char *, (size_t)cJSON_GetArraySize(json));
	cJSON_ArrayForEach(item, json) {
		if (!cJSON_IsString(item))
			return expected(r, place, "expected an array of strings");
		codes->code[codes->count++] = mem_strdup(r->ctx, item->valuestring);
	}
	return OK;
}

static enum err
read_array(struct reading *r, const struct place *place, const cJSON *json, const struct member *m, void *into)
{
	size_t count = (size_t)cJSON_GetArraySize(json), n = 0;
	struct place inner = { place->outer, place->name, 0 };
	const cJSON *item;
	char *elements;

	if (!cJSON_IsArray(json))
		return expected(r, place, "expected an array");
	elements = mem_zero(r->ctx, count * m->shape->size);
	*(void **)((char *)into + m->offset) = elements;
	*(size_t *)((char *)into + m->count_offset) = count;
	cJSON_ArrayForEach(item, json) {
		enum err e;

		inner.index = (int)n;
		e = read_object(r, &inner, item, m->shape, elements + n++ * m->shape->size);
		if (e != OK)
			return e;
	}
	return OK;
}

static enum err
read_member(struct reading *r, const struct place *place, const cJSON *json, const struct member *m, void *into)
{
	void *field = (char *)into + m->offset;

	if (m->kind <= KIND_LAST_STRING) {
		if (!cJSON_IsString(json))
			return expected(r, place, "expected a string");
		if (json->valuestring[0] != '\0')
			*(const char **)field = mem_strdup(r->ctx, json->valuestring);
		return OK;
	}
	switch (m->kind) {
	case KIND_FORMAT:
		return cJSON_IsString(json) && strcmp(json->valuestring, FORMAT) == 0 ? OK : expected(r, place, "expected \"annuaire/1\"");
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		return read_text(r, place, json, field);
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return read_codes(r, place, json, field);
	case KIND_NUMBER:
		if (!cJSON_IsNumber(json) || json->valuedouble != (double)json->valueint)
			return expected(r, place, "expected a whole number");
		*(int *)field = json->valueint;
		return OK;
	case KIND_RELATION:
		for (int i = 0; cJSON_IsString(json) && i < 2; i++) {
			if (strcmp(json->valuestring, RELATION[i]) == 0) {
				*(enum relation *)field = (enum relation)i;
				return OK;
			}
		}
		return expected(r, place, "expected \"partner\" or \"network\"");
	case KIND_OBJECT:
		return read_object(r, place, json, m->shape, field);
	case KIND_ARRAY:
		return read_array(r, place, json, m, into);
	default:
		return ERR_INTERNAL;
	}
}

static enum err
read_object(struct reading *r, const struct place *place, const cJSON *json, const struct shape *shape, void *into)
{
	const cJSON *item;
	uint64_t seen = 0;
	size_t next = 0;

	if (!cJSON_IsObject(json))
		return expected(r, place, "expected an object");
	cJSON_ArrayForEach(item, json) {
		struct place inner = { place, item->string, -1 };
		size_t i = 0;
		enum err e;

		/* Members mostly come in their own order: look at the next one first. */
		while (i < shape->count && strcmp(shape->members[(next + i) % shape->count].name, item->string) != 0)
			i++;
		if (i == shape->count)
			return expected(r, &inner, "no such member in this format");
		next = (next + i) % shape->count;
		if ((seen & UINT64_C(1) << next) != 0)
			return expected(r, &inner, "is given twice");
		seen |= UINT64_C(1) << next;
		e = read_member(r, &inner, item, &shape->members[next], into);
		if (e != OK)
			return e;
	}
	return OK;
}

/* What the bytes of the JSON say of it before it is parsed; NULL or what is wrong with them. */
static const char *
scan(const char *json, size_t len)
{
	bool in_string = false;
	int depth = 0;

	for (size_t i = 0; i < len; i++) {
		if (in_string) {
			if (json[i] == '\\') {
				/* cJSON would take it for the end of the string, and drop the rest in silence. */
				if (len - i >= 6 && memcmp(json + i, "\\u0000", 6) == 0)
					return "has a NUL character";
				i++;
			} else {
				in_string = json[i] != '"';
			}
		} else if (json[i] == '"') {
			in_string = true;
		} else if (json[i] == '{' || json[i] == '[') {
			if (++depth > DEPTH_MAX)
				return "is nested deeper than 16";
		} else if (json[i] == '}' || json[i] == ']') {
			depth--;
		}
	}
	return NULL;
}

/* The JSON parsed; NULL and *why when it is none, or when something follows it. */
static cJSON *
parse(void *ctx, const char *json, size_t len, const char **why)
{
	const char *end = json, *wrong;
	cJSON *parsed = NULL;
	size_t bad;

	if (!utf8_valid(json, len, &bad)) {
		*why = mem_printf(ctx, "byte %zu: not UTF-8", bad + 1);
		return NULL;
	}
	wrong = scan(json, len);
	if (wrong != NULL) {
		*why = mem_printf(ctx, "the document %s", wrong);
		return NULL;
	}
	parsed = cJSON_ParseWithLengthOpts(json, len, &end, 0);
	while (parsed != NULL && end < json + len && strchr(" \t\r\n", *end) != NULL)
		end++;
	if (parsed == NULL || end < json + len) {
		*why = mem_printf(ctx, "byte %zu: not JSON", (size_t)(end - json) + 1);
		cJSON_Delete(parsed);
		return NULL;
	}
	return parsed;
}

enum err
document_parse(void *ctx, const char *json, size_t len, struct organisation *org, const char **why)
{
	struct reading r = { ctx, NULL };
	cJSON *parsed;
	enum err e;

	memset(org, 0, sizeof(*org));
	parsed = parse(ctx, json, len, why);
	if (parsed == NULL)
		return ERR_INVALID;
	e = read_object(&r, NULL, parsed, &document_shape, org);
	if (e == OK && !cJSON_HasObjectItem(parsed, "format"))
		e = expected(&r, &(struct place){ NULL, "format", -1 }, "expected \"annuaire/1\"");
	if (e == OK && text_empty(&org->name))
		e = expected(&r, &(struct place){ NULL, "name", -1 }, "is missing");
	cJSON_Delete(parsed);
	*why = r.why;
	return e;
}

static cJSON *print_object(const struct shape *shape, const void *from, bool envelope);

static cJSON *
print_codes(const struct codes *codes)
{
	cJSON *array = codes->count == 0 ? NULL : cJSON_CreateArray();

	for (size_t i = 0; i < codes->count; i++)
		cJSON_AddItemToArray(array, cJSON_CreateString(codes->code[i]));
	return array;
}

static cJSON *
print_text(const struct text *text)
{
	cJSON *object = text_empty(text) ? NULL : cJSON_CreateObject();

	for (int l = 0; object != NULL && l < LANG_COUNT; l++)
		if (text->in[l] != NULL)
			cJSON_AddStringToObject(object, lang_code((enum lang)l), text->in[l]);
	return object;
}

/* The member's value; NULL when there is nothing to say. */
static cJSON *
print_member(const struct member *m, const void *from, bool envelope)
{
	const void *field = (const char *)from + m->offset;
	const char *elements;
	cJSON *value = NULL;
	size_t count;

	if (m->kind <= KIND_LAST_STRING)
		return *(const char *const *)field == NULL ? NULL : cJSON_CreateString(*(const char *const *)field);
	switch (m->kind) {
	case KIND_FORMAT:
		return cJSON_CreateString(FORMAT);
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		return print_text(field);
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return print_codes(field);
	case KIND_NUMBER:
		return cJSON_CreateNumber(*(const int *)field);
	case KIND_RELATION:
		return cJSON_CreateString(RELATION[*(const enum relation *)field]);
	case KIND_OBJECT:
		value = print_object(m->shape, field, envelope);
		if (value->child == NULL) {
			cJSON_Delete(value);
			value = NULL;
		}
		return value;
	case KIND_ARRAY:
		count = *(const size_t *)((const char *)from + m->count_offset);
		elements = *(const char *const *)field;
		if (count > 0)
			value = cJSON_CreateArray();
		for (size_t i = 0; i < count; i++)
			cJSON_AddItemToArray(value, print_object(m->shape, elements + i * m->shape->size, envelope));
		return value;
	default:
		return NULL;
	}
}

static cJSON *
print_object(const struct shape *shape, const void *from, bool envelope)
{
	cJSON *object = cJSON_CreateObject();

	for (size_t i = 0; i < shape->count; i++) {
		const struct member *m = &shape->members[i];
		cJSON *value = (m->flags & ENVELOPE) != 0 && !envelope ? NULL : print_member(m, from, envelope);

		if (value != NULL)
			cJSON_AddItemToObjectCS(object, m->name, value);
	}
	return object;
}

char *
document_print(void *ctx, const struct organisation *org, enum document_form form)
{
	cJSON *json = print_object(&document_shape, org, form != DOCUMENT_CONTENT);
	char *text = form == DOCUMENT_PRETTY ? cJSON_Print(json) : cJSON_PrintUnformatted(json), *copy;

	copy = mem_strdup(ctx, text);
	cJSON_free(text);
	cJSON_Delete(json);
	return copy;
}

