/* text/markdown: CommonMark becomes HTML that can harm nobody, and plain text stays what it is. */
#include "base/utf8.h"
#include "text/markdown.h"
#include "html_text.h"
#include "unit.h"

#define NBSP "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"
#define REL "<a rel=\"nofollow ugc noopener\" href="

static void
text_becomes_elements(void **state)
{
	static const char *const HTML[][2] = {
		{ "", "" },
		{ "Un *pont* **de** `corde`", "<p>Un <em>pont</em> <strong>de</strong> <code>corde</code></p>\n" },
		{ "a\n\nb\nc", "<p>a</p>\n<p>b\nc</p>\n" },
		{ "- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n" },
		{ "3. trois\n4. quatre", "<ol start=\"3\">\n<li>trois</li>\n<li>quatre</li>\n</ol>\n" },
		{ "a & b < c > d \"e\"", "<p>a &amp; b &lt; c &gt; d &quot;e&quot;</p>\n" },
	};

	for (size_t i = 0; i < sizeof(HTML) / sizeof(HTML[0]); i++)
		assert_string_equal(markdown_html(*state, HTML[i][0], LANG_EN), HTML[i][1]);
}

static void
headings_start_below_those_of_the_page_and_skip_no_level(void **state)
{
	assert_string_equal(markdown_html(*state, "# A\n\n## B\n\n#### D\n\n###### F\n\n## G", LANG_EN),
	    "<h3>A</h3>\n<h4>B</h4>\n<h5>D</h5>\n<h6>F</h6>\n<h4>G</h4>\n");
}

static void
raw_html_is_shown_and_never_lives(void **state)
{
	static const char *const RAW[] = {
		"<script>alert(1)</script>", "a <b onclick=\"x()\">b</b>", "<img src=x onerror=y>", "<!-- hidden -->", "<?php ?>", "<style>p{}</style>\n\nb",
		"<a href=\"https://x.example\">y</a>", "<svg/onload=alert(1)>", "</p><script src=//x.example></script>",
	};

	for (size_t i = 0; i < sizeof(RAW) / sizeof(RAW[0]); i++) {
		const char *html = markdown_html(*state, RAW[i], LANG_EN), *shown = html_text(*state, html);

		if (shown == NULL)
			fail_msg("%s gives %s", RAW[i], html);
		assert_null(strstr(html, "<!--"));
		assert_memory_equal(shown, RAW[i], 5);
	}
	assert_string_equal(markdown_html(*state, "<script>alert(1)</script>", LANG_EN), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
}

static void
links_lead_to_the_web_and_to_mail_only(void **state)
{
	static const char *const LINK[][2] = {
		{ "[x](https://a.example/?b=1&c)", "<p>" REL "\"https://a.example/?b=1&amp;c\">x</a></p>\n" },
		{ "<https://a.example>", "<p>" REL "\"https://a.example\">https://a.example</a></p>\n" },
		{ "<info@a.example>", "<p>" REL "\"mailto:info@a.example\">info@a.example</a></p>\n" },
		{ "[x](HTTP://a.example \"t \\\" <a href=\")", "<p>" REL "\"HTTP://a.example\" title=\"t &quot; &lt;a href=\">x</a></p>\n" },
		{ "[x](javascript:alert(1))", "<p>x</p>\n" },
		{ "[x](JaVaScRiPt:alert(1))", "<p>x</p>\n" },
		{ "[x](data:text/html,y)", "<p>x</p>\n" },
		{ "[x](/admin)", "<p>x</p>\n" },
		{ "[x](//a.example)", "<p>x</p>\n" },
		{ "[*x* y]()", "<p><em>x</em> y</p>\n" },
		{ "![un pont](https://a.example/p.png)", "<p>un pont</p>\n" },
		{ "[![un pont](https://a.example/p.png)](https://a.example)", "<p>" REL "\"https://a.example\">un pont</a></p>\n" },
	};

	for (size_t i = 0; i < sizeof(LINK) / sizeof(LINK[0]); i++)
		assert_string_equal(markdown_html(*state, LINK[i][0], LANG_EN), LINK[i][1]);
	assert_string_equal(markdown_html(*state, "[a](https://a.example) [b](https://b.example)", LANG_EN),
	    "<p>" REL "\"https://a.example\">a</a> " REL "\"https://b.example\">b</a></p>\n");
}

static void
french_signs_keep_to_their_word(void **state)
{
	static const char *const FRENCH[][2] = {
		{ "Oui ; non ! Qui ? « Lui » : ici", "<p>Oui" NNBSP "; non" NNBSP "! Qui" NNBSP "? «" NBSP "Lui" NBSP "»" NBSP ": ici</p>\n" },
		{ "**Oui** !", "<p><strong>Oui</strong>" NNBSP "!</p>\n" },
		{ "8:30, a;b", "<p>8:30, a;b</p>\n" },
		{ "`a ; b`", "<p><code>a ; b</code></p>\n" },
		{ "    a ; b", "<pre><code>a ; b\n</code></pre>\n" },
		{ "[a ?](<https://a.example/?q=b ; c !>)", "<p>" REL "\"https://a.example/?q=b%20;%20c%20!\">a" NNBSP "?</a></p>\n" },
	};

	for (size_t i = 0; i < sizeof(FRENCH) / sizeof(FRENCH[0]); i++)
		assert_string_equal(markdown_html(*state, FRENCH[i][0], LANG_FR), FRENCH[i][1]);
	for (int l = LANG_NL; l < LANG_COUNT; l++)
		assert_string_equal(markdown_html(*state, "Oui ; « non » !", (enum lang)l), "<p>Oui ; « non » !</p>\n");
}

static void
an_excerpt_is_one_line_of_words(void **state)
{
	static const char TEXT[] = "# Pont\n\nUn *pont* de [corde](https://a.example),\nlong.\n\n- un\n- deux";
	static const struct {
		size_t characters;
		const char *excerpt;
	} CUT[] = {
		{ 0, "Pont Un pont de corde, long. un deux" }, { 36, "Pont Un pont de corde, long. un deux" }, { 35, "Pont Un pont de corde, long. un…" },
		{ 29, "Pont Un pont de corde, long…" }, { 23, "Pont Un pont de corde…" }, { 12, "Pont Un pont…" }, { 11, "Pont Un…" }, { 4, "Pont…" }, { 2, "Po…" },
	};

	for (size_t i = 0; i < sizeof(CUT) / sizeof(CUT[0]); i++)
		assert_string_equal(markdown_excerpt(*state, TEXT, CUT[i].characters), CUT[i].excerpt);
	assert_string_equal(markdown_excerpt(*state, "", 10), "");
	assert_string_equal(markdown_excerpt(*state, "éééé éééé", 5), "éééé…");
	assert_string_equal(markdown_excerpt(*state, "a <b>c</b>", 0), "a <b>c</b>");
}

static void
plain_text_shows_exactly_that_text(void **state)
{
	static const char *const PLAIN[] = {
		"Un pont.", "1. En coopérant 2. En bâtissant", "12) ponts", "- un - deux", "+ un", "# titre", "#titre #", "> citation", "===", "---", "***", "~~~", "```",
		"a*b*c _d_ __e__ **f**", "[x](https://a.example) ![y](z) [w]", "<script>alert(1)</script> <ul style=\"x\"> <https://a.example>", "AT&T &amp; &copy; &#65; R&D",
		"a\\b \\* c\\", "`code` ``", "    code", "\tcode", "| a | b |", "https://a.example/a_b_c", "CNCD-11.11.11 , achACT ,", "!", "[", "1.", "2018", "-", "- ",
	};

	for (size_t i = 0; i < sizeof(PLAIN) / sizeof(PLAIN[0]); i++) {
		const char *markdown = markdown_from_plain(*state, PLAIN[i]), *html = markdown_html(*state, markdown, LANG_EN), *shown = html_text(*state, html);
		const char *from = PLAIN[i] + strspn(PLAIN[i], " \t");

		assert_non_null(shown);
		assert_memory_equal(html, "<p>", 3);
		assert_null(strstr(html, "<a"));
		assert_string_equal(shown, strcmp(from, "- ") == 0 ? "-" : from);
	}
	assert_string_equal(markdown_html(*state, markdown_from_plain(*state, "a\nb\r\n\r\n\n  c"), LANG_EN), "<p>a<br />\nb</p>\n<p>c</p>\n");
	assert_string_equal(markdown_from_plain(*state, ""), "");
	assert_string_equal(markdown_from_plain(*state, "\n \n"), "");
}

static void
what_needs_no_backslash_gets_none(void **state)
{
	static const char TEXT[] = "Là-bas : 11.11.11 & co. (un, deux) « trois » ; 50 % > 4 + 3 = 7 - 1 # ! ~ | Q&R";

	assert_string_equal(markdown_from_plain(*state, "Information & Communication ; Là-bas, 11.11.11 !"), "Information & Communication ; Là-bas, 11.11.11 !");
	assert_string_equal(html_text(*state, markdown_html(*state, markdown_from_plain(*state, TEXT), LANG_EN)), TEXT);
}

static void
a_list_has_its_lead_and_its_items(void **state)
{
	static const char *const ITEMS[] = { "- un", "2. deux *x*", "trois\n\nquatre" };

	assert_string_equal(markdown_list(*state, "Lead :", (const char *const[]){ "un", "deux" }, 2), "Lead :\n\n- un\n- deux");
	assert_string_equal(markdown_list(*state, "", (const char *const[]){ "un" }, 1), "- un");
	assert_string_equal(markdown_list(*state, "", NULL, 0), "");
	assert_string_equal(markdown_html(*state, markdown_list(*state, "", ITEMS, 2), LANG_EN), "<ul>\n<li>- un</li>\n<li>2. deux *x*</li>\n</ul>\n");
	assert_string_equal(html_text(*state, markdown_html(*state, markdown_list(*state, "# a", ITEMS, 3), LANG_EN)), "# a - un 2. deux *x* trois quatre");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(text_becomes_elements),
		in_pool(headings_start_below_those_of_the_page_and_skip_no_level),
		in_pool(raw_html_is_shown_and_never_lives),
		in_pool(links_lead_to_the_web_and_to_mail_only),
		in_pool(french_signs_keep_to_their_word),
		in_pool(an_excerpt_is_one_line_of_words),
		in_pool(plain_text_shows_exactly_that_text),
		in_pool(what_needs_no_backslash_gets_none),
		in_pool(a_list_has_its_lead_and_its_items),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
