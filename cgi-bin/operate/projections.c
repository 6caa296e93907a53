/* annuaire check content and annuaire reindex: whether projections say what the documents say. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "operate/command.h"
#include "store/organisation.h"
#include "store/publication.h"

enum { POOL_BYTES = 32 * 1024 * 1024, TOGETHER = 50 /* organisations reindexed in one transaction */ };

/* All organisations, and how they are gone through: compared with their documents, or made anew from them. */
struct round {
	const uint64_t *ids;
	size_t count;
	bool repair;
	size_t helpers;
};

/* What a helper process tells after each step; written whole, since it is shorter than PIPE_BUF. */
struct step {
	size_t done, wrong;
};

/* The share of one helper: every helpers-th step, over a connection of its own. */
static enum err
do_share(const struct operator *op, const struct round *round, size_t helper, int news)
{
	size_t size = round->repair ? TOGETHER : 1;
	void *ctx = mem_pool(POOL_BYTES);
	struct db *db;
	enum err e = db_open(ctx, &op->conf, "operator", DB_SECONDS_OPERATOR, &db);

	for (size_t i = helper * size; e == OK && i < round->count; i += round->helpers * size) {
		struct step step = { round->count - i < size ? round->count - i : size, 0 };
		void *scratch = mem_new(ctx);
		const char *differences = "";

		e = round->repair ? store_reproject(db, scratch, &op->vocabularies, round->ids + i, step.done) :
		    store_check(db, scratch, &op->vocabularies, round->ids[i], &differences);
		if (*differences != '\0') {
			printf("organisation %llu: %s\n", (unsigned long long)round->ids[i], differences);
			step.wrong++;
		}
		if (write(news, &step, sizeof(step)) != sizeof(step))
			e = ERR_INTERNAL;
		mem_free(scratch);
	}
	mem_free(ctx);
	return fflush(stdout) == 0 ? e : ERR_INTERNAL;
}

/* Computing takes most of the time: each processor gets a process of its own. */
static enum err
go_round(const struct operator *op, const struct round *round, size_t *wrong)
{
	enum err e = OK;
	struct step step;
	size_t started = 0, done = 0;
	int news[2], status;

	*wrong = 0;
	if (fflush(NULL) != 0 || pipe(news) != 0)
		return ERR_INTERNAL;
	for (; e == OK && started < round->helpers; started++) {
		pid_t pid = fork();

		if (pid == 0) {
			close(news[0]);
			_exit(do_share(op, round, started, news[1]) == OK ? 0 : 1);
		}
		if (pid < 0)
			e = ERR_INTERNAL;
	}
	close(news[1]);
	while (read(news[0], &step, sizeof(step)) == sizeof(step)) {
		done += step.done;
		*wrong += step.wrong;
		operator_progress(round->repair ? "reindex" : "check", done, round->count);
	}
	close(news[0]);
	while (wait(&status) > 0)
		if (status != 0)
			e = ERR_DATABASE;
	return e;
}

static int
each_projection(struct operator *op, bool repair, bool quiet)
{
	struct round round = { .repair = repair, .helpers = (size_t)sysconf(_SC_NPROCESSORS_ONLN) };
	const char *differences;
	uint64_t *ids;
	size_t wrong;
	enum err e;

	e = store_organisation_ids(op->db, op->ctx, &ids, &round.count);
	round.ids = ids;
	if (e == OK)
		e = go_round(op, &round, &wrong);
	if (e == OK)
		e = store_check_counts(op->db, op->ctx, repair, &differences);
	if (e != OK)
		return operator_fail(repair ? "reindex" : "check", "the database does not answer");
	if (repair) {
		printf("%zu organisations reindexed\n", round.count);
		return 0;
	}
	if (*differences != '\0') {
		printf("the directory's counts: %s\n", differences);
		wrong++;
	}
	if (wrong > 0)
		return operator_fail("check", "the projections above are not what the documents say; run: annuaire reindex");
	if (!quiet)
		printf("%zu organisations: every projection equals its document\n", round.count);
	return 0;
}

int
operate_check_projections(struct operator *op, bool quiet)
{
	return each_projection(op, false, quiet);
}

int
operate_reindex(struct operator *op, int argc, char **argv)
{
	(void)argc, (void)argv;
	return each_projection(op, true, false);
}
