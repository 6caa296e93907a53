/* ctemplate behind tpl.h: one frozen cache a language, pages emitted straight into a buffer. */
#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_emitter.h>

#include <cstdarg>
#include <string>
#include <unordered_map>

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

/* Around every page, and in place of one. */
static const char *const COMMON[] = { "layout.tpl", "error.tpl", nullptr };

struct templates {
	std::string share;
	const char *const *files;
	bool loaded[LANG_COUNT];
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
/* ctemplate hashes a key, and looks its name up, at every use; those of the program are few and constant, so that is done once for each, by its address. */
struct known_key {
	std::string text;
	ctemplate::StaticTemplateString name;

	explicit known_key(const char *key) : text(key), name{ { text.data(), text.size(), 0 } }
	{
		ctemplate::StaticTemplateStringInitializer initialise(&name);
	}
};

ctemplate::TemplateString
name_of(const char *key)
{
	static std::unordered_map<const char *, known_key> known;
	const known_key &found = known.try_emplace(key, key).first->second;

	return found.text == key ? ctemplate::TemplateString(found.name) : ctemplate::TemplateString(key);
}

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

struct templates *
tpl_open(const char *share, const char *const *files)
{
	struct templates *t = new struct templates();

	t->share = share;
	t->files = files;
	return t;
}

enum err
tpl_load(struct templates *t, enum lang lang)
{
	ctemplate::TemplateCache *cache = &t->cache[lang];
	std::string directory = t->share + "/templates/" + lang_code(lang);

	if (t->loaded[lang])
		return OK;
	cache->SetTemplateRootDirectory(directory);
	for (const char *const *files : { COMMON, t->files }) {
		for (; *files != nullptr; files++) {
			if (!cache->LoadTemplate(*files, STRIP)) {
				log_event(LOG_LEVEL_ERROR, "template", "file=%s/%s reason=%s", directory.c_str(), *files, "it is missing or does not parse");
				return ERR_CONFIG;
			}
		}
	}
	cache->Freeze();
	t->loaded[lang] = true;
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
	dictionary(tpl)->SetValue(name_of(key), value == NULL ? "" : value);
}

void
tpl_setf(struct tpl *tpl, const char *key, const char *format, ...)
{
	va_list ap;
	char *value;

	va_start(ap, format);
	value = mem_vprintf(NULL, format, ap);
	va_end(ap);
	dictionary(tpl)->SetValue(name_of(key), value);
	mem_free(value);
}

void
tpl_set_global(struct tpl *tpl, const char *key, const char *value)
{
	dictionary(tpl)->SetTemplateGlobalValue(name_of(key), value == NULL ? "" : value);
}

void
tpl_show(struct tpl *tpl, const char *section)
{
	dictionary(tpl)->ShowSection(name_of(section));
}

struct tpl *
tpl_row(struct tpl *tpl, const char *section)
{
	return named(dictionary(tpl)->AddSectionDictionary(name_of(section)));
}

struct tpl *
tpl_include(struct tpl *tpl, const char *key, const char *file)
{
	TemplateDictionary *included = dictionary(tpl)->AddIncludeDictionary(name_of(key));

	included->SetFilename(file);
	return named(included);
}

enum err
tpl_render(struct templates *templates, enum lang lang, const char *file, const struct tpl *tpl, struct buf *html)
{
	size_t before = html->len;
	BufEmitter emitter(html);
	ctemplate::PerExpandData data;
	enum err e = tpl_load(templates, lang);

	if (e != OK)
		return e;
	if (templates->cache[lang].ExpandNoLoad(file, STRIP, reinterpret_cast<const TemplateDictionary *>(tpl), &data, &emitter))
		return OK;
	if (html->bytes != NULL) {
		html->len = before;
		html->bytes[before] = '\0';
	}
	log_event(LOG_LEVEL_ERROR, "template", "file=%s lang=%s reason=%s", file, lang_code(lang), "it did not expand");
	return ERR_INTERNAL;
}
