/* paste_clean() for tests that are not in C: pieces of HTML on the standard input, a NUL behind each; one JSON object a line: error, markdown, html. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/markdown.h"
#include "text/paste.h"

static void
answer(void *ctx, const char *html, size_t len)
{
	cJSON *object = cJSON_CreateObject();
	const char *markdown = NULL;
	enum err e = paste_clean(ctx, html, len, &markdown);
	char *line;

	cJSON_AddStringToObject(object, "error", e == OK ? "" : err_token(e));
	cJSON_AddStringToObject(object, "markdown", e == OK ? markdown : "");
	cJSON_AddStringToObject(object, "html", e == OK ? markdown_html(ctx, markdown, LANG_FR) : "");
	line = cJSON_PrintUnformatted(object);
	puts(line);
	cJSON_free(line);
	cJSON_Delete(object);
}

int
main(void)
{
	char *html = NULL;
	size_t size = 0;
	ssize_t len;

	while ((len = getdelim(&html, &size, '\0', stdin)) > 0) {
		void *ctx = mem_new(NULL);

		answer(ctx, html, (size_t)len - (html[len - 1] == '\0'));
		mem_free(ctx);
	}
	free(html);
	return 0;
}
