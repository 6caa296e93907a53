/*
 * The document: all that one organisation says, as one JSON object, format "annuaire/1" (RFC 8259, by cJSON).
 * Its long texts are CommonMark. What pages read is made from it: text/record.h.
 */
#ifndef ANNUAIRE_TEXT_DOCUMENT_H
#define ANNUAIRE_TEXT_DOCUMENT_H

#include <stdbool.h>

#include "base/err.h"
#include "model/fault.h"
#include "model/organisation.h"

/*
 * Reads len bytes of JSON into *org (zeroed before; all strings owned by ctx). Envelope members (slug, updated_on, confirmed_on,
 * former_slugs) are taken where present. ERR_INVALID: not JSON, not UTF-8, deeper than 16, of another format, a member of the wrong type,
 * an unknown member, or without a name; *why (owned by ctx) says which member and what was expected, e.g. "activities[3].title: expected an object".
 */
MUST_CHECK enum err document_parse(void *ctx, const char *json, size_t len, struct organisation *org, const char **why);

/*
 * Writes org as a document, members always in the same order and absent ones left out, so equal content gives equal bytes.
 * envelope: also slug, updated_on, confirmed_on and former_slugs. pretty: for people. The string is owned by ctx.
 */
enum document_form { DOCUMENT_CONTENT, DOCUMENT_ENVELOPE, DOCUMENT_PRETTY };
char *document_print(void *ctx, const struct organisation *org, enum document_form form);

/*
 * Checks what JSON types cannot say: lengths in characters (name 200, title 200, summary 300, long texts 20,000, one-line fields 300),
 * no control characters, one-line fields of one line, website http(s) with a host, e-mail with one @, dates, distinct activity numbers >= 1,
 * enterprise number with its check digits,
 * codes that the vocabularies know, counts 1..100,000, at most 200 activities, 100 branches, 500 partners.
 * ERR_INVALID: *why (owned by ctx) names the member and the reason.
 */
MUST_CHECK enum err document_check(void *ctx, const struct organisation *org, const struct vocabularies *all, const char **why);

/* The same, all of it; owned by ctx. */
struct faults document_faults(void *ctx, const struct organisation *org, const struct vocabularies *all);

/* What document_check() asks of a website and of an e-mail address. */
bool document_is_url(const char *s);
bool document_is_email(const char *s);

#endif
