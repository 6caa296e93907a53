/* ctemplate behind tpl.h: one frozen cache a language, pages emitted straight into a buffer. */
#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_emitter.h>

#include <cstdarg>
#include <string>

/* Headers for C, and tpl.h includes some of them. */
extern "C" {
#include "base/buf.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"
}
#include "view/tpl.h"

using ctemplate::TemplateDictionary;

/* Blank lines go, other white space stays: without it words would be glued together. */
static const ctemplate::Strip STRIP = ctemplate::STRIP_BLANK_LINES;

static const char *const FILES[] = {
	"layout.tpl", "home.tpl", "organisations.tpl", "profile.tpl", "activities.tpl", "organisation-activities.tpl", "activity.tpl",
	"partners.tpl", "organisation-partners.tpl", "error.tpl", "facets.tpl", "partnerships.tpl", "paging.tpl",
	"search.tpl", "refine.tpl", "found.tpl", "chips.tpl", "why.tpl", "nothing.tpl", "suggest.tpl", "gaps.tpl",
	"shortlist.tpl", "booklet.tpl", "map.tpl",
};

struct templates {
	ctemplate::TemplateCache cache[LANG_COUNT];
};

/* struct tpl is never defined: it is ctemplate's dictionary under a name that C can say. */
static TemplateDictionary *
dictionary(struct tpl *tpl)
{
	return reinterpret_cast<TemplateDictionary *>(tpl);
}

static struct tpl *
named(TemplateDictionary *dictionary)
{
	return reinterpret_cast<struct tpl *>(dictionary);
}

namespace {
class BufEmitter : public ctemplate::ExpandEmitter {
	struct buf *const buf;
 public:
	explicit BufEmitter(struct buf *b) : buf(b) {}
	void Emit(char c) override { buf_add(buf, &c, 1); }
	void Emit(const std::string &s) override { buf_add(buf, s.data(), s.size()); }
	void Emit(const char *s) override { buf_puts(buf, s); }
	void Emit(const char *s, size_t len) override { buf_add(buf, s, len); }
};
}

enum err
tpl_open(void *ctx, const char *share, struct templates **templates, const char **why)
{
	struct templates *t = new struct templates;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		ctemplate::TemplateCache *cache = &t->cache[lang];

		cache->SetTemplateRootDirectory(std::string(share) + "/templates/" + lang_code(static_cast<enum lang>(lang)));
		for (const char *file : FILES) {
			if (!cache->LoadTemplate(file, STRIP)) {
				*why = mem_printf(ctx, "%s/templates/%s/%s is missing or does not parse", share, lang_code(static_cast<enum lang>(lang)), file);
				delete t;
				return ERR_CONFIG;
			}
		}
		cache->Freeze();
	}
	*templates = t;
	return OK;
}

void
tpl_close(struct templates *templates)
{
	delete templates;
}

struct tpl *
tpl_new(void)
{
	return named(new TemplateDictionary("page"));
}

void
tpl_free(struct tpl *tpl)
{
	delete dictionary(tpl);
}

void
tpl_set(struct tpl *tpl, const char *key, const char *value)
{
	dictionary(tpl)->SetValue(key, value == NULL ? "" : value);
}

void
tpl_setf(struct tpl *tpl, const char *key, const char *format, ...)
{
	va_list ap;
	char *value;

	va_start(ap, format);
	value = mem_vprintf(NULL, format, ap);
	va_end(ap);
	dictionary(tpl)->SetValue(key, value);
	mem_free(value);
}

void
tpl_set_global(struct tpl *tpl, const char *key, const char *value)
{
	dictionary(tpl)->SetTemplateGlobalValue(key, value == NULL ? "" : value);
}

void
tpl_show(struct tpl *tpl, const char *section)
{
	dictionary(tpl)->AddSectionDictionary(section);
}

struct tpl *
tpl_row(struct tpl *tpl, const char *section)
{
	return named(dictionary(tpl)->AddSectionDictionary(section));
}

struct tpl *
tpl_include(struct tpl *tpl, const char *key, const char *file)
{
	TemplateDictionary *included = dictionary(tpl)->AddIncludeDictionary(key);

	included->SetFilename(file);
	return named(included);
}

enum err
tpl_render(const struct templates *templates, enum lang lang, const char *file, const struct tpl *tpl, struct buf *html)
{
	size_t before = html->len;
	BufEmitter emitter(html);
	ctemplate::PerExpandData data;

	if (templates->cache[lang].ExpandNoLoad(file, STRIP, reinterpret_cast<const TemplateDictionary *>(tpl), &data, &emitter))
		return OK;
	if (html->bytes != NULL) {
		html->len = before;
		html->bytes[before] = '\0';
	}
	log_event(LOG_LEVEL_ERROR, "template", "file=%s lang=%s reason=%s", file, lang_code(lang), "it did not expand");
	return ERR_INTERNAL;
}
