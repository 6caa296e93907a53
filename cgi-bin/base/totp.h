/* One-time codes of an authenticator application (RFC 6238: SHA-1, 6 digits, 30 seconds) by liboath, and the codes that stand in for a lost one. */
#ifndef ANNUAIRE_BASE_TOTP_H
#define ANNUAIRE_BASE_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { TOTP_BYTES = 20, TOTP_DIGITS = 6, RECOVERY_CODES = 10, RECOVERY_CHARACTERS = 16 /* without the hyphens between */ };

/* A new secret as its owner may type it (base32, RFC 4648 section 6, 32 characters), owned by ctx. */
const char *totp_new(void *ctx);
/* The bytes of a secret as totp_new() writes it; spaces and case do not count. False when it is no such secret. */
bool totp_bytes(const char *text, unsigned char bytes[TOTP_BYTES]);
/*
 * The step (counted in 30 seconds since 1970) that the code belongs to: the one of now, the one before or the one after, and later than `after`, the last one that served.
 * 0: it belongs to none of them.
 */
uint64_t totp_step(const unsigned char bytes[TOTP_BYTES], const char *code, time_t now, uint64_t after);
/* What a QR code says to an application: otpauth://totp/… (Google Authenticator's key URI format). Owned by ctx. */
const char *totp_uri(void *ctx, const char *secret, const char *site, const char *email);

/* A new recovery code, "abcd-efgh-jkmn-pqrs": 80 random bits. Owned by ctx. */
const char *recovery_new(void *ctx);
/* What was typed as a recovery code in the form in which it is hashed: small letters and digits alone. NULL when it cannot be one. Owned by ctx. */
const char *recovery_plain(void *ctx, const char *typed);

#endif
