/* Documents as pages show them. */
#include "base/mem.h"
#include "text/document.h"
#include "text/markdown.h"

void
document_render(void *ctx, struct organisation *org)
{
	struct activity *activities = mem_copy(ctx, org->activities, org->activity_count * sizeof(*activities));
	struct text *texts[] = { &org->mission_north, &org->mission, &org->history };

	org->activities = activities;
	for (int l = 0; l < LANG_COUNT; l++) {
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			if (texts[i]->in[l] != NULL)
				texts[i]->in[l] = markdown_html(ctx, texts[i]->in[l], (enum lang)l);
		for (size_t i = 0; i < org->activity_count; i++)
			if (activities[i].description.in[l] != NULL)
				activities[i].description.in[l] = markdown_html(ctx, activities[i].description.in[l], (enum lang)l);
	}
}
