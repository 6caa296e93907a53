/* text/printed: what a print says is in the document, and whatever it says besides is reported by line and kept. */
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/document.h"
#include "text/printed.h"
#include "unit.h"
#include "vocabulary_files.h"

#define FIXTURES "tests/fixtures/printed/"
#define WSM "../shared/data/wsm.txt"

static const struct vocabularies *all;	/* read once */

static int
set_up(void **state)
{
	*state = mem_new(NULL);
	all = vocabulary_files(*state);
	return 0;
}

static const struct printed *
parsed_bytes(void *ctx, const char *bytes, size_t len)
{
	struct printed *printed = MEM_NEW(ctx, struct printed);
	const char *why = "";

	if (printed_parse(ctx, bytes, len, all, printed, &why) != OK)
		fail_msg("%s", why);
	if (document_check(ctx, &printed->organisation, all, &why) != OK)
		fail_msg("the document would be refused: %s", why);
	return printed;
}

static const struct printed *
parsed(void *ctx, const char *text)
{
	return parsed_bytes(ctx, text, strlen(text));
}

static char *
contents(void *ctx, const char *path)
{
	const char *why = "";
	char *bytes;

	if (file_read(ctx, path, PRINTED_MAX_BYTES, &bytes, NULL, &why) != OK)
		fail_msg("%s", why);
	return bytes;
}

static const struct printed *
fixture(void *ctx, const char *name)
{
	return parsed(ctx, contents(ctx, mem_printf(ctx, FIXTURES "%s.txt", name)));
}

static const char *
document(void *ctx, const struct printed *printed)
{
	return document_print(ctx, &printed->organisation, DOCUMENT_CONTENT);
}

/* A literal as bytes and their number, NUL inside and all. */
#define BYTES(literal) literal, sizeof(literal) - 1

/* These bytes are refused for this reason. */
static void
refused(void *ctx, const char *bytes, size_t len, const char *reason)
{
	struct printed printed;
	const char *why = NULL;

	assert_int_equal(printed_parse(ctx, bytes, len, all, &printed, &why), ERR_INVALID);
	assert_non_null(why);
	if (strstr(why, reason) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", why, reason);
}

static const struct printed_report *
reported(const struct printed *printed, enum printed_finding finding, const char *field, int line)
{
	for (size_t i = 0; i < printed->report_count; i++) {
		const struct printed_report *r = &printed->reports[i];

		if (r->finding == finding && strcmp(r->field, field) == 0 && r->line == line)
			return r;
	}
	fail_msg("no report %d about %s in line %d", (int)finding, field, line);
	return NULL;
}

static void
assert_codes(const struct organisation *org, enum vocabulary v, const char *codes)
{
	struct buf b = buf_in(NULL);

	for (size_t i = 0; i < org->facets.of[v].count; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", org->facets.of[v].code[i]);
	assert_string_equal(buf_text(&b), codes);
	mem_free(b.bytes);
}

/* How many items the description's list has. */
static int
items(const struct activity *activity)
{
	const char *text = activity->description.in[LANG_FR];
	int n = text != NULL && strncmp(text, "- ", 2) == 0;

	while (text != NULL && (text = strstr(text, "\n- ")) != NULL) {
		text++;
		n++;
	}
	return n;
}

static char *
replaced(void *ctx, const char *text, const char *what, const char *with)
{
	struct buf b = buf_in(ctx);
	const char *found;

	for (; (found = strstr(text, what)) != NULL; text = found + strlen(what)) {
		buf_add(&b, text, (size_t)(found - text));
		buf_puts(&b, with);
	}
	buf_puts(&b, text);
	return mem_strdup(ctx, buf_text(&b));
}

static void
every_field_of_a_full_print_is_read(void **state)
{
	const struct printed *printed = fixture(*state, "complete");
	const struct organisation *org = &printed->organisation;

	assert_string_equal(org->name.in[LANG_FR], "Les Passerelles de Brume");
	assert_string_equal(org->address.street, "Quai des Lanternes 1918");
	assert_string_equal(org->address.postcode, "5000");
	assert_string_equal(org->address.locality, "Namur");
	assert_string_equal(org->address.line, "Quai des Lanternes 1918 B-5000 Namur");
	assert_string_equal(org->website, "https://passerelles-de-brume.example/accueil");
	assert_string_equal(org->phone, "081 00 00 01");
	assert_string_equal(org->email, "bonjour@passerelles-de-brume.example");
	assert_string_equal(org->mission.in[LANG_FR], "Relier les rives, voilà toute l'idée : 1. Écouter 2. Bâtir.\n\n"
	    "Un second paragraphe parle de Historique, de Mission Nord et d'Antenne Locale.");
	assert_int_equal(org->activity_count, 6);
	assert_int_equal(org->unplaced_count, 0);
	for (size_t i = 0; i < printed->report_count; i++)
		assert_true(printed->reports[i].finding == FINDING_IMPORTED || printed->reports[i].line == 52);
	assert_string_equal(reported(printed, FINDING_IMPORTED, "mission_north", 10)->detail, "107 characters");
	assert_string_equal(reported(printed, FINDING_IMPORTED, "activities", 47)->detail, "6, with 8 list items");
}

static void
filled_branches_are_blocks_of_lines(void **state)
{
	const struct organisation *org = &fixture(*state, "complete")->organisation;

	assert_int_equal(org->branch_count, 3);
	assert_string_equal(org->branches[0].name.in[LANG_FR], "Antenne de Liège");
	assert_string_equal(org->branches[0].address.street, "Rue du Vent 7");
	assert_string_equal(org->branches[0].address.postcode, "4020");
	assert_string_equal(org->branches[0].address.locality, "Liège");
	assert_string_equal(org->branches[0].phone, "04 000 00 02");
	assert_string_equal(org->branches[0].email, "liege@passerelles-de-brume.example");
	assert_string_equal(org->branches[1].name.in[LANG_FR], "Mons");
	assert_string_equal(org->branches[1].address.street, "Grand-Place 1");
	assert_string_equal(org->branches[2].name.in[LANG_FR], "Antenne de Dinant");
	assert_string_equal(org->branches[2].address.street, "Rue des Galets 3 bis");
}

static void
facet_values_are_found_by_label_and_alias(void **state)
{
	const struct organisation *org = &fixture(*state, "complete")->organisation;

	assert_codes(org, VOCABULARY_ACTIVITY_TYPE, "school-session campaign advocacy");
	assert_codes(org, VOCABULARY_THEME, "climate peace fair-trade");
	assert_codes(org, VOCABULARY_AUDIENCE, "teachers general-public");
	assert_codes(org, VOCABULARY_PARTNER_TYPE, "higher-education trade-union");
	assert_codes(org, VOCABULARY_ZONE, "liege namur");
}

static void
flattened_lists_are_lists_again(void **state)
{
	const struct organisation *org = &fixture(*state, "complete")->organisation;

	assert_string_equal(org->activities[0].title.in[LANG_FR], "Nuit des ponts/ Débats");
	assert_string_equal(org->activities[0].description.in[LANG_FR], "Une veillée du réseau Nord-Sud avec le CNCD-11.11.11 , la maison d'en face, etc.");
	assert_string_equal(org->activities[1].description.in[LANG_FR], "- Nœuds de marin (là-bas, plates-formes)\n- Échelles Nord-Sud\n- 3 soirées de corde");
	assert_string_equal(org->activities[2].description.in[LANG_FR], "- Revue Brume (mensuelle)\n- Lettre...\n- Site Liège-Belgique");
	assert_string_equal(org->activities[3].description.in[LANG_FR], "Deux formules :\n\n- Découverte\n- Pont suspendu - Niveau A");
	assert_string_equal(org->activities[4].title.in[LANG_FR], "Visites");
	assert_null(org->activities[4].description.in[LANG_FR]);
	for (size_t i = 0; i < org->activity_count; i++)
		assert_int_equal(org->activities[i].number, i + 1);
}

static void
a_wrapped_row_goes_on_with_its_description(void **state)
{
	const struct organisation *org = &fixture(*state, "complete")->organisation;

	assert_string_equal(org->activities[5].title.in[LANG_FR], "Campagne du soir");
	assert_string_equal(org->activities[5].description.in[LANG_FR], "Chaque soir, une lanterne de plus est allumée.");
}

static void
partner_groups_are_counted_and_the_text_stays(void **state)
{
	const struct organisation *org = &fixture(*state, "complete")->organisation;

	assert_int_equal(org->partner_group_count, 3);
	assert_string_equal(org->partner_groups[0].type, "health-organisation");
	assert_int_equal(org->partner_groups[0].count, 2);
	assert_string_equal(org->partner_groups[1].type, "school");
	assert_int_equal(org->partner_groups[1].count, 4);	/* 3 and 1: a type stands once */
	assert_string_equal(org->partner_groups[2].type, "trade-union");
	assert_non_null(strstr(org->mission_north.in[LANG_FR], "2 organismes de santé 3 écoles 1 syndicat 1 école Le reste"));
}

static void
other_line_ends_and_signs_give_the_same_document(void **state)
{
	void *ctx = *state;
	const char *text = contents(ctx, FIXTURES "complete.txt"), *expected = document(ctx, parsed(ctx, text));
	char *nfd = (char *)utf8proc_NFD((const utf8proc_uint8_t *)text), *bare = mem_strdup(ctx, text);

	assert_string_equal(document(ctx, parsed(ctx, replaced(ctx, text, "\n", "\r\n"))), expected);
	assert_string_equal(document(ctx, parsed(ctx, replaced(ctx, text, "\n", "\r"))), expected);
	assert_string_equal(document(ctx, parsed(ctx, replaced(ctx, text, "\n", "  \n"))), expected);
	assert_string_equal(document(ctx, parsed(ctx, replaced(ctx, text, "\n", "\xc2\xa0\n"))), expected);
	assert_string_equal(document(ctx, parsed(ctx, mem_printf(ctx, "\xef\xbb\xbf%s", text))), expected);
	assert_string_equal(document(ctx, parsed(ctx, mem_printf(ctx, "\xef\xbb\xbf\n\n%s\n\n\n", text))), expected);
	assert_string_not_equal(nfd, text);
	assert_string_equal(document(ctx, parsed(ctx, nfd)), expected);
	free(nfd);
	bare[strlen(bare) - 1] = '\0';
	assert_string_equal(document(ctx, parsed(ctx, bare)), expected);
}

static void
headings_and_labels_are_known_in_other_spellings(void **state)
{
	static const char *const OTHER[][2] = {
		{ "Profil de l'organisation en ECMS", "Profil de l’organisation en ECMS" },
		{ "Activités de l'Organisation", "ACTIVITES DE L’ORGANISATION" },
		{ "\nMission Générale\n", "\nMission\xc2\xa0Generale\xc2\xa0\n" },
		{ "Antenne Locale\n\nA", "  antenne locale\t\n\nA" },
		{ "Adresse principale : ", "ADRESSE PRINCIPALE\xc2\xa0: " },
		{ "Site web : ", "Site web:" },
		{ "Type activite : ", "Type d’activité\xe2\x80\xaf:\xc2\xa0" },
		{ "\tThème : ", "Themes: " },
		{ "Public cible : ENSEIGNANTS; grand public", "Publics cibles : Enseignant-e-s,\xc2\xa0Grand public ;" },
		{ "Zone géographique", "  Zones Géographiques" },
		{ "Titre d'activité\tDescription", "TITRE D’ACTIVITE\tDESCRIPTION" },
		{ "Ateliers\t- N", "Ateliers\t-\xc2\xa0N" },
	};
	void *ctx = *state;
	const char *text = contents(ctx, FIXTURES "complete.txt"), *expected = document(ctx, parsed(ctx, text));

	for (size_t i = 0; i < sizeof(OTHER) / sizeof(OTHER[0]); i++) {
		assert_non_null(strstr(text, OTHER[i][0]));
		assert_string_equal(document(ctx, parsed(ctx, replaced(ctx, text, OTHER[i][0], OTHER[i][1]))), expected);
	}
}

static void
what_is_blank_is_said_to_be_blank(void **state)
{
	static const struct {
		const char *field;
		int line;
	} BLANK[] = {
		{ "address", 3 }, { "website", 4 }, { "mission_north", 6 }, { "mission", 10 }, { "history", 12 }, { "branches", 14 }, { "activity_type", 22 },
		{ "theme", 23 }, { "audience", 24 }, { "partner_type", 25 }, { "zone", 26 }, { "activities", 28 },
	};
	const struct printed *printed = fixture(*state, "blank");

	assert_string_equal(document(*state, printed), "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"Cabane Vide\"}}");
	for (size_t i = 0; i < sizeof(BLANK) / sizeof(BLANK[0]); i++)
		reported(printed, FINDING_BLANK, BLANK[i].field, BLANK[i].line);
	assert_int_equal(printed->report_count, 1 + sizeof(BLANK) / sizeof(BLANK[0]));
}

static void
missing_sections_are_said_to_be_missing(void **state)
{
	static const char *const MISSING[] = { "address", "website", "mission_north", "mission", "branches", "activity_type", "theme", "audience",
	    "partner_type", "zone", "activities" };
	const struct printed *printed = fixture(*state, "minimal");

	assert_string_equal(document(*state, printed), "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"Le Strict Nécessaire\"},\"history\":{\"fr\":\"Né d'un oubli.\"}}");
	for (size_t i = 0; i < sizeof(MISSING) / sizeof(MISSING[0]); i++)
		reported(printed, FINDING_MISSING, MISSING[i], 0);
	reported(printed, FINDING_IMPORTED, "history", 2);
}

static void
what_has_no_place_is_kept_by_its_line(void **state)
{
	static const struct unplaced KEPT[] = {
		{ 2, "fondé un mardi" }, { 4, "Adresse principale : Rue Deux 2 1000 Bruxelles" }, { 5, "(en travaux)" }, { 6, "Site web : <http://autre.example>" },
		{ 7, "E-mail : personne" }, { 21, "ouverte le jeudi" }, { 25, "avant toute étiquette" }, { 26, "theme: Vent d'ouest" },
		{ 27, "theme: Langue : volapük" }, { 30, "une ligne sans titre" },
	};
	const struct printed *printed = fixture(*state, "odd");
	const struct organisation *org = &printed->organisation;

	assert_int_equal(org->unplaced_count, sizeof(KEPT) / sizeof(KEPT[0]));
	for (size_t i = 0; i < sizeof(KEPT) / sizeof(KEPT[0]); i++) {
		assert_int_equal(org->unplaced[i].line, KEPT[i].line);
		assert_string_equal(org->unplaced[i].text, KEPT[i].text);
		assert_string_equal(reported(printed, FINDING_UNPLACED, "line", KEPT[i].line)->detail, KEPT[i].text);
	}
	assert_codes(org, VOCABULARY_THEME, "climate peace");
}

static void
what_is_doubtful_is_reported(void **state)
{
	const struct printed *printed = fixture(*state, "odd");
	const struct organisation *org = &printed->organisation;

	assert_string_equal(org->address.street, "Sentier sans numéro");
	assert_null(org->address.postcode);
	assert_non_null(strstr(reported(printed, FINDING_SUSPICIOUS, "address", 3)->detail, "no postcode"));
	assert_string_equal(org->website, "http://www.moulin.example");
	assert_non_null(strstr(reported(printed, FINDING_SUSPICIOUS, "website", 5)->detail, "http://"));
	reported(printed, FINDING_SUSPICIOUS, "mission_north", 15);
	assert_non_null(strstr(reported(printed, FINDING_SUSPICIOUS, "activities", 32)->detail, "<p>"));
}

static void
a_repeated_heading_adds_and_a_wrapped_text_is_joined(void **state)
{
	const struct organisation *org = &fixture(*state, "odd")->organisation;

	assert_string_equal(org->mission_north.in[LANG_FR], "Une ligne que l'impression a coupée.\\\n\\- puis un point\n\nEt encore.");
}

static void
tags_are_left_out_and_nothing_else(void **state)
{
	const struct organisation *org = &fixture(*state, "odd")->organisation;

	assert_string_equal(org->activities[0].description.in[LANG_FR],
	    "Avec tous, si 3 \\< 4 et \\<info@moulin.example> ; voir \\<https://moulin.example>");
}

static void
a_tag_never_swallows_a_list(void **state)
{
	const struct organisation *org = &parsed(*state, "X\nActivités de l'Organisation\nA\t<ul style=\"a • B • C -> D\n")->organisation;

	assert_string_equal(org->activities[0].description.in[LANG_FR], "\\<ul style=\"a\n\n- B\n- C -> D");
}

static void
the_postcode_is_the_last_one_before_a_word(void **state)
{
	static const char *const ADDRESS[][3] = {
		{ "Rue du 11 Novembre 1918 12 5000 Namur", "Rue du 11 Novembre 1918 12", "5000" },
		{ "Rue du Lac 4, 1030 Schaerbeek 3", "Rue du Lac 4", "1030" },
		{ "Rue 2000 Lieues 5\xc2\xa0" "6600\xc2\xa0" "Bastogne", "Rue 2000 Lieues 5", "6600" },
		{ "1000 Bruxelles", NULL, "1000" },
	};
	void *ctx = *state;

	for (size_t i = 0; i < sizeof(ADDRESS) / sizeof(ADDRESS[0]); i++) {
		const struct organisation *org = &parsed(ctx, mem_printf(ctx, "Nom\nAdresse principale : %s\n", ADDRESS[i][0]))->organisation;

		assert_string_equal(org->address.postcode, ADDRESS[i][2]);
		if (ADDRESS[i][1] == NULL)
			assert_null(org->address.street);
		else
			assert_string_equal(org->address.street, ADDRESS[i][1]);
	}
}

static void
only_the_print_s_own_sentence_means_no_branch(void **state)
{
	const struct organisation *org = &parsed(*state, "X\nAntenne Locale\nL’organisation n'a pas ajouté une antenne locale.\n")->organisation;

	assert_int_equal(org->branch_count, 0);
	org = &parsed(*state, "X\nAntenne Locale\nL'organisation n'a pas ajouté une antenne locale mais un phare\n")->organisation;
	assert_int_equal(org->branch_count, 1);
	assert_string_equal(org->branches[0].name.in[LANG_FR], "L'organisation n'a pas ajouté une antenne locale mais un phare");
}

static void
a_later_sentence_of_partners_is_found(void **state)
{
	const struct organisation *org = &parsed(*state, "X\nMission Nord\nNos organisations partenaires sont ici. Organisations partenaires : 2 mutuelles 40 ponts.")->organisation;

	assert_int_equal(org->partner_group_count, 1);
	assert_string_equal(org->partner_groups[0].type, "health-insurance-fund");
	assert_int_equal(org->partner_groups[0].count, 2);
}

static void
what_is_no_printed_profile_is_refused(void **state)
{
	void *ctx = *state;
	char *junk = contents(ctx, "LICENSE");

	refused(ctx, BYTES(""), "no name");
	refused(ctx, BYTES("\n \n"), "no name");
	refused(ctx, BYTES("Mission Nord\n\nTexte"), "no name");
	refused(ctx, BYTES("Adresse principale : Rue 1 1000 Bruxelles\n"), "no name");
	refused(ctx, junk, strlen(junk), "not a printed profile");
	refused(ctx, BYTES("Nom\nMission\x01Nord\n"), "line 2: a control character (U+0001)");
	refused(ctx, BYTES("Nom\nPage\x0c\n"), "line 2: a control character (U+000C)");
	refused(ctx, BYTES("Nom\nHistorique\nA\xc2\x85\n"), "line 3: a control character (U+0085)");
	refused(ctx, BYTES("Nom\n\n\x00\n"), "line 3, byte 6 of the file: a NUL");
	refused(ctx, BYTES("Nom\nL\xe9" "gende\n"), "line 2, byte 6 of the file: not UTF-8");
	refused(ctx, BYTES("Nom\n\xc0\xaf"), "line 2, byte 5 of the file: not UTF-8");
	refused(ctx, BYTES("Nom\n\xed\xa0\x80"), "not UTF-8");
}

static void
what_is_too_long_is_refused(void **state)
{
	void *ctx = *state;
	char *line = mem_zero(ctx, PRINTED_MAX_BYTES + 2);

	memset(line, 'a', PRINTED_MAX_BYTES + 1);
	refused(ctx, line, PRINTED_MAX_BYTES + 1, "longer than 1048576 bytes");
	refused(ctx, line, PRINTED_MAX_BYTES, "line 1: longer than 102400 bytes");
	memcpy(line, "Nom\nHistorique\n", 15);
	refused(ctx, line, 15 + PRINTED_MAX_LINE + 1, "line 3: longer than 102400 bytes");
	assert_int_equal(strlen(parsed(ctx, mem_strndup(ctx, line, 15 + 20000))->organisation.history.in[LANG_FR]), 20000);
}

/* Only measured: what a megabyte of the worst of each section takes is said, machines differ. */
static void
a_megabyte_is_read(void **state)
{
	static const char *const WORST[][2] = {
		{ "N\nHistorique\n", "a\n" }, { "N\nHistorique\n", "\n" }, { "N\nHistorique\n", "Organisations partenaires 1 syndicat " },
		{ "N\nHistorique\n", "Antenne locale\n" }, { "N\nAntenne Locale\n", "a:\n\n" }, { "N\nProfil de l'organisation en ECMS\nThème : ", "a, \n" },
		{ "N\nProfil de l'organisation en ECMS\nThème : ", "a, " }, { "N\nActivités de l'Organisation\nT\t", "<b <b>•\n" },
		{ "N\nActivités de l'Organisation\n", "T\t- a- B\n" }, { "N\nHistorique\n", "*[<" }, { "N\nActivités de l'Organisation\nT\t- ", "a- B" },
	};
	char *bytes = mem_zero(*state, PRINTED_MAX_BYTES + 1);

	for (size_t i = 0; i < sizeof(WORST) / sizeof(WORST[0]); i++) {
		void *ctx = mem_new(NULL);
		size_t len = strlen(WORST[i][0]), unit = strlen(WORST[i][1]), line = 0;
		struct timespec from, to;
		struct printed printed;
		const char *why = "";

		memcpy(bytes, WORST[i][0], len);
		for (; len + unit < PRINTED_MAX_BYTES; len += unit) {
			memcpy(bytes + len, WORST[i][1], unit);
			line = strchr(WORST[i][1], '\n') != NULL ? 0 : line + unit;
			if (line > PRINTED_MAX_LINE - 100) {
				bytes[len + unit - 1] = '\n';
				line = 0;
			}
		}
		clock_gettime(CLOCK_MONOTONIC, &from);
		if (printed_parse(ctx, bytes, len, all, &printed, &why) != OK)
			fail_msg("%s", why);
		clock_gettime(CLOCK_MONOTONIC, &to);
		print_message("# 1 MB of \"%.12s\": %ld ms, %zu kB\n", WORST[i][1][0] == '\n' ? "(empty lines)" : WORST[i][1],
		    (long)(to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000, talloc_total_size(ctx) / 1024);
		assert_string_equal(printed.organisation.name.in[LANG_FR], "N");
		mem_free(ctx);
	}
}

static void
the_printed_profile_itself(void **state)
{
	static const struct {
		const char *title;
		int items;
	} ACTIVITY[] = {
		{ "Réseaux/ Plaidoyer/ Mobilisation", 0 }, { "Echanges Nord-Sud", 3 }, { "Information & Communication", 4 }, { "Formations", 4 }, { "Campagnes", 3 },
	};
	static const struct partner_group GROUP[] = {
		{ "health-organisation", 1 }, { "youth-organisation", 2 }, { "health-insurance-fund", 1 }, { "seniors-organisation", 1 },
		{ "sociocultural-organisation", 7 }, { "trade-union", 1 }, { "womens-organisation", 1 },
	};
	const struct printed *printed;
	const struct organisation *org;

	if (access(WSM, R_OK) != 0)
		skip();
	printed = parsed(*state, contents(*state, WSM));
	org = &printed->organisation;
	assert_string_equal(org->name.in[LANG_FR], "WSM");
	assert_string_equal(org->address.street, "Chaussée de Haecht 579");
	assert_string_equal(org->address.postcode, "1030");
	assert_string_equal(org->address.locality, "Schaerbeek");
	assert_string_equal(org->website, "http://www.wsm.be");
	assert_string_equal(reported(printed, FINDING_IMPORTED, "mission_north", 10)->detail, "2550 characters");
	assert_string_equal(reported(printed, FINDING_IMPORTED, "mission", 14)->detail, "595 characters");
	assert_string_equal(reported(printed, FINDING_IMPORTED, "history", 18)->detail, "1205 characters");
	assert_int_equal(utf8_length(org->history.in[LANG_FR]), 1205);	/* nothing in it needs a backslash */
	assert_int_equal(org->branch_count, 0);
	reported(printed, FINDING_BLANK, "branches", 22);
	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		assert_int_equal(org->facets.of[v].count, 0);
		reported(printed, FINDING_BLANK, vocabulary_code((enum vocabulary)v), 30 + v);
	}
	assert_int_equal(org->activity_count, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(org->activities[i].title.in[LANG_FR], ACTIVITY[i].title);
		assert_int_equal(items(&org->activities[i]), ACTIVITY[i].items);
	}
	assert_int_equal(utf8_length(org->activities[0].description.in[LANG_FR]), 621);
	assert_int_equal(org->partner_group_count, 7);
	for (size_t i = 0; i < 7; i++) {
		assert_string_equal(org->partner_groups[i].type, GROUP[i].type);
		assert_int_equal(org->partner_groups[i].count, GROUP[i].count);
	}
	assert_int_equal(org->unplaced_count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(every_field_of_a_full_print_is_read),
		in_pool(filled_branches_are_blocks_of_lines),
		in_pool(facet_values_are_found_by_label_and_alias),
		in_pool(flattened_lists_are_lists_again),
		in_pool(a_wrapped_row_goes_on_with_its_description),
		in_pool(partner_groups_are_counted_and_the_text_stays),
		in_pool(other_line_ends_and_signs_give_the_same_document),
		in_pool(headings_and_labels_are_known_in_other_spellings),
		in_pool(what_is_blank_is_said_to_be_blank),
		in_pool(missing_sections_are_said_to_be_missing),
		in_pool(what_has_no_place_is_kept_by_its_line),
		in_pool(what_is_doubtful_is_reported),
		in_pool(a_repeated_heading_adds_and_a_wrapped_text_is_joined),
		in_pool(tags_are_left_out_and_nothing_else),
		in_pool(a_tag_never_swallows_a_list),
		in_pool(the_postcode_is_the_last_one_before_a_word),
		in_pool(only_the_print_s_own_sentence_means_no_branch),
		in_pool(a_later_sentence_of_partners_is_found),
		in_pool(what_is_no_printed_profile_is_refused),
		in_pool(what_is_too_long_is_refused),
		in_pool(a_megabyte_is_read),
		in_pool(the_printed_profile_itself),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("printed", tests, set_up, pool_tear_down);
}
