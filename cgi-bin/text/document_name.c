/* Names that an organisation had. */
#include <string.h>

#include "base/mem.h"
#include "text/document.h"
#include "text/document_shape.h"
#include "text/words.h"

/* How many former names a document may have. */
static size_t
room(void)
{
	size_t i = 0;

	while (document_shape.members[i].offset != offsetof(struct organisation, former_names) || document_shape.members[i].kind != KIND_ARRAY)
		i++;
	return (size_t)document_shape.members[i].limit;
}

static bool
is_same_name(void *ctx, const char *folded, const char *name)
{
	return name != NULL && strcmp(folded, words_fold(ctx, name)) == 0;
}

/* True if org is called so, or says that it was. */
static bool
knows(void *ctx, const struct organisation *org, const char *name)
{
	const char *folded = words_fold(ctx, name);
	bool known = false;

	for (int l = 0; l < LANG_COUNT; l++)
		known = known || is_same_name(ctx, folded, org->name.in[l]);
	for (size_t i = 0; i < org->former_name_count; i++)
		known = known || is_same_name(ctx, folded, org->former_names[i].name);
	return known;
}

void
document_keep_former_names(void *ctx, const struct organisation *before, struct organisation *org, const char *today)
{
	struct former_name *names = MEM_ARRAY(ctx, struct former_name, org->former_name_count + LANG_COUNT);

	for (size_t i = 0; i < org->former_name_count; i++)
		names[i] = org->former_names[i];
	org->former_names = names;
	for (int l = 0; l < LANG_COUNT; l++)
		if (before->name.in[l] != NULL && org->former_name_count < room() && !knows(ctx, org, before->name.in[l]))
			names[org->former_name_count++] = (struct former_name){ before->name.in[l], today };
}
