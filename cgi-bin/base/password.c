/* Passwords. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/password.h"
#include "base/utf8.h"

enum { AT_ONCE = 2, PATIENCE = 250 /* turns of 20 ms */, COMMON_BYTES = 256 * 1024, CONTEXT_WORD = 4 };
#define LIMITS crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE

/* What an unknown account's password is compared with: of the same limits, and the hash of 32 random bytes that nobody kept. */
static const char NOBODY[] = "$argon2id$v=19$m=65536,t=2,p=1$JWoFnvXJirqsr6E80YUoQQ$88mO4I5crebcONAP3rxjT9W1CNCrEbPIWCBKa7y4lYk";

/* One of the places where a hash may be computed: a descriptor to be closed when it is done. Its lock ends with its holder, however that ends. */
static enum err
take_place(void *ctx, const struct conf *conf, int *place)
{
	for (unsigned turn = 0; turn < PATIENCE; turn++) {
		*place = open(mem_printf(ctx, "%s/password-%u.lock", conf->run, turn % AT_ONCE), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		if (*place < 0) {
			log_event(LOG_LEVEL_ERROR, "password-lock", "directory=%s reason=%s", conf->run, strerror(errno));
			return ERR_IO;
		}
		if (flock(*place, LOCK_EX | LOCK_NB) == 0)
			return OK;
		close(*place);
		if (turn % AT_ONCE == AT_ONCE - 1)
			nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000000L * AT_ONCE }, NULL);
	}
	log_event(LOG_LEVEL_WARNING, "password-busy", "directory=%s", conf->run);
	return ERR_TOO_MANY;
}

enum err
password_hash(void *ctx, const struct conf *conf, const char *password, const char **hash)
{
	const char *normal = utf8_nfc(ctx, password);
	char *text = mem_zero(ctx, crypto_pwhash_STRBYTES);
	enum err e;
	int place;

	e = take_place(ctx, conf, &place);
	if (e != OK)
		return e;
	if (crypto_pwhash_str(text, normal, strlen(normal), LIMITS) != 0)
		abort();	/* out of memory */
	close(place);
	*hash = text;
	return OK;
}

enum err
password_verify(void *ctx, const struct conf *conf, const char *hash, const char *password, bool *right, bool *stale)
{
	const char *normal = utf8_nfc(ctx, password), *compared = hash == NULL ? NOBODY : hash;
	enum err e;
	int place;

	*right = *stale = false;
	e = take_place(ctx, conf, &place);
	if (e != OK)
		return e;
	*right = crypto_pwhash_str_verify(compared, normal, strlen(normal)) == 0 && hash != NULL;
	close(place);
	*stale = *right && crypto_pwhash_str_needs_rehash(hash, LIMITS) != 0;
	return OK;
}

/* Takes every occurrence of the len bytes at word out of password. */
static void
take_out(char *password, const char *word, size_t len)
{
	char *at = password;

	while ((at = strstr(at, word)) != NULL)
		memmove(at, at + len, strlen(at + len) + 1);
}

static enum err
is_common(void *ctx, const struct conf *conf, const char *low, bool *common)
{
	const char *why;
	char *list;
	enum err e = file_read(ctx, mem_printf(ctx, "%s/common-passwords.txt", conf->share), COMMON_BYTES, &list, NULL, &why);

	if (e != OK) {
		log_event(LOG_LEVEL_ERROR, "common-passwords", "reason=%s", why);
		return ERR_IO;
	}
	*common = strstr(list, mem_printf(ctx, "\n%s\n", low)) != NULL;
	return OK;
}

enum err
password_judge(void *ctx, const struct conf *conf, const char *password, const char *const *context, size_t count, enum password_fault *fault)
{
	const char *normal = utf8_nfc(ctx, password), *low = utf8_small(ctx, normal);
	size_t characters = utf8_length(normal);
	char *left = mem_strdup(ctx, low);
	bool common = false;
	enum err e = OK;

	*fault = characters < PASSWORD_MIN ? PASSWORD_SHORT : characters > PASSWORD_MAX ? PASSWORD_LONG : PASSWORD_GOOD;
	if (*fault != PASSWORD_GOOD)
		return OK;
	for (size_t i = 0; i < count; i++) {
		static const char BETWEEN[] = " \t@.,;:_-+'/()&";
		const char *text = utf8_small(ctx, utf8_nfc(ctx, context[i]));

		for (text += strspn(text, BETWEEN); *text != '\0'; text += strspn(text, BETWEEN)) {
			size_t len = strcspn(text, BETWEEN);
			const char *word = mem_strndup(ctx, text, len);

			if (utf8_length(word) >= CONTEXT_WORD)
				take_out(left, word, len);
			text += len;
		}
	}
	if (utf8_length(left) < PASSWORD_MIN)
		*fault = PASSWORD_CONTEXT;
	else if ((e = is_common(ctx, conf, low, &common)) == OK && common)
		*fault = PASSWORD_COMMON;
	return e;
}
