/*
 * A mail as a message: RFC 5322 with the headers of RFC 2047 and the bodies of RFC 2045 and 2046 (multipart/alternative, text before HTML).
 * RFC 2231 is not needed: no parameter carries text. Whatever stands in names, subject and bodies, no header is added, split or ended by it.
 */
#ifndef ANNUAIRE_TEXT_MIME_H
#define ANNUAIRE_TEXT_MIME_H

#include "base/buf.h"
#include "base/conf.h"
#include "model/mail.h"

/*
 * Writes the message at the end of `message`: ASCII, lines of at most 78 characters (an address may make one longer) that end in CR LF.
 * Of conf: mail_from, mail_from_name, mail_reply_to, site_host. mail->recipient must be mailbox_valid(). The same mail gives the same bytes each time:
 * its Message-ID is made of its id and of when it was queued, so that a receiver knows one that comes twice.
 */
void mime_message(const struct conf *conf, const struct mail *mail, struct buf *message);

#endif
