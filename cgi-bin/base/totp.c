/* One-time codes. */
#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/totp.h"
#include "base/utf8.h"

enum { STEP_SECONDS = 30, WINDOW = 1 };

/* 32 signs that nobody takes for one another. */
static const char SIGNS[] = "abcdefghijkmnpqrstuvwxyz23456789";

const char *
totp_new(void *ctx)
{
	unsigned char bytes[TOTP_BYTES];
	const char *text;
	char *made = NULL;
	size_t len;

	randombytes_buf(bytes, sizeof(bytes));
	if (oath_base32_encode((const char *)bytes, sizeof(bytes), &made, &len) != OATH_OK)
		abort();	/* out of memory */
	text = mem_strndup(ctx, made, len);
	free(made);
	return text;
}

bool
totp_bytes(const char *text, unsigned char bytes[TOTP_BYTES])
{
	char *made = NULL;
	size_t len = 0;
	bool whole = oath_base32_decode(text, strlen(text), &made, &len) == OATH_OK && len == TOTP_BYTES;

	if (whole)
		memcpy(bytes, made, TOTP_BYTES);
	free(made);
	return whole;
}

uint64_t
totp_step(const unsigned char bytes[TOTP_BYTES], const char *code, time_t now, uint64_t after)
{
	char digits[TOTP_DIGITS + 1];
	uint64_t step = 0;
	size_t n = 0;
	int at;

	for (; *code != '\0'; code++) {
		if (*code == ' ')
			continue;
		if (*code < '0' || *code > '9' || n == TOTP_DIGITS)
			return 0;
		digits[n++] = *code;
	}
	digits[n] = '\0';
	if (n != TOTP_DIGITS || oath_totp_validate3((const char *)bytes, TOTP_BYTES, now, STEP_SECONDS, 0, WINDOW, &at, &step, digits) < 0)
		return 0;
	return step > after ? step : 0;
}

static void
encode(struct buf *b, const char *s)
{
	static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@";

	for (; *s != '\0'; s++)
		if (strchr(PLAIN, *s) != NULL)
			buf_putc(b, *s);
		else
			buf_printf(b, "%%%02X", (unsigned char)*s);
}

const char *
totp_uri(void *ctx, const char *secret, const char *site, const char *email)
{
	struct buf b = buf_in(ctx);

	buf_puts(&b, "otpauth://totp/");
	encode(&b, site);
	buf_putc(&b, ':');
	encode(&b, email);
	buf_printf(&b, "?secret=%s&issuer=", secret);
	encode(&b, site);
	return buf_text(&b);
}

const char *
recovery_new(void *ctx)
{
	char code[RECOVERY_CHARACTERS + 1];

	for (size_t i = 0; i < RECOVERY_CHARACTERS; i++)
		code[i] = SIGNS[randombytes_uniform(sizeof(SIGNS) - 1)];
	return mem_printf(ctx, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12);
}

const char *
recovery_plain(void *ctx, const char *typed)
{
	char *plain = mem_zero(ctx, RECOVERY_CHARACTERS + 1);
	size_t n = 0;

	for (const char *c = utf8_small(ctx, typed); *c != '\0'; c++) {
		if (*c == ' ' || *c == '-')
			continue;
		if (n == RECOVERY_CHARACTERS || strchr(SIGNS, *c) == NULL)
			return NULL;
		plain[n++] = *c;
	}
	return n == RECOVERY_CHARACTERS ? plain : NULL;
}
