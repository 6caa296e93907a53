/* text/words: what readers type meets what organisations wrote. */
#include <string.h>

#include "text/reading.h"
#include "text/words.h"
#include "unit.h"
#include "vocabulary_files.h"

static void
folding_leaves_letters_digits_and_single_spaces(void **state)
{
	static const char *const FOLDED[][2] = {
		{ "L'Éducation à la citoyenneté", "l education a la citoyennete" },
		{ "L\xe2\x80\x99" "ÉDUCATION  —\xc2\xa0" "à\tla\ncitoyenneté !", "l education a la citoyennete" },
		{ "E\xcc\x81" "cole", "ecole" },
		{ "Cœur, Æon, Straße, Łódź, Ørsted", "coeur aeon strasse lodz orsted" },
		{ "CNCD-11.11.11", "cncd 11 11 11" },
		{ "ﬁn ² ③", "fin 2 3" },
		{ "Ελλάδα", "ελλαδα" },
		{ "  ", "" }, { "", "" }, { "·•—", "" },
	};

	for (size_t i = 0; i < sizeof(FOLDED) / sizeof(FOLDED[0]); i++)
		assert_string_equal(words_fold(*state, FOLDED[i][0]), FOLDED[i][1]);
}

static void
inclusive_writing_meets_the_plain_word(void **state)
{
	static const char *const SAME[][8] = {
		{ "citoyens", "citoyen", "citoyenne", "citoyennes", "citoyen·ne·s", "citoyen-ne-s", "citoyen.ne.s", "CITOYEN∙NE∙S" },
		{ "tou", "tou.te.s", "tou·te·s", "tou-te-s" },
		{ "étudiant", "étudiants", "étudiante", "étudiant·es", "étudiant·e·s", "etudiant-e-s" },
		{ "travailleur", "travailleurs", "travailleur.euse.s", "travailleur·euse·s" },
		{ "animateur", "animateur·rice·s", "animateur-trice-s" },
		{ "professionnel", "professionnelle", "professionnel·le·s" },
		{ "régional", "régionaux", "régionales" },
		{ "thème", "themes", "THÈMES" },
	};

	for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
		for (size_t j = 1; j < 8 && SAME[i][j] != NULL; j++)
			assert_string_equal(reading_stem(*state, SAME[i][j]), reading_stem(*state, SAME[i][0]));
}

static void
other_words_stay_apart(void **state)
{
	static const char *const APART[][2] = {
		{ "Nord-Sud", "Nord" }, { "plates-formes", "plate" }, { "cadre", "cadres-photo" }, { "mission", "missionnaire" }, { "pont", "ponton" }, { "bus", "bu" },
	};

	for (size_t i = 0; i < sizeof(APART) / sizeof(APART[0]); i++)
		assert_string_not_equal(reading_stem(*state, APART[i][0]), reading_stem(*state, APART[i][1]));
	assert_string_equal(reading_stem(*state, "Nord-Sud et plates-formes"), "nord sud et plat form");
	assert_string_equal(reading_stem(*state, "les bus"), "les bus");
}

static void
a_slug_is_an_address(void **state)
{
	static const char *const SLUG[][2] = {
		{ "Les Passerelles de Brume", "les-passerelles-de-brume" },
		{ "  L'Œil & l'Étoile (asbl) ", "l-oeil-l-etoile-asbl" },
		{ "CNCD-11.11.11", "cncd-11-11-11" },
		{ "Ελλάδα", "organisation" }, { "!", "organisation" }, { "", "organisation" },
		{ "日本 Namur 日本", "namur" },
	};

	for (size_t i = 0; i < sizeof(SLUG) / sizeof(SLUG[0]); i++)
		assert_string_equal(words_slug(*state, SLUG[i][0]), SLUG[i][1]);
}

static void
a_long_slug_is_cut_at_a_hyphen(void **state)
{
	char name[200];

	for (size_t i = 0; i < sizeof(name) - 1; i++)
		name[i] = i % 10 == 9 ? ' ' : 'a';
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(strlen(words_slug(*state, name)), 79);	/* eight words of nine letters, seven hyphens */
	name[79] = 'b';
	assert_int_equal(strlen(words_slug(*state, name)), 69);
	memset(name, 'c', sizeof(name) - 1);
	assert_int_equal(strlen(words_slug(*state, name)), 80);
}

static void
the_initial_is_a_letter_or_zero(void **state)
{
	assert_int_equal(words_initial(words_fold(*state, "Écho")), 'e');
	assert_int_equal(words_initial(words_fold(*state, "« Zone »")), 'z');
	assert_int_equal(words_initial(words_fold(*state, "11.11.11")), '0');
	assert_int_equal(words_initial(words_fold(*state, "Ωmega")), '0');
	assert_int_equal(words_initial(""), '0');
}

static void
a_postcode_has_its_zone(void **state)
{
	static const char *const ZONE[][2] = {
		{ "1000", "brussels" }, { "1299", "brussels" }, { "1300", "walloon-brabant" }, { "1499", "walloon-brabant" }, { "1500", "flanders" }, { "3990", "flanders" },
		{ "4000", "liege" }, { "4700", "german-speaking" }, { "4791", "german-speaking" }, { "4800", "liege" }, { "5000", "namur" }, { "5680", "namur" },
		{ "6000", "hainaut" }, { "6599", "hainaut" }, { "6600", "luxembourg" }, { "6997", "luxembourg" }, { "7000", "hainaut" }, { "7973", "hainaut" },
		{ "8000", "flanders" }, { "9992", "flanders" }, { "0999", NULL }, { "", NULL }, { "123", NULL }, { "12345", NULL }, { "1O30", NULL }, { NULL, NULL },
	};
	const struct vocabularies *all = vocabulary_files(*state);

	for (size_t i = 0; i < sizeof(ZONE) / sizeof(ZONE[0]); i++) {
		const char *zone = words_zone_of_postcode(ZONE[i][0]);

		if (ZONE[i][1] == NULL) {
			assert_null(zone);
		} else {
			assert_string_equal(zone, ZONE[i][1]);
			assert_non_null(vocabulary_term(all, VOCABULARY_ZONE, zone));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(folding_leaves_letters_digits_and_single_spaces),
		in_pool(inclusive_writing_meets_the_plain_word),
		in_pool(other_words_stay_apart),
		in_pool(a_slug_is_an_address),
		in_pool(a_long_slug_is_cut_at_a_hyphen),
		in_pool(the_initial_is_a_letter_or_zero),
		in_pool(a_postcode_has_its_zone),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
