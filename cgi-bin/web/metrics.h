/*
 * Counters of one program, shared by its processes through a small mapped file, printed for Prometheus by any of them.
 * Source: Prometheus text exposition format 0.0.4; names as "Metric and label naming" of its documentation asks for.
 */
#ifndef ANNUAIRE_WEB_METRICS_H
#define ANNUAIRE_WEB_METRICS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct metrics;

/* What is not counted but looked at when somebody asks. */
struct metrics_facts {
	bool database_up;		/* it answers */
	unsigned schema, schema_needed;
};

/*
 * Maps directory/<program>.metrics, made anew where it is of another layout, and joins the processes that share it until this one ends, however it does. From here on
 * the lines of the log are counted as well. Owned by ctx. NULL when it cannot be (logged): the site serves all the same, uncounted.
 */
struct metrics *metrics_open(void *ctx, const char *directory, const char *program);

/* A request begins; and its response, of so many bytes, was made in so many seconds. metrics may be NULL. */
void metrics_begin(struct metrics *metrics);
void metrics_count(struct metrics *metrics, int status, double seconds, size_t bytes);

void metrics_print(const struct metrics *metrics, const struct metrics_facts *facts, struct buf *out);

/* One metric of a program's own that has no more labels than program: its HELP and TYPE, and its value. type is "gauge" or "counter". */
void metrics_print_one(const char *name, const char *type, const char *help, const char *program, double value, struct buf *out);

#endif
