/* The words of pasted HTML: collected byte by byte, then settled as a browser shows them. */
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/paste_block.h"
#include "text/space.h"

void
words_add_byte(void *ctx, struct words *words, char c, int mark)
{
	size_t room = words->len;

	MEM_GROW(ctx, words->bytes, room);
	MEM_GROW(ctx, words->marks, room);
	words->bytes[words->len] = c;
	words->marks[words->len++] = (uint16_t)mark;
}

void
words_add(void *ctx, struct words *words, const char *bytes, size_t len, int mark)
{
	for (size_t i = 0; i < len; i++)
		words_add_byte(ctx, words, bytes[i], mark);
}

void
words_end(void *ctx, struct words *words)
{
	words_add_byte(ctx, words, '\0', 0);
	words->len--;
}

struct words
words_part(void *ctx, const struct words *words, size_t from, size_t to)
{
	struct words part = { NULL };
	size_t end;

	while (from < to && space_at(words->bytes + from) > 0)
		from += space_at(words->bytes + from);
	end = from;
	for (size_t i = from; i < to; ) {
		size_t space = space_at(words->bytes + i);

		i += space > 0 ? space : 1;
		end = space > 0 ? end : i;
	}
	for (size_t i = from; i < end; i++)
		words_add_byte(ctx, &part, words->bytes[i], words->marks[i]);
	words_end(ctx, &part);
	return part;
}

/* What a character does to the text. */
enum role { SHOWN, WHITE_SPACE, BREAK, NOTHING };

static enum role
role_of(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_ZS:
		return WHITE_SPACE;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return BREAK;
	case UTF8PROC_CATEGORY_CC:
		return c == '\n' ? BREAK : NOTHING;
	case UTF8PROC_CATEGORY_CF:
		return c == 0x200c || c == 0x200d || (c >= 0xe0020 && c <= 0xe007f) ? SHOWN : NOTHING;	/* joiners and tags, as Persian and emoji have them */
	default:
		return utf8proc_codepoint_valid((utf8proc_int32_t)c) ? SHOWN : NOTHING;
	}
}

/* Whether a no-break space between these two stays one. Those of « ; : ! ? » are made when the text is shown. */
static bool
binds(const char *left, const char *right)
{
	static const char *const FRENCH[] = { ";", ":", "!", "?", "»" };

	if (strncmp(left, "«", strlen("«")) == 0)
		return false;
	for (size_t i = 0; i < sizeof(FRENCH) / sizeof(FRENCH[0]); i++)
		if (strncmp(right, FRENCH[i], strlen(FRENCH[i])) == 0)
			return false;
	return (*left >= '0' && *left <= '9') || (*right >= '0' && *right <= '9');
}

struct words
words_settled(void *ctx, const struct words *raw)
{
	struct words words = { NULL };
	size_t previous = 0, space = 0, space_len = 0, spaces = 0, breaks = 0;

	for (size_t i = 0, next; i < raw->len; i = next) {
		enum role role;

		next = i;
		role = role_of(utf8_next(raw->bytes, &next));
		if (role == WHITE_SPACE) {
			space = i;
			space_len = next - i;
			spaces++;
		} else if (role == BREAK) {
			breaks++;
		} else if (role == SHOWN) {
			if (words.len > 0 && spaces + breaks > 0) {
				int left = raw->marks[previous], right = raw->marks[i], link = left >> WORDS_LINK_SHIFT;
				int mark = (left & right & WORDS_STYLES) | (link == right >> WORDS_LINK_SHIFT ? link << WORDS_LINK_SHIFT : 0);

				if (breaks > 0)
					words_add(ctx, &words, "\n\n", breaks > 1 ? 2 : 1, mark);
				else if (spaces == 1 && space_at(raw->bytes + space) > 1 && binds(raw->bytes + previous, raw->bytes + i))
					words_add(ctx, &words, raw->bytes + space, space_len, mark);
				else
					words_add_byte(ctx, &words, ' ', mark);
			}
			words_add(ctx, &words, raw->bytes + i, next - i, raw->marks[i]);
			previous = i;
			spaces = breaks = 0;
		}
	}
	words_end(ctx, &words);
	return words;
}
