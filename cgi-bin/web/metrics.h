/*
 * Counters of one program, shared by its processes through a small mapped file, printed for Prometheus.
 * Source: Prometheus text exposition format 0.0.4.
 */
#ifndef ANNUAIRE_WEB_METRICS_H
#define ANNUAIRE_WEB_METRICS_H

#include "base/buf.h"

struct metrics;

/* Maps directory/<program>.metrics, made anew if it is of another layout. NULL when it cannot be (logged): the site serves all the same, uncounted. */
struct metrics *metrics_open(const char *directory, const char *program);
/* Counts one response. metrics may be NULL. */
void metrics_count(struct metrics *metrics, int status, double seconds);
void metrics_print(const struct metrics *metrics, const char *program, struct buf *out);

#endif
