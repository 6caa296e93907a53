/* One organisation as schema.org sees it. Only properties that https://schema.org/NGO has; what is not known is left out. */
#include <cjson/cJSON.h>
#include <string.h>

#include "base/mem.h"
#include "view/page.h"

static void
say(cJSON *object, const char *property, const char *value)
{
	if (value != NULL && *value != '\0')
		cJSON_AddStringToObject(object, property, value);
}

/* The array of that name in object, made when it is not there. */
static cJSON *
list(cJSON *object, const char *property)
{
	cJSON *array = cJSON_GetObjectItemCaseSensitive(object, property);

	return array != NULL ? array : cJSON_AddArrayToObject(object, property);
}

static void
say_more(cJSON *object, const char *property, const char *value)
{
	if (value != NULL && *value != '\0')
		cJSON_AddItemToArray(list(object, property), cJSON_CreateString(value));
}

static void
say_address(cJSON *object, const struct address *address)
{
	cJSON *postal;

	if (address->street == NULL && address->postcode == NULL && address->locality == NULL)
		return;
	postal = cJSON_AddObjectToObject(object, "address");
	say(postal, "@type", "PostalAddress");
	say(postal, "streetAddress", address->street);
	say(postal, "postalCode", address->postcode);
	say(postal, "addressLocality", address->locality);
	say(postal, "addressCountry", address->country != NULL ? address->country : "BE");
}

static void
say_terms(const struct view *view, cJSON *object, const char *property, const struct facets *facets, enum vocabulary v)
{
	for (size_t i = 0; i < facets->of[v].count; i++)
		say_more(object, property, vocabulary_label(view->vocabularies, v, facets->of[v].code[i], view->lang));
}

static void
say_names(cJSON *object, const struct organisation *org, struct said name)
{
	say(object, "name", name.words);
	say_more(object, "alternateName", org->acronym);
	for (int l = 0; l < LANG_COUNT; l++)
		if (org->name.in[l] != NULL && strcmp(org->name.in[l], name.words) != 0)
			say_more(object, "alternateName", org->name.in[l]);
	for (size_t i = 0; i < org->former_name_count; i++)
		say_more(object, "alternateName", org->former_names[i].name);
}

static void
say_branches(const struct view *view, cJSON *object, const struct organisation *org)
{
	for (size_t i = 0; i < org->branch_count; i++) {
		const struct branch *branch = &org->branches[i];
		cJSON *place = cJSON_CreateObject();

		say(place, "@type", "Place");
		say(place, "name", text_for(&branch->name, view->lang).words);
		say_address(place, &branch->address);
		say(place, "telephone", branch->phone);
		cJSON_AddItemToArray(list(object, "location"), place);
	}
}

static void
say_networks(const struct view *view, cJSON *object, const struct organisation *org)
{
	for (size_t i = 0; i < org->partner_count; i++) {
		const struct partner *partner = &org->partners[i];
		cJSON *network;

		if (partner->relation != RELATION_NETWORK)
			continue;
		network = cJSON_CreateObject();
		say(network, "@type", "Organization");
		say(network, "name", partner->name);
		if (partner->organisation != NULL)
			say(network, "url", mem_printf(view->ctx, "%s%s/%s/organisations/%s", view->origin, view->base, lang_code(view->lang), partner->organisation));
		cJSON_AddItemToArray(list(object, "memberOf"), network);
	}
}

/* json for a script element of an HTML page: no "<", ">" or "&", and none of the two line ends that only JavaScript knows. */
static const char *
escaped(void *ctx, const char *json)
{
	struct buf b = buf_in(ctx);
	const char *from = json;

	for (const char *c = json; *c != '\0'; c++) {
		const char *instead = NULL;
		size_t len = 1;

		if (*c == '<' || *c == '>' || *c == '&') {
			instead = *c == '<' ? "\\u003c" : *c == '>' ? "\\u003e" : "\\u0026";
		} else if (strncmp(c, "\xe2\x80\xa8", 3) == 0 || strncmp(c, "\xe2\x80\xa9", 3) == 0) {
			instead = c[2] == '\xa8' ? "\\u2028" : "\\u2029";
			len = 3;
		}
		if (instead == NULL)
			continue;
		buf_add(&b, from, (size_t)(c - from));
		buf_puts(&b, instead);
		c += len - 1;
		from = c + 1;
	}
	buf_puts(&b, from);
	return buf_text(&b);
}

const char *
json_ld_of(const struct view *view, const struct organisation *org)
{
	const char *page = mem_printf(view->ctx, "%s%s/%s/organisations/%s", view->origin, view->base, lang_code(view->lang), org->slug);
	cJSON *ngo = cJSON_CreateObject();
	const char *result;
	char *json;

	say(ngo, "@context", "https://schema.org");
	say(ngo, "@type", "NGO");
	say(ngo, "@id", mem_printf(view->ctx, "%s#organisation", page));
	say(ngo, "url", page);
	say_names(ngo, org, text_for(&org->name, view->lang));
	say(ngo, "description", text_for(&org->summary, view->lang).words);
	say_more(ngo, "sameAs", org->website);
	say_address(ngo, &org->address);
	say(ngo, "email", org->email);
	say(ngo, "telephone", org->phone);
	for (size_t i = 0; i < org->languages.count; i++)
		say_more(ngo, "knowsLanguage", org->languages.code[i]);
	say_terms(view, ngo, "knowsAbout", &org->facets, VOCABULARY_THEME);
	say_terms(view, ngo, "areaServed", &org->facets, VOCABULARY_ZONE);
	say_branches(view, ngo, org);
	say_networks(view, ngo, org);
	json = cJSON_PrintUnformatted(ngo);
	result = escaped(view->ctx, json);
	cJSON_free(json);
	cJSON_Delete(ngo);
	return result;
}
