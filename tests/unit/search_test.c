/* text/search: what visitors type finds what organisations wrote. */
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "text/search.h"
#include "text/search_clause.h"
#include "text/stem.h"
#include "unit.h"

static bool
token_at(const char *index, const char *token)
{
	size_t len = strlen(token);

	return strncmp(index, token, len) == 0 && (index[len] == ' ' || index[len] == '\0');
}

/* The token behind the one at index; NULL: it was the last. */
static const char *
next_token(const char *index)
{
	const char *space = strchr(index, ' ');

	return space != NULL ? space + 1 : NULL;
}

static bool
has_together(const char *index, const struct search_form *form)
{
	for (const char *at = index; at != NULL; at = next_token(at)) {
		const char *here = at;
		size_t n = 0;

		while (n < form->count && here != NULL && token_at(here, form->token[n])) {
			here = next_token(here);
			n++;
		}
		if (n == form->count)
			return true;
	}
	return false;
}

static bool
has_form(const char *index, const struct search_form *form)
{
	if (form->adjacent)
		return has_together(index, form);
	for (size_t i = 0; i < form->count; i++)
		if (!has_together(index, &(struct search_form){ &form->token[i], 1, true }))
			return false;
	return true;
}

/* What the database answers to the expression, for one text. */
static bool
index_satisfies(const char *index, const struct search *search)
{
	for (size_t i = 0; i < search->count; i++) {
		bool has = false;

		for (size_t f = 0; f < search->clauses[i].form_count; f++)
			has |= has_form(index, &search->clauses[i].forms[f]);
		if (has == search->clauses[i].excluded)
			return false;
	}
	return search_has_words(search);
}

/* True if typed finds text; marks must agree with the index. */
static bool
finds_with(void *ctx, const char *typed, const char *text, enum lang lang, const struct synonyms *synonyms)
{
	struct search search = search_parse(ctx, typed, synonyms);
	const char *index = search_index(ctx, text, lang);
	struct search_mark *marks;
	unsigned found;

	search_marks(ctx, &search, text, lang, &marks, &found);
	for (size_t i = 0; i < search.count; i++) {
		bool has = false;

		for (size_t f = 0; f < search.clauses[i].form_count; f++)
			has |= has_form(index, &search.clauses[i].forms[f]);
		if (!search.clauses[i].excluded)
			assert_int_equal(found >> i & 1, has);
	}
	return index_satisfies(index, &search);
}

static bool
finds(void *ctx, const char *typed, const char *text, enum lang lang)
{
	return finds_with(ctx, typed, text, lang, NULL);
}

/* Each of the words, typed, finds a text in lang that has another. */
static void
meet(void *ctx, const char *const *words, enum lang lang)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		for (size_t j = 0; words[j] != NULL; j++) {
			const char *text = mem_printf(ctx, "Avant %s après.", words[j]);

			if (!finds(ctx, words[i], text, lang))
				fail_msg("\"%s\" does not find \"%s\" in %s: %s in %s", words[i], words[j], lang_code(lang),
				    search_expression(ctx, &(struct search){ search_parse(ctx, words[i], NULL).clauses, 1 }), search_index(ctx, text, lang));
		}
	}
}

static void
inclusive_writing_meets_both_words(void **state)
{
	static const char *const SAME[][12] = {
		{ "citoyens", "citoyen", "citoyenne", "citoyennes", "citoyen·ne·s", "citoyen∙ne∙s", "citoyen-ne-s", "citoyen.ne.s", "citoyen(ne)s", "CITOYEN•NE•S", "citoyen‧ne‧s" },
		{ "travailleurs", "travailleur.euse.s", "travailleuses", "travailleur·euse", "travailleur(euse)s", "travailleur/euse", "travailleurs/-euses", "TRAVAILLEUSE" },
		{ "étudiants", "étudiant·es", "étudiantes", "etudiant-e-s", "étudiant(e)s", "étudiant/e/s", "étudiants·es" },
		{ "iels", "iel", "IELS" },
		{ "animateurs", "animateur·rice·s", "animatrices", "animateur-trice-s", "animatrice", "animateur(trice)s", "animateur·ice·s" },
		{ "ouvriers", "ouvrier·ère·s", "ouvrières", "ouvrier-ère-s", "ouvrière", "ouvrier·re·s" },
		{ "actifs", "actif·ve·s", "actives", "actif", "active", "actif·ive·s" },
		{ "employés", "employé·e·s", "employées", "employée", "employe" },
		{ "français", "français·e·s", "françaises", "français·es", "FRANCAISE" },
		{ "heureux", "heureux·se·s", "heureuses", "heureux·euse" },
		{ "professionnels", "professionnel·le·s", "professionnelles", "professionnel(le)s" },
		{ "régional", "régionaux", "régionales", "régional·e·s", "régionaux·ales" },
		{ "chefs", "chef·fe·s", "chef" },
		{ "écoles", "école(s)", "école", "ecole(s)" },
	};

	for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
		meet(*state, SAME[i], LANG_FR);
	for (const char *const *other = (const char *const[]){ "tou.te.s", "tou·te·s", "tous·tes", "tou-te-s", NULL }; *other != NULL; other++) {
		meet(*state, (const char *const[]){ "tous", *other, NULL }, LANG_FR);
		meet(*state, (const char *const[]){ "toutes", *other, NULL }, LANG_FR);
	}
	meet(*state, (const char *const[]){ "Lehrerinnen", "Lehrer*innen", "Lehrer:innen", "LehrerInnen", "Lehrer/-innen", "Lehrer", "Lehrer_in", NULL }, LANG_DE);
}

static void
other_brackets_and_signs_are_no_inclusive_writing(void **state)
{
	static const char *const INDEX[][2] = {
		{ "(ré)éducation", "re_ education" }, { "client(e)le", "client e__ le_" }, { "accord (e)", "accord e__" }, { "donne-le", "don le_ donnel" },
		{ "et/ou, la/les", "et_ ou_ la_ les" }, { "check-in", "check in_ checkin" }, { "10-e", "10_ e__ 10e" }, { "mot (ne pas)", "mot ne_ pas" }, { "mot(ne pas", "mot ne_ pas" },
	};

	for (size_t i = 0; i < sizeof(INDEX) / sizeof(INDEX[0]); i++)
		assert_string_equal(search_index(*state, INDEX[i][0], LANG_FR), INDEX[i][1]);
}

static void
plurals_accents_and_case_do_not_matter(void **state)
{
	static const struct { enum lang lang; const char *words[6]; } SAME[] = {
		{ LANG_FR, { "plaidoyer", "plaidoyers", "PLAIDOYER" } }, { LANG_FR, { "égalité", "egalite", "égalités", "ÉGALITÉ", "l’égalité", "l'égalité" } },
		{ LANG_FR, { "mondial", "mondiale", "mondiaux", "mondiales" } }, { LANG_FR, { "travail", "travaux" } }, { LANG_FR, { "enjeu", "enjeux" } },
		{ LANG_FR, { "engagé", "engagée", "engagés", "engagées" } }, { LANG_FR, { "musée", "musées" } }, { LANG_FR, { "ami", "amie", "amis", "amies" } }, { LANG_FR, { "vifs", "vive", "vives" } }, { LANG_FR, { "directeur", "directrices" } },
		{ LANG_FR, { "œuvre", "oeuvres", "ŒUVRES" } }, { LANG_FR, { "associatif", "associative", "associatives" } }, { LANG_FR, { "bateau", "bateaux" } },
		{ LANG_NL, { "school", "scholen", "SCHOOL" } }, { LANG_NL, { "project", "projecten" } }, { LANG_NL, { "organisatie", "organisaties" } },
		{ LANG_NL, { "leerkracht", "leerkrachten" } }, { LANG_NL, { "categorie", "categorieën" } }, { LANG_NL, { "methode", "methodes" } }, { LANG_NL, { "foto", "foto's" } },
		{ LANG_DE, { "Schule", "Schulen" } }, { LANG_DE, { "Kind", "Kinder" } }, { LANG_DE, { "Lehrer", "Lehrerinnen", "Lehrerin" } }, { LANG_DE, { "Projekt", "Projekte" } },
		{ LANG_DE, { "Straße", "Strasse", "STRASSEN" } }, { LANG_DE, { "Studentin", "Studentinnen", "Student" } },
		{ LANG_EN, { "school", "schools" } }, { LANG_EN, { "country", "countries" } }, { LANG_EN, { "organisation", "organizations" } }, { LANG_EN, { "child", "child's" } },
	};

	for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
		meet(*state, SAME[i].words, SAME[i].lang);
}

static void
different_words_stay_apart(void **state)
{
	static const struct { enum lang lang; const char *typed, *text; } APART[] = {
		{ LANG_FR, "peur", "un peu" }, { LANG_FR, "bus", "bu" }, { LANG_FR, "mission", "missionnaire" }, { LANG_FR, "pont", "ponton" }, { LANG_FR, "éducation", "éducateur" },
		{ LANG_DE, "beginnen", "beg" }, { LANG_DE, "Berlin", "Berl" }, { LANG_FR, "citoyenneté", "citoyenne" }, { LANG_FR, "bas", "base" }, { LANG_EN, "organisation", "organ" },
	};

	for (size_t i = 0; i < sizeof(APART) / sizeof(APART[0]); i++)
		assert_false(finds(*state, APART[i].typed, APART[i].text, APART[i].lang));
}

static void
compounds_are_found_as_written_and_by_their_parts_together(void **state)
{
	static const struct { const char *typed, *text; bool found; } CASES[] = {
		{ "Nord-Sud", "La coopération Nord-Sud", true }, { "nord sud", "La coopération Nord-Sud", true }, { "nordsud", "La coopération Nord-Sud", true },
		{ "Nord-Sud", "Le Sud et le Nord", false }, { "Nord-Sud", "Le nord sud", true }, { "Nord-Sud", "Le Sud", false }, { "NORD‑SUD", "nord-sud", true }, { "nord.sud", "nord-sud", true },
		{ "CNCD-11.11.11", "Le CNCD-11.11.11.", true }, { "cncd 11.11.11", "Le CNCD-11.11.11", true }, { "cncd", "Le CNCD-11.11.11", true }, { "11.11.11", "CNCD-11.11.11", true },
		{ "CNCD-11.11.11", "CNCD 11 11 11", true }, { "CNCD-11.11.11", "CNCD, le 11 mai, 11 h", false }, { "cncd111111", "CNCD-11.11.11", true },
		{ "Là-bas", "Là-bas et ici", true }, { "là-bas", "La ville, en bas", false }, { "là-bas", "plus bas", false }, { "là-bas", "sur la base", false }, { "la-bas", "là bas", true }, { "là bas", "Là-bas", true },
		{ "www.wsm.be", "Voyez www.wsm.be !", true }, { "wsm.be", "https://www.wsm.be/fr", true }, { "www.wsm.be", "wsm.be", true }, { "wsm", "www.wsm.be", true },
		{ "www.wsm.be", "www.acodev.be", false }, { "ONG", "une O.N.G. belge", true }, { "O.N.G.", "une ONG", true }, { "asbl", "A.S.B.L.", true }, { "email", "un e-mail", true },
		{ "e-mail", "un email", true }, { "e-mail", "le mail", false }, { "plateforme", "les plates-formes", true }, { "plate-forme", "une plateforme", true },
		{ "info@wsm.be", "écrire à info@wsm.be", true }, { "sans-papiers", "les sans papiers", true }, { "sanspapiers", "les sans-papiers", true },
		{ "peut-être", "peut être", true }, { "2020-2030", "de 2020 à 2030", false }, { "1-2-3-4-5-6-7-8-9-10", "1-2-3-4-5-6-7-8-9-10", true },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		if (finds(*state, CASES[i].typed, CASES[i].text, LANG_FR) != CASES[i].found)
			fail_msg("\"%s\" in \"%s\": %d", CASES[i].typed, CASES[i].text, !CASES[i].found);
}

static void
apostrophes_are_spaces(void **state)
{
	assert_true(finds(*state, "l'éducation", "Une éducation", LANG_FR));
	assert_true(finds(*state, "l’éducation", "L'ÉDUCATION", LANG_FR));
	assert_true(finds(*state, "éducation", "l’éducation", LANG_FR));
	assert_true(finds(*state, "qu'est-ce que l'égalité", "égalité : qu’est-ce que c'est ?", LANG_FR));
	assert_true(finds(*state, "aujourd'hui", "aujourd’hui", LANG_FR));
	assert_true(finds(*state, "Côte d'Ivoire", "en Côte d’Ivoire", LANG_FR));
}

static void
all_words_phrases_and_exclusions(void **state)
{
	static const char TEXT[] = "L’éducation à la citoyenneté mondiale et solidaire, le plaidoyer, Nord-Sud.";
	static const struct { const char *typed; bool found; } CASES[] = {
		{ "plaidoyer mondial", true }, { "plaidoyer local", false }, { "\"citoyenneté mondiale\"", true }, { "\"mondiale citoyenneté\"", false },
		{ "« éducation à la citoyenneté »", true }, { "“éducation à la citoyenneté”", true }, { "„éducation à la citoyenneté“", true }, { "»éducation à la citoyenneté«", true },
		{ "\"éducation citoyenneté\"", false }, { "\"education a la citoyennetes\"", true }, { "plaidoyer -mondial", false }, { "plaidoyer -local", true },
		{ "plaidoyer -\"citoyenneté mondiale\"", false }, { "plaidoyer -\"mondiale citoyenneté\"", true }, { "plaidoyer - mondial", true }, { "Nord-Sud", true },
		{ "plaidoyer -Nord-Sud", false }, { "plaidoyer -Sud-Nord", true }, { "-plaidoyer", false }, { "-local", false }, { "--plaidoyer", true }, { "plaidoyer -l'égalité", true },
		{ "plaidoyer -l'éducation", false }, { "\"plaidoyer", true }, { "plaidoyer\" mondial", true }, { "\"\" plaidoyer", true }, { "\"plaidoyer nord sud\"", true },
		{ "solidaire\"le plaidoyer\"", true },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		if (finds(*state, CASES[i].typed, TEXT, LANG_FR) != CASES[i].found)
			fail_msg("%s: %d", CASES[i].typed, !CASES[i].found);
}

static void
clauses_say_what_was_typed(void **state)
{
	struct search s = search_parse(*state, "  les Écoles « d'ici et là » -Nord-Sud citoyen(ne)s, DE ", NULL);

	assert_int_equal(s.count, 4);
	assert_string_equal(s.clauses[0].typed, "Écoles");
	assert_string_equal(s.clauses[0].folded, "ecoles");
	assert_false(s.clauses[0].phrase || s.clauses[0].excluded);
	assert_string_equal(s.clauses[1].typed, "d'ici et là");
	assert_string_equal(s.clauses[1].folded, "d ici et la");
	assert_true(s.clauses[1].phrase && !s.clauses[1].excluded);
	assert_string_equal(s.clauses[2].typed, "Nord-Sud");
	assert_string_equal(s.clauses[2].folded, "nord sud");
	assert_true(s.clauses[2].excluded && !s.clauses[2].phrase);
	assert_string_equal(s.clauses[3].typed, "citoyen(ne)s");
	assert_string_equal(s.clauses[3].folded, "citoyens");
}

static void
ordinary_words_are_left_out_while_others_remain(void **state)
{
	static const struct { const char *typed; size_t count; const char *first; } CASES[] = {
		{ "les droits de la femme", 2, "droits" }, { "de", 1, "de" }, { "the van und", 3, "the" }, { "de -bas", 2, "de" }, { "école -de", 1, "école" }, { "l'", 1, "l" },
		{ "\"de la\"", 1, "de la" }, { "und die Schule der Zukunft", 2, "Schule" }, { "het recht op onderwijs", 2, "recht" }, { "école école ÉCOLE", 1, "école" },
		{ "a b f g h k p q r u v w x z", SEARCH_CLAUSES_MAX, "b" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct search s = search_parse(*state, CASES[i].typed, NULL);

		assert_int_equal(s.count, CASES[i].count);
		assert_string_equal(s.clauses[0].typed, CASES[i].first);
	}
	for (const char *const *word = (const char *const[]){ "a", "aan", "aux", "d", "de", "dem", "deze", "et", "fur", "het", "l", "les", "of", "the", "van", "zur", NULL }; *word != NULL; word++)
		assert_true(search_is_ordinary(*word));
	assert_false(search_is_ordinary("") || search_is_ordinary("nord") || search_is_ordinary("zurich"));
}

static void
expressions_are_what_the_database_reads(void **state)
{
	static const char *const EXPRESSION[][2] = {
		{ "", "" }, { "   ", "" }, { "+++(", "" }, { "\"\"", "" }, { "-école", "" }, { "-", "" }, { "\"-\"", "" }, { "😀 ()*~<>@", "" },
		{ "nord", "+nord" }, { "ag", "+ag_" }, { "Nord-Sud", "+(nordsud \"nord sud\")" }, { "CNCD-11.11.11", "+(cncd111111 \"cncd 11_ 11_ 11_\")" },
		{ "nord -sud", "+nord -sud" }, { "-sud nord", "+nord -sud" }, { "nord -Nord-Sud", "+nord -(nordsud \"nord sud\")" }, { "\"nord sud\"", "+\"nord sud\"" },
		{ "+nord* ~sud @3 (<>)", "+nord +sud +3__" }, { "nord' OR 1=1; DROP TABLE x; --", "+nord +1__ +drop +(tabl table) +x__" },
		{ "中文 العربية", "+中文_ +العربية" }, { "𠀀𠀁", "+x20000x20001" }, { "nord\xff" "sud", "+nord +sud" },
	};

	for (size_t i = 0; i < sizeof(EXPRESSION) / sizeof(EXPRESSION[0]); i++) {
		struct search s = search_parse(*state, EXPRESSION[i][0], NULL);

		assert_string_equal(search_expression(*state, &s), EXPRESSION[i][1]);
	}
}

static void
an_index_has_its_tokens_in_order_then_other_readings(void **state)
{
	static const struct { enum lang lang; const char *text, *index; } INDEX[] = {
		{ LANG_FR, "", "" }, { LANG_FR, " … !", "" }, { LANG_FR, "L'Éducation à la citoyenneté", "l__ education a__ la_ citoyennet" },
		{ LANG_FR, "Nord-Sud pour tou·te·s !", "nord sud pour tou nordsud tout" }, { LANG_NL, "De scholen", "de_ schol" }, { LANG_DE, "Die Schulen", "die schul" },
		{ LANG_EN, "The countries", "the country" }, { LANG_FR, "under_score", "under scor" }, { LANG_FR, "E\xcc\x81" "coles", "ecol" }, { LANG_FR, "mi\xc2\xadxte", "mixt" },
	};

	for (size_t i = 0; i < sizeof(INDEX) / sizeof(INDEX[0]); i++)
		assert_string_equal(search_index(*state, INDEX[i].text, INDEX[i].lang), INDEX[i].index);
}

static void
a_long_word_is_one_token(void **state)
{
	char *word = mem_zero(*state, 10001), *index;
	struct search s;

	memset(word, 'a', 10000);
	index = search_index(*state, word, LANG_FR);
	assert_int_equal(strlen(index), STEM_TOKEN_BYTES);
	s = search_parse(*state, word, NULL);
	assert_int_equal(s.count, 1);
	assert_true(finds(*state, word, word, LANG_NL));
}

static void
a_vocabulary_is_whole_words(void **state)
{
	static const char *const VOCABULARY[][2] = {
		{ "", "" }, { "Écoles, écoles et école : l'ÉCOLE", "ecole ecoles" }, { "tou.te.s Nord-Sud 11.11.11 2030 3e B2B", "b2b nord sud tous toutes" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" },
		{ "Ελλάδα ١٢٣٤ zèbre", "zebre ελλαδα" },
	};

	for (size_t i = 0; i < sizeof(VOCABULARY) / sizeof(VOCABULARY[0]); i++)
		assert_string_equal(search_vocabulary(*state, VOCABULARY[i][0]), VOCABULARY[i][1]);
}

static void
distances_are_slips(void **state)
{
	static const struct { const char *a, *b; unsigned limit, distance; } CASES[] = {
		{ "ecole", "ecole", 2, 0 }, { "ecole", "ecoles", 2, 1 }, { "ecole", "eocle", 2, 1 }, { "ecole", "eole", 2, 1 }, { "ecole", "acole", 2, 1 }, { "", "abc", 5, 3 },
		{ "abc", "", 5, 3 }, { "ca", "abc", 5, 3 }, { "plaidoyer", "pladioyer", 2, 1 }, { "plaidoyer", "playdoier", 2, 2 }, { "nord", "sud", 1, 2 }, { "nord", "solidaire", 2, 3 },
		{ "ελλαδα", "ελαδα", 2, 1 }, { "kitten", "sitting", 9, 3 }, { "a", "b", 0, 1 }, { "ab", "ba", 1, 1 }, { "abcdef", "badcfe", 3, 3 }, { "abcdef", "badcfe", 2, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		assert_int_equal(search_distance(CASES[i].a, CASES[i].b, CASES[i].limit), CASES[i].distance);
		assert_int_equal(search_distance(CASES[i].b, CASES[i].a, CASES[i].limit), CASES[i].distance);
	}
}

/* The text with its marks in brackets. */
static const char *
marked(void *ctx, const char *typed, const char *text, enum lang lang, const struct synonyms *synonyms)
{
	struct search search = search_parse(ctx, typed, synonyms);
	struct search_mark *marks;
	size_t count = search_marks(ctx, &search, text, lang, &marks, NULL), at = 0;
	char *out = mem_strdup(ctx, "");

	for (size_t i = 0; i < count; i++) {
		out = mem_printf(ctx, "%s%.*s[%.*s]", out, (int)(marks[i].from - at), text + at, (int)marks[i].len, text + marks[i].from);
		at = marks[i].from + marks[i].len;
	}
	return mem_printf(ctx, "%s%s", out, text + at);
}

static void
marks_are_where_the_words_are(void **state)
{
	static const struct { const char *typed, *marked; } CASES[] = {
		{ "école", "Les [écoles], l'[École] et l’[ÉCOLE]" }, { "citoyennes", "Des [citoyen·ne·s] et des [citoyen(ne)s]." }, { "toutes", "Pour [tou.te.s] !" },
		{ "\"nord sud\"", "nord, puis [nord] [sud]. sud nord" }, { "Nord-Sud", "Le [Nord-Sud], le Nord et le Sud" }, { "nord", "Le [Nord]-Sud" }, { "nordsud", "Le [Nord-Sud]" },
		{ "Nord-Sud", "Le Nord seul" }, { "là-bas", "la base, [là-bas], [là] [bas], bas" }, { "nord -sud", "[nord] sud" }, { "-sud", "nord sud" }, { "", "nord sud" },
		{ "wsm.be", "Voir [www.wsm.be]." }, { "\"a a b\"", "a [a] [a] [b] a b" }, { "E\xcc\x81" "cole", "l'[E\xcc\x81" "cole]" }, { "\"tous les citoyens\"", "[tou·te·s] [les] [citoyen·ne·s]" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		char *text = mem_strdup(*state, CASES[i].marked), *to = text;

		for (const char *s = CASES[i].marked; *s != '\0'; s++)
			if (*s != '[' && *s != ']')
				*to++ = *s;
		*to = '\0';
		assert_string_equal(marked(*state, CASES[i].typed, text, LANG_FR, NULL), CASES[i].marked);
	}
}

static void
synonyms_are_found_too(void **state)
{
	static const struct synonym_group GROUPS[] = {
		{ "plaidoyer | interpellation politique" }, { "ECMS | éducation à la citoyenneté mondiale et solidaire|ECM" }, { "Nord-Sud|pays du Sud" }, { "" }, { " | " }, { "seul" },
	};
	const struct synonyms *all = search_synonyms(*state, GROUPS, sizeof(GROUPS) / sizeof(GROUPS[0]));
	static const struct { const char *typed, *text; bool found; } CASES[] = {
		{ "plaidoyers", "l’interpellation politique", true }, { "plaidoyer", "politique d'interpellation", true }, { "plaidoyer", "la politique", false }, { "interpellation politique", "le plaidoyer", true },
		{ "interpellations politiques", "interpellation sur la politique", true }, { "interpellation", "le plaidoyer", false }, { "ecms", "éducation à la citoyenneté mondiale et solidaire", true },
		{ "ECM", "l'ECMS", true }, { "l'éducation à la citoyenneté mondiale et solidaire", "ECM", true }, { "éducation à la citoyenneté", "ECM", false },
		{ "\"plaidoyer\"", "interpellation politique", false }, { "politique -plaidoyer", "interpellation politique", true }, { "nord-sud", "dans les pays du Sud", true },
		{ "pays du sud", "Nord-Sud", true }, { "seul", "seul", true }, { "bruxelles plaidoyer", "interpellation politique à Bruxelles", true },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		if (finds_with(*state, CASES[i].typed, CASES[i].text, LANG_FR, all) != CASES[i].found)
			fail_msg("\"%s\" in \"%s\": %d", CASES[i].typed, CASES[i].text, !CASES[i].found);
	assert_string_equal(search_parse(*state, "une Interpellation politique", all).clauses[0].typed, "Interpellation politique");
	assert_string_equal(search_parse(*state, "une Interpellation politique", all).clauses[0].folded, "interpellation politique");
	assert_string_equal(marked(*state, "plaidoyer", "une interpellation politique", LANG_FR, all), "une [interpellation] [politique]");
	assert_int_equal(search_parse(*state, "plaidoyer", search_synonyms(*state, NULL, 0)).count, 1);
}

static void
an_excerpt_is_around_what_was_found(void **state)
{
	static const char TEXT[] = "Au début il y a le nord.\n\nPuis bien des mots sans rien,\tdes phrases entières qui ne disent pas grand-chose, et enfin\nle sud rejoint le nord dans un "
	    "projet commun, avant que le texte ne continue encore un peu, jusqu'à sa toute dernière fin.";
	static const struct { const char *typed; size_t characters; const char *excerpt; } CASES[] = {
		{ "nord sud", 60, "…et enfin le sud rejoint le nord dans un projet commun, avant…" }, { "nord", 30, "…il y a le nord. Puis bien des…" }, { "absent", 30, "Au début il y a le nord. Puis…" },
		{ "fin", 20, "…toute dernière fin." }, { "", 9, "Au début…" }, { "rejoint", 7, "…rejoint…" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct search search = search_parse(*state, CASES[i].typed, NULL);
		char *excerpt = search_excerpt(*state, &search, TEXT, LANG_FR, CASES[i].characters);

		assert_string_equal(excerpt, CASES[i].excerpt);
		assert_true(utf8_length(excerpt) <= CASES[i].characters + 2);
	}
	assert_string_equal(search_excerpt(*state, &(struct search){ NULL, 0 }, "  deux\n mots ", LANG_FR, 100), "deux mots");
	assert_string_equal(search_excerpt(*state, &(struct search){ NULL, 0 }, "", LANG_FR, 100), "");
	assert_string_equal(search_excerpt(*state, &(struct search){ NULL, 0 }, "anticonstitutionnellement", LANG_FR, 4), "anti…");
}

static double
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* len bytes of the piece, again and again; only whole pieces. */
static char *
repeated(void *ctx, const char *piece, size_t len)
{
	size_t n = strlen(piece);
	char *s = mem_zero(ctx, len + 1);

	for (size_t i = 0; i + n <= len; i += n)
		memcpy(s + i, piece, n);
	return s;
}

static void
whatever_is_typed_takes_linear_time(void **state)
{
	static const char *const PIECES[] = {
		"a", "a ", "de ", "mot ", "\"", "\"\" ", "\"a ", "-", "-a ", "a-", "a.b-", "a·e", "a(e)", "a(e", "(", "a/e/", "'", "l'", "« a »", "é", "😀", "中", "\xcc\x81", "a\xcc\x81", "+a -b ",
		"citoyen·ne·s ", "interpellation ", "de la ", "\"de la\" ", "\xff", "\xe2\x82", "Nord-Sud ", "ﷺ", "-\"", "\t", "''''", "www.",
	};
	static const struct synonym_group GROUPS[] = { { "plaidoyer | interpellation politique" }, { "de la de la de la mot | truc" }, { "interpellation interpellation interpellation mot | a" } };
	const struct synonyms *all = search_synonyms(*state, GROUPS, 3);

	for (size_t i = 0; i < sizeof(PIECES) / sizeof(PIECES[0]); i++) {
		char *typed = repeated(*state, PIECES[i], 10000), *expression;
		double before = milliseconds(), parsed, marks;
		struct search_mark *mark;
		struct search search;

		search = search_parse(*state, typed, all);
		expression = search_expression(*state, &search);
		parsed = milliseconds() - before;
		assert_true(search.count <= SEARCH_CLAUSES_MAX && strlen(expression) < 20000);
		before = milliseconds();
		search_marks(*state, &search, typed, LANG_EN, &mark, NULL);
		search_excerpt(*state, &search, typed, LANG_EN, 200);
		search_index(*state, typed, LANG_EN);
		search_vocabulary(*state, typed);
		marks = milliseconds() - before;
#ifndef __SANITIZE_ADDRESS__
		if (parsed > 10 || marks > 50)
			fail_msg("10 KB of \"%s\": parsed in %.1f ms, read in %.1f ms", PIECES[i], parsed, marks);
#else
		(void)parsed, (void)marks;
#endif
	}
}

static void
ten_kilobytes_take_less_than_a_millisecond(void **state)
{
	static const char SENTENCE[] = "L’association accompagne les citoyen·ne·s, les écoles et les travailleurs dans une démarche d'éducation à la citoyenneté mondiale et solidaire : "
	    "des animations, des formations, un plaidoyer commun et des rencontres Nord-Sud organisées à Bruxelles, à Namur et à Liège depuis 1998.\n";
	char *text = repeated(*state, SENTENCE, 10240);
	struct search search = search_parse(*state, "plaidoyer \"citoyenneté mondiale\" écoles", NULL);
	enum { TIMES = 20 };

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		double start = milliseconds(), indexed, marked_in, excerpted, listed, parsed;

		for (int i = 0; i < TIMES; i++)
			mem_free(search_index(*state, text, (enum lang)lang));
		indexed = milliseconds() - start;
		start = milliseconds();
		for (int i = 0; i < TIMES; i++) {
			struct search_mark *marks;

			assert_true(search_marks(*state, &search, text, (enum lang)lang, &marks, NULL) > (lang == LANG_FR ? 100 : 0));
			mem_free(marks);
		}
		marked_in = milliseconds() - start;
		start = milliseconds();
		for (int i = 0; i < TIMES; i++)
			mem_free(search_excerpt(*state, &search, text, (enum lang)lang, 200));
		excerpted = milliseconds() - start;
		start = milliseconds();
		for (int i = 0; i < TIMES; i++)
			mem_free(search_vocabulary(*state, text));
		listed = milliseconds() - start;
		start = milliseconds();
		for (int i = 0; i < TIMES; i++)
			search_parse(*state, "plaidoyer \"citoyenneté mondiale\" écoles", NULL);
		parsed = milliseconds() - start;
		print_message("# 10 KB in %s: index %.3f ms, marks %.3f ms, excerpt %.3f ms, vocabulary %.3f ms; a query %.3f ms\n", lang_code((enum lang)lang), indexed / TIMES, marked_in / TIMES,
		    excerpted / TIMES, listed / TIMES, parsed / TIMES);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(inclusive_writing_meets_both_words),
		in_pool(other_brackets_and_signs_are_no_inclusive_writing),
		in_pool(plurals_accents_and_case_do_not_matter),
		in_pool(different_words_stay_apart),
		in_pool(compounds_are_found_as_written_and_by_their_parts_together),
		in_pool(apostrophes_are_spaces),
		in_pool(all_words_phrases_and_exclusions),
		in_pool(clauses_say_what_was_typed),
		in_pool(ordinary_words_are_left_out_while_others_remain),
		in_pool(expressions_are_what_the_database_reads),
		in_pool(an_index_has_its_tokens_in_order_then_other_readings),
		in_pool(a_long_word_is_one_token),
		in_pool(a_vocabulary_is_whole_words),
		in_pool(distances_are_slips),
		in_pool(marks_are_where_the_words_are),
		in_pool(synonyms_are_found_too),
		in_pool(an_excerpt_is_around_what_was_found),
		in_pool(whatever_is_typed_takes_linear_time),
		in_pool(ten_kilobytes_take_less_than_a_millisecond),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
