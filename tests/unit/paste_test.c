/* text/paste: pasted HTML becomes CommonMark of the same words, whatever made it, and nothing else of it lives. */
#include <dirent.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "text/markdown.h"
#include "text/paste.h"
#include "unit.h"

#define FIXTURES "tests/fixtures/paste/"
#define NBSP "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"

static const char *
cleaned(void *ctx, const char *html)
{
	const char *markdown = NULL;

	assert_int_equal(paste_clean(ctx, html, strlen(html), &markdown), OK);
	return markdown;
}

/* The CommonMark of html is as expected, and what it is shown as is again that, in each language. */
static void
becomes(void *ctx, const char *html, const char *expected)
{
	const char *markdown = cleaned(ctx, html);

	assert_string_equal(markdown, expected);
	for (int l = 0; l < LANG_COUNT; l++)
		assert_string_equal(cleaned(ctx, markdown_html(ctx, markdown, (enum lang)l)), expected);
}

static char *
fixture(void *ctx, const char *name)
{
	char *bytes;
	const char *why;
	size_t len;

	assert_int_equal(file_read(ctx, mem_printf(ctx, FIXTURES "%s", name), 1024 * 1024, &bytes, &len, &why), OK);
	return bytes;
}

static void
each_source_becomes_what_it_means(void **state)
{
	DIR *dir = opendir(FIXTURES);
	struct dirent *entry;
	int seen = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		if (strcmp(dot, ".html") == 0) {
			char *expected = fixture(*state, mem_printf(*state, "%.*s.md", (int)(dot - entry->d_name), entry->d_name));

			expected[strlen(expected) - 1] = '\0';	/* the file's last line end */
			becomes(*state, fixture(*state, entry->d_name), expected);
			seen++;
		}
	}
	closedir(dir);
	assert_true(seen >= 8);
}

struct pair {
	const char *html, *markdown;
};

static void
all_become(void *ctx, const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		becomes(ctx, pairs[i].html, pairs[i].markdown);
}

#define ALL_BECOME(pairs) all_become(*state, pairs, sizeof(pairs) / sizeof(pairs[0]))

static void
structure_survives(void **state)
{
	static const struct pair PAIRS[] = {
		{ "", "" },
		{ "<p> <br>&nbsp;</p><ul><li></ul><blockquote></blockquote><table><tr><td></table><h2></h2>", "" },
		{ "<p>a<p>b", "a\n\nb" },
		{ "a<br>b<br><br>c<br>", "a\\\nb\n\nc" },
		{ "<div>a<div>b</div>c</div>", "a\n\nb\n\nc" },
		{ "<h1>A</h1><h2>B</h2><h4>D</h4><h2>E</h2>", "### A\n\n#### B\n\n##### D\n\n#### E" },
		{ "<h2><b>Un <i>pont</i></b><br>#</h2>", "### Un *pont* \\#" },
		{ "<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c" },
		{ "<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b" },
		{ "<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n\n- c" },
		{ "<ol><li>a<ol start=4><li>b</ol></ol>", "1. a\n\n   4. b" },
		{ "<ol start=9><li>a<li>b<ul><li>c</ul></ol>", "9. a\n10. b\n    - c" },
		{ "<ol><li>a</ol><ol start=2><li>b</ol><ol><li>c</ol>", "1. a\n2. b\n\n1) c" },
		{ "<ul><li>a</ul><ul><li>b</ul>", "- a\n- b" },
		{ "<ul><li><ul><li>a</ul></ul>", "- a" },
		{ "<li>a<li>b", "- a\n- b" },
		{ "<ul>a<li>b<blockquote>c</blockquote></ul>", "- a\n\n- b\n\n  > c" },
		{ "<blockquote>a<blockquote>b</blockquote><ul><li>c</ul></blockquote>", "> a\n>\n> > b\n>\n> - c" },
		{ "<table><tr><td>a<td>b<td><tr><td><p>c<td>d<br>e</table><table><tr><td>f<td>g</table>", "a – b\\\nc – d e\n\nf – g" },
		{ "<table><tr><td><h2>a</h2><p>b<td><ul><li>c</ul></table>", "### a\n\nb\n\n- c" },
		{ "a<hr>b<custom-tag>c</custom-tag>", "a\n\nbc" },
	};

	ALL_BECOME(PAIRS);
}

static void
words_are_stressed_where_markup_can_say_it(void **state)
{
	static const struct pair PAIRS[] = {
		{ "<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>", "**a b** *c d*" },
		{ "<b><i>a</i></b> b", "***a*** b" },
		{ "a<b> b </b>c", "a **b** c" },
		{ "<b>a :</b> b, <b>c:</b>d", "**a :** b, **c**:d" },
		{ "a<b>b</b>c<i>d</i>", "a**b**c*d*" },
		{ "<b>a</b><i>b</i>", "**a**b" },
		{ "<b>a<br>b</b>", "**a**\\\n**b**" },
		{ "<b>.</b> <b> </b>", "." },
		{ "<b>« a »</b>", "**« a »**" },
		{ "<b style='font-weight:normal'>a</b> <span style='font-weight:700;font-style:italic'>b</span> <i style=font-style:normal>c</i>", "a ***b*** c" },
		{ "<span>a <b><span>b</span></b></span>", "a **b**" },
		{ "<u>a</u> <s>b</s> <code>c_d</code> x<sup>2</sup>", "a b c_d x2" },
	};

	ALL_BECOME(PAIRS);
}

static void
links_lead_to_the_web_and_to_mail_only(void **state)
{
	static const struct pair PAIRS[] = {
		{ "<a href='https://a.example/?b=1&amp;c=d'>x</a>", "[x](https://a.example/?b=1&c=d)" },
		{ "<a href='HTTPS://a.example'>x <b>y</b></a>", "[x **y**](https://a.example)" },
		{ "<a href=' ht\ntp://a.example/é (1)'>x</a>", "[x](http://a.example/%C3%A9%20\\(1\\))" },
		{ "<a href='https://a.example/'>https://a.example/</a>", "<https://a.example/>" },
		{ "<a href='mailto:info@a.example'>écrire</a>", "[écrire](mailto:info@a.example)" },
		{ "<a href=https://a.example>x</a><a href=https://a.example>y</a>", "[xy](https://a.example)" },
		{ "Oui !<a href=https://a.example>[x]</a>", "Oui \\![\\[x\\]](https://a.example)" },
		{ "<a href=https://a.example> <img src=x alt='un \"pont\" <'> </a>", "[un \"pont\" \\<](https://a.example)" },
		{ "<a href='https://a.example/&amp;copy;'>x</a>", "[x](https://a.example/&copy\\;)" },
		{ "<a href='java&#x0A;script:alert(1)'>a</a> <a href='&#1;javascript:alert(1)'>b</a> <a href=//c.example>c</a> <a href=/d>d</a> <a href=#e>e</a>", "a b c d e" },
		{ "<a href='data:text/html,x'>a</a> <a href='vbscript:x'>b</a> <a href='https://'>c</a> <a href='https://u@d.example'>d</a> <a href=mailto:e>e</a>", "a b c d e" },
		{ "<a href='https://a.example\" onclick=\"x'>a</a> <a>b</a> <a href>c</a>", "a b c" },
	};

	ALL_BECOME(PAIRS);
}

static void
lists_that_lost_their_tags_are_lists(void **state)
{
	static const struct pair PAIRS[] = {
		{ "<p>• a<p>• b", "- a\n- b" },
		{ "Lead : • <b>a</b> • b", "Lead :\n\n- **a**\n- b" },
		{ "- a<br>- b<br>c", "- a\n- b\n\nc" },
		{ "- Un (x)- Deux- Trois", "- Un (x)\n- Deux\n- Trois" },
		{ "<p>· a<p>▪ b<p>●" NBSP "c", "- a\n- b\n- c" },
		{ "<ul><li>• a<li>- b</ul>", "- a\n- b" },
		{ "<ul style='list-style-type: none;'> • A • B", "- A\n- B" },
		{ "– a<br>l’étudiant·e<br>plates-formes - oui", "– a\\\nl’étudiant·e\\\nplates-formes - oui" },
		{ "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(a)</span>x<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(b)</span>y",
		    "1. x\n2. y" },
		{ "<p class=MsoListParagraph style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>§</span>x", "- x" },
		{ "<p class=MsoListParagraph>2.1." NBSP NBSP "x<p class=MsoListParagraph>o" NBSP "y<p class=MsoListParagraph>À z", "1. x\n\n- y\n\nÀ z" },
		{ "<ul><li class=MsoListParagraph style='mso-list:l0 level1 lfo1'>x</ul>", "- x" },
		{ "<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>x</h1>", "### x" },
	};

	ALL_BECOME(PAIRS);
}

static void
prose_stays_prose(void **state)
{
	static const char *const PROSE[] = {
		"1974\\. a", "1\\) a", "\\# a", "\\+ a", "\\-", "\\> a", "\\=", "\\*a\\*", "3 * 4", "a_b, \\_a\\_", "[...] [1]", "[a\\](b)", "\\`a\\`", "a \\< b > c", "\\<b>", "AT&T",
		"\\&amp;", "C:\\x", "\\\\\\*", "+32 2 000", "#mot", "-5 °C", "11.11.11", "\\~~~", "~5", "a\\\n1\\. b\\\n\\---", "!", "[", "a]", "[a\\]: b",
	};

	for (size_t i = 0; i < sizeof(PROSE) / sizeof(PROSE[0]); i++) {
		const char *html = markdown_html(*state, PROSE[i], LANG_EN);

		assert_memory_equal(html, "<p>", 3);
		becomes(*state, html, PROSE[i]);
	}
	becomes(*state, "a &lt;script&gt;b&lt;/script&gt; &amp;lt; <h3>1. # - a</h3>", "a \\<script>b\\</script> \\&lt;\n\n### 1. # - a");
}

static void
white_space_is_what_a_browser_shows(void **state)
{
	static const struct pair PAIRS[] = {
		{ " a \n\t b" NBSP " c &nbsp;&nbsp; d ", "a b c d" },
		{ "Oui" NNBSP "! «" NBSP "Non" NBSP "»" NBSP ": mot" NBSP "mot", "Oui ! « Non » : mot mot" },
		{ "10" NNBSP "000" NBSP "€, art." NBSP "5, « 5" NBSP "»", "10" NNBSP "000" NBSP "€, art." NBSP "5, « 5 »" },
		{ "a&shy;b&#8203;c&#xFEFF;&#x202E;d&#7;e&#x2028;f", "abcde\\\nf" },
		{ "e&#x301;", "\xc3\xa9" },
		{ "<pre>a\n  b\n\nc</pre>", "a\\\nb\n\nc" },
	};

	ALL_BECOME(PAIRS);
}

static void
what_is_not_text_is_left_out(void **state)
{
	static const struct pair PAIRS[] = {
		{ "a<script>x<p>y</script>b<style>z</style>c<textarea><p>d</textarea><title>e</title><iframe><b>f</b></iframe><xmp><b>g</b></xmp>", "abc" },
		{ "a<svg><svg>b</svg>c</svg>d<math>e</math>f<template><p>g</template><object>h<object>i</object></object><noscript>j</noscript>k<svg/>l", "adfkl" },
		{ "a<!-- b --><!--[if gte mso 9]><xml>c</xml><![endif]--><![if !x]>d<![endif]><!--[if !mso]><!-->e<!--<![endif]--><?xml f?><!doctype g><!-->h", "adeh" },
		{ "a<script>b", "a" },
		{ "a <b <c", "a" },
		{ "<div style='color:red; display : none'>a<div>b</div></div>c", "c" },
		{ "<style></styles>a</style >b", "b" },
		{ "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "" },
		{ "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "\">" },
	};

	ALL_BECOME(PAIRS);
}

static char *
repeated(void *ctx, const char *s, int count)
{
	struct buf b = buf_in(ctx);

	while (count-- > 0)
		buf_puts(&b, s);
	return mem_strdup(ctx, buf_text(&b));
}

static enum err
cleaning(void *ctx, const char *html)
{
	const char *markdown;

	return paste_clean(ctx, html, strlen(html), &markdown);
}

static void
too_much_is_refused(void **state)
{
	const char *markdown, *comment = repeated(*state, "/* p.MsoNormal { margin: 0 } */", 8000);
	char *many = repeated(*state, " x='1'", 10000);

	assert_int_equal(cleaning(*state, repeated(*state, "x", PASTE_MAX_BYTES)), OK);
	assert_int_equal(cleaning(*state, repeated(*state, "x", PASTE_MAX_BYTES + 1)), ERR_TOO_LARGE);
	assert_int_equal(cleaning(*state, repeated(*state, "<br>", PASTE_MAX_TAGS)), OK);
	assert_int_equal(cleaning(*state, repeated(*state, "<br>", PASTE_MAX_TAGS + 1)), ERR_TOO_LARGE);
	assert_int_equal(cleaning(*state, repeated(*state, "<b>", PASTE_MAX_DEPTH)), OK);
	assert_int_equal(cleaning(*state, repeated(*state, "<b>", PASTE_MAX_DEPTH + 1)), ERR_TOO_LARGE);
	assert_int_equal(cleaning(*state, repeated(*state, "<div></b>", PASTE_MAX_DEPTH + 1)), ERR_TOO_LARGE);
	/* What changes nothing does not count. */
	becomes(*state, mem_printf(*state, "<style>%s</style><!-- %s --><p%s>a", comment, comment, many), "a");
	becomes(*state, mem_printf(*state, "%sa%s", repeated(*state, "<font><span lang=fr>", 5000), repeated(*state, "</span></font>", 5000)), "a");
	assert_int_equal(paste_clean(*state, "a\xff", 2, &markdown), ERR_INVALID);
	assert_int_equal(paste_clean(*state, "a\0b", 3, &markdown), ERR_INVALID);
}

static void
html_is_told_from_text(void **state)
{
	static const char *const HTML[] = { "<p>a", "a<br>b", "a<br/>", "</b>", "<IMG SRC=x>", "x <ul style=\"a\"> • b", "<b >a", "1 < 2 <i>a</i>", "<span\nlang='fr'>" };
	static const char *const TEXT[] = {
		"", "a < b", "a<b", "<https://a.example>", "<info@a.example>", "<à compléter>", "<a compléter>", "<nom>", "<3", "&eacute;", "a <b et c> d", "<p", "**a** > b", "<q",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(HTML) / sizeof(HTML[0]); i++)
		if (!paste_is_html(HTML[i]))
			fail_msg("%s is HTML", HTML[i]);
	for (size_t i = 0; i < sizeof(TEXT) / sizeof(TEXT[0]); i++)
		if (paste_is_html(TEXT[i]))
			fail_msg("%s is not HTML", TEXT[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(each_source_becomes_what_it_means),
		in_pool(structure_survives),
		in_pool(words_are_stressed_where_markup_can_say_it),
		in_pool(links_lead_to_the_web_and_to_mail_only),
		in_pool(lists_that_lost_their_tags_are_lists),
		in_pool(prose_stays_prose),
		in_pool(white_space_is_what_a_browser_shows),
		in_pool(what_is_not_text_is_left_out),
		in_pool(too_much_is_refused),
		in_pool(html_is_told_from_text),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("paste", tests, NULL, NULL);
}
