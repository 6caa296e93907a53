/* The map of Belgium's areas. Its shapes stand in map.tpl, which templates/map.mjs makes; here they get their numbers. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

/* The zones that have a place on the map; the others (all of Belgium, online) have none. */
static const struct area {
	const char *zone, *section;
} AREAS[] = {
	{ "flanders", "MAP_FLANDERS" }, { "hainaut", "MAP_HAINAUT" }, { "walloon-brabant", "MAP_WALLOON_BRABANT" }, { "namur", "MAP_NAMUR" },
	{ "luxembourg", "MAP_LUXEMBOURG" }, { "liege", "MAP_LIEGE" }, { "brussels", "MAP_BRUSSELS" }, { "german-speaking", "MAP_GERMAN_SPEAKING" },
};
enum { AREA_COUNT = sizeof(AREAS) / sizeof(AREAS[0]), STEPS = 5 };

static unsigned long
count_of(const struct facet_count *zones, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if ((int)zones[i].facet == VOCABULARY_ZONE && strcmp(zones[i].code, code) == 0)
			return zones[i].count;
	return 0;
}

static void
set_area(const struct view *view, struct tpl *row, const char *zone, unsigned long count, unsigned long most)
{
	const char *label = vocabulary_label(view->vocabularies, VOCABULARY_ZONE, zone, view->lang), *space = strrchr(label, ' ');
	const char *number = number_words(view->ctx, view->lang, count);

	tpl_set(row, "MAP_NAME", label);
	/* Where a name stands in two lines: all but the last word, and that. */
	tpl_set(row, "MAP_NAME_FIRST", space == NULL ? "" : mem_strndup(view->ctx, label, (size_t)(space - label)));
	tpl_set(row, "MAP_NAME_LAST", space == NULL ? label : space + 1);
	tpl_set(row, "MAP_COUNT", number);
	if (count == 0) {
		tpl_show(row, "MAP_NOBODY");
		tpl_set(row, "MAP_SAID", joined(view->ctx, label, tr("No organisation")));
		return;
	}
	tpl_setf(row, "MAP_STEP", "map-%lu", (count * STEPS - 1) / most);
	tpl_show(row, "MAP_SOME");
	tpl_set(row, "MAP_SAID", joined(view->ctx, label, mem_printf(view->ctx, trn("%s organisation", "%s organisations", count), number)));
}

void
include_map(const struct view *view, struct tpl *tpl, const struct facet_count *zones, size_t count)
{
	struct tpl *included = tpl_include(tpl, "MAP", "map.tpl");
	unsigned long counts[AREA_COUNT], most = 1;

	for (size_t i = 0; i < AREA_COUNT; i++) {
		counts[i] = count_of(zones, count, AREAS[i].zone);
		if (counts[i] > most)
			most = counts[i];
	}
	for (size_t i = 0; i < AREA_COUNT; i++)
		set_area(view, tpl_row(included, AREAS[i].section), AREAS[i].zone, counts[i], most);
}
