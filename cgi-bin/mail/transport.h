/*
 * Handing one message over, as annuaire.ini says: into a file, to a sendmail command, or to an SMTP server. SMTP (RFC 5321) and its TLS are libcurl's;
 * this is the only place that includes <curl/curl.h>.
 */
#ifndef ANNUAIRE_MAIL_TRANSPORT_H
#define ANNUAIRE_MAIL_TRANSPORT_H

#include "base/buf.h"
#include "base/conf.h"
#include "model/mail.h"

struct transport;

enum handover {
	HANDOVER_DONE,
	HANDOVER_LATER,		/* refused for now, or nobody there: to be tried again */
	HANDOVER_REFUSED	/* refused for good */
};

/* The longest that one handover may take. An SMTP server may think about a message for ten minutes (RFC 5321 section 4.5.3.2.6) and still take it. */
enum { TRANSPORT_SECONDS = 600 };

/*
 * Owned by ctx; conf must outlive it. ERR_CONFIG: the password of the SMTP account cannot be read, or others could read it as well; *why (owned by ctx) says so.
 */
MUST_CHECK enum err transport_open(void *ctx, const struct conf *conf, struct transport **transport, const char **why);

/*
 * Hands over the message (lines end in CR LF) of mail, whose recipient is mailbox_valid(). Unless it is done, *why (owned by ctx) is what the other side said:
 * one line of ASCII.
 */
MUST_CHECK enum handover transport_send(struct transport *transport, void *ctx, const struct mail *mail, const struct buf *message, const char **why);

/*
 * Whether letters would find their way: the directory can be written, the command is there, or the server is, with TLS and the password as annuaire.ini says. Sends nothing.
 * ERR_IO: *why (owned by ctx) says what is in the way.
 */
MUST_CHECK enum err transport_check(struct transport *transport, void *ctx, const char **why);

/* Ends the connection that is kept from one message to the next. */
void transport_hang_up(struct transport *transport);

#endif
