/*
 * Passwords: hashed by argon2id at libsodium's interactive limits (64 MiB, 2 passes; OWASP Password Storage Cheat Sheet asks for 19 MiB), and which ones are taken
 * at all (NIST SP 800-63B section 5.1.1.2: length, no rule of composition, not the common ones). Compared in NFC, so that every keyboard writes the same one.
 * sodium_init() was called.
 */
#ifndef ANNUAIRE_BASE_PASSWORD_H
#define ANNUAIRE_BASE_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"

enum { PASSWORD_MIN = 8, PASSWORD_MAX = 128 /* characters */ };

enum password_fault { PASSWORD_GOOD, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_COMMON, PASSWORD_CONTEXT };

/*
 * Whether a password may be chosen. context: texts that are known of its owner (the site's name, e-mail address, name); their words of four letters and more do not count
 * as part of it: PASSWORD_CONTEXT when fewer than PASSWORD_MIN characters are left without them. ERR_IO: the list of common ones cannot be read (logged).
 */
MUST_CHECK enum err password_judge(void *ctx, const struct conf *conf, const char *password, const char *const *context, size_t count, enum password_fault *fault);

/*
 * Its hash as crypt(3) writes one, owned by ctx. At most two are computed at once on this host, whatever number of processes ask (two files in conf->run say who
 * does), because each takes 64 MiB. ERR_TOO_MANY: that was not to be had for five seconds. ERR_IO: the files cannot be made.
 */
MUST_CHECK enum err password_hash(void *ctx, const struct conf *conf, const char *password, const char **hash);

/*
 * Whether the password is that of hash. hash NULL (there is no such account, or none with a password) takes as long and is never right. *stale: it is right,
 * and worth hashing again by today's limits. Errors as of password_hash().
 */
MUST_CHECK enum err password_verify(void *ctx, const struct conf *conf, const char *hash, const char *password, bool *right, bool *stale);

#endif
