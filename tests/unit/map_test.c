/* view: the map of areas, rendered alone: templates as they were built, but that a page is nothing but the map. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "view/page.h"
#include "unit.h"
#include "vocabulary_files.h"

static const char PAGE[] = "error.tpl", ONLY_THE_MAP[] = "{{%AUTOESCAPE context=\"HTML\"}}{{>MAP}}";

struct fixture {
	void *ctx;
	struct view view;
	struct templates *templates;
};

/* A folder with the templates of `build` under their names, PAGE replaced. */
static char *
make_share(void *ctx, const char *build)
{
	char *share = mem_strdup(ctx, "/tmp/annuaire-map-XXXXXX"), *cwd = getcwd(NULL, 0);

	if (mkdtemp(share) == NULL || cwd == NULL)
		return NULL;
	assert_int_equal(mkdir(mem_printf(ctx, "%s/templates", share), 0700), 0);
	for (int l = 0; l < LANG_COUNT; l++) {
		const char *folder = mem_printf(ctx, "%s/templates/%s", share, lang_code((enum lang)l));
		glob_t files;
		FILE *page;

		assert_int_equal(mkdir(folder, 0700), 0);
		assert_int_equal(glob(mem_printf(ctx, "%s/%s/share/templates/%s/*.tpl", cwd, build, lang_code((enum lang)l)), 0, NULL, &files), 0);
		for (size_t i = 0; i < files.gl_pathc; i++) {
			const char *name = strrchr(files.gl_pathv[i], '/') + 1;

			if (strcmp(name, PAGE) != 0)
				assert_int_equal(symlink(files.gl_pathv[i], mem_printf(ctx, "%s/%s", folder, name)), 0);
		}
		globfree(&files);
		page = fopen(mem_printf(ctx, "%s/%s", folder, PAGE), "w");
		assert_non_null(page);
		assert_true(fputs(ONLY_THE_MAP, page) >= 0 && fclose(page) == 0);
	}
	free(cwd);
	return share;
}

static void
remove_share(void *ctx, const char *share)
{
	static const char *const LEVELS[] = { "/templates/*/*", "/templates/*", "/templates", "" };
	glob_t files;

	for (int level = 0; level < 4; level++) {
		if (glob(mem_printf(ctx, "%s%s", share, LEVELS[level]), 0, NULL, &files) == 0)
			for (size_t i = 0; i < files.gl_pathc; i++)
				(void)remove(files.gl_pathv[i]);
		globfree(&files);
	}
}

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);
	static const char *const FILES[] = { "map.tpl", NULL };
	const char *build = getenv("BUILD");
	char *share = make_share(f, build == NULL ? "build" : build);

	f->ctx = f;
	if (share == NULL)
		return -1;
	f->templates = tpl_open(share, FILES);
	for (int l = 0; l < LANG_COUNT; l++)
		assert_int_equal(tpl_load(f->templates, (enum lang)l), OK);
	remove_share(f->ctx, share);
	i18n_open(mem_printf(f->ctx, "%s/share/locale", build == NULL ? "build" : build));
	f->view = (struct view){ .ctx = f->ctx, .templates = f->templates, .vocabularies = vocabulary_files(f->ctx), .base = "" };
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	tpl_close(f->templates);
	mem_free(f);
	return 0;
}

static const char *
map(struct fixture *f, enum lang lang, const struct facet_count *zones, size_t count)
{
	struct buf html = buf_in(f->ctx);
	struct tpl *tpl = tpl_new();

	f->view.lang = lang;
	i18n_use(lang);
	tpl_set_global(tpl, "BASE", "/under");
	tpl_set_global(tpl, "LANG", lang_code(lang));
	include_map(&f->view, tpl, zones, count);
	assert_int_equal(tpl_render(f->templates, lang, PAGE, tpl, &html), OK);
	tpl_free(tpl);
	return buf_text(&html);
}

static size_t
times(const char *html, const char *what)
{
	size_t n = 0;

	while ((html = strstr(html, what)) != NULL) {
		html += strlen(what);
		n++;
	}
	return n;
}

static void
each_area_leads_to_its_organisations(void **state)
{
	static const struct facet_count ZONES[] = {
		{ (enum facet)VOCABULARY_ZONE, "brussels", 1500 }, { (enum facet)VOCABULARY_ZONE, "namur", 1 }, { (enum facet)VOCABULARY_ZONE, "belgium", 9000 }, { (enum facet)VOCABULARY_THEME, "liege", 7 },
		{ (enum facet)VOCABULARY_ZONE, "hainaut", 300 }, { (enum facet)VOCABULARY_ZONE, "flanders", 301 },
	};
	const char *html = map(*state, LANG_FR, ZONES, sizeof(ZONES) / sizeof(ZONES[0]));

	assert_int_equal(times(html, "<svg "), 1);
	assert_int_equal(times(html, "<a "), 4);
	assert_int_equal(times(html, "</a>"), 4);
	assert_int_equal(times(html, "<g class=\"map-none\" role=\"img\">"), 4);
	assert_int_equal(times(html, "</g>"), 4);
	assert_int_equal(times(html, "<title>"), 8);
	assert_non_null(strstr(html, "<a class=\"map-4\" href=\"/under/fr/organisations?zone=brussels\">"));
	assert_non_null(strstr(html, "<a class=\"map-0\" href=\"/under/fr/organisations?zone=namur\">"));
	assert_non_null(strstr(html, "<a class=\"map-0\" href=\"/under/fr/organisations?zone=hainaut\">"));
	assert_non_null(strstr(html, "<a class=\"map-1\" href=\"/under/fr/organisations?zone=flanders\">"));
	assert_non_null(strstr(html, "<title>Namur · 1 organisation</title>"));
	assert_non_null(strstr(html, "<title>Liège · Aucune organisation</title>"));
	assert_null(strstr(html, "{{"));
	assert_null(strstr(html, "style="));
}

static void
names_are_those_of_the_language_and_long_ones_break(void **state)
{
	static const struct facet_count ZONES[] = { { (enum facet)VOCABULARY_ZONE, "german-speaking", 2 } };
	const char *html = map(*state, LANG_DE, ZONES, 1);

	assert_non_null(strstr(html, ">Deutschsprachige<tspan"));
	assert_non_null(strstr(html, ">Gemeinschaft</tspan>"));
	assert_non_null(strstr(html, ">Lüttich<"));
	assert_non_null(strstr(html, "<title>Deutschsprachige Gemeinschaft · 2 Organisationen</title>"));
	assert_non_null(strstr(html, "<a class=\"map-4\" href=\"/under/de/organisations?zone=german-speaking\">"));
}

static void
an_empty_directory_has_a_map_without_links(void **state)
{
	const char *html = map(*state, LANG_NL, NULL, 0);

	assert_int_equal(times(html, "<a "), 0);
	assert_int_equal(times(html, "role=\"img\""), 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_area_leads_to_its_organisations),
		cmocka_unit_test(names_are_those_of_the_language_and_long_ones_break),
		cmocka_unit_test(an_empty_directory_has_a_map_without_links),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("map", tests, set_up, tear_down);
}
