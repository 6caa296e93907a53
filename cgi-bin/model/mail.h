/* Mail: a letter as its writer thinks of it, and the mail that is made of it and waits in the queue. */
#ifndef ANNUAIRE_MODEL_MAIL_H
#define ANNUAIRE_MODEL_MAIL_H

#include "model/listing.h"

/* What somebody is to be told, already in their language. Texts are plain: no markup, one paragraph each; NULL and 0 where there is none. */
struct letter {
	const char *kind;		/* what occasion, for the log and the list: small letters and hyphens, at most 40 */
	enum lang lang;			/* of all that follows, and of what is put around it */
	const char *recipient;		/* e-mail address */
	const char *recipient_name;	/* NULL: greeted without a name */
	const char *subject;
	const char *const *paragraphs;
	size_t paragraph_count;
	const char *link;		/* the one thing to do: an absolute address, and what it does */
	const char *link_label;
	const char *quote;		/* what somebody else wrote; may have several lines */
	const char *closing;		/* after all that: what happens if one does nothing */
};

/* A row of the queue. Moments are UTC, "YYYY-MM-DD HH:MM:SS.ffffff". */
struct mail {
	uint64_t id;
	const char *kind;
	const char *recipient, *recipient_name;	/* the name is "" when there is none */
	enum lang lang;
	const char *subject;
	const char *body_text, *body_html;	/* lines end in LF */
	const char *created_at;
	const char *next_at;			/* when it is tried (again), unless one of the next two is set */
	const char *sent_at;			/* NULL: not yet */
	const char *failed_at;			/* when it was given up; NULL: it was not */
	unsigned attempts;
	const char *error;			/* of the last attempt, as the other side said it; NULL: none failed */
};

/* Latest first, without bodies (NULL). */
struct mail_list {
	struct mail *rows;
	size_t row_count;
	struct paging paging;
};

#endif
