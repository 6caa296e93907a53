/* What the site makes of texts, for tests that are not written in C: CommonMark on standard input, HTML on standard output, each text ended by a NUL. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/markdown.h"

int
main(void)
{
	char *text = NULL;
	size_t size = 0;

	while (getdelim(&text, &size, '\0', stdin) > 0) {
		char *html = markdown_html(NULL, text, LANG_FR);

		fputs(html, stdout);
		putchar('\0');
		mem_free(html);
	}
	free(text);
	return ferror(stdin) || fflush(stdout) != 0;
}
