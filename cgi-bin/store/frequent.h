/*
 * Words that very many say, each with the set of those who do. Full-text search ranks every match, which for such a word costs more than it tells: beside the sets,
 * only those who have it in their name are ranked. Which tokens are frequent is decided when the directory is gathered (store_check_counts()); until then a set is kept true
 * by each publication.
 */
#ifndef ANNUAIRE_STORE_FREQUENT_H
#define ANNUAIRE_STORE_FREQUENT_H

#include "store/members.h"

enum { FREQUENT_LEAST = 1000 /* members of a universe who say it */ };

/* The tokens that have a set, in the order of strcmp(). They change with the directory's revision only, so a process keeps them: a search for none of them asks nothing. */
struct frequent_tokens {
	const char *const *token;
	size_t count;
};
MUST_CHECK enum err frequent_tokens(struct db *db, void *ctx, enum universe universe, struct frequent_tokens *tokens);

/* The sets of those of some tokens that are frequent, owned by a context. */
struct frequent {
	const char *universe, *token;	/* universe: its code */
	struct members *members;
};
struct frequents {
	struct frequent *set;
	size_t count;
};

/* known: which tokens have a set; NULL: the database is asked. */
MUST_CHECK enum err frequent_of(struct db *db, void *ctx, enum universe universe, const struct frequent_tokens *known, const char *const *tokens, size_t count,
    struct frequents *found);
/* The set of one token; NULL: it is not frequent. */
const struct members *frequent_members(const struct frequents *found, const char *token);

/* What one member says: its tokens as the index holds them, separated by spaces or line ends, before and now; "" when it was or is not there. */
struct said_words {
	enum universe universe;
	uint32_t member;
	const char *before, *now;
};
/* Brings the sets to what is said now. Inside a publication's transaction. */
MUST_CHECK enum err frequent_change(struct db *db, void *ctx, const struct said_words *said, size_t count);

/* Chooses the tokens of at least `least` members anew and makes their sets; or (repair false) says whether the sets that are there are what the texts say: *same. */
MUST_CHECK enum err frequent_rebuild(struct db *db, void *ctx, size_t least, bool repair, bool *same);

#endif
