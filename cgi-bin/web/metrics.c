/* Counters in shared memory: each process adds atomically, any of them prints. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "web/metrics.h"

enum { CLASSES = 5, BUCKETS = 8 };

static const double BUCKET[BUCKETS] = { 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1, 5 };

struct metrics {
	atomic_uint_fast64_t requests[CLASSES];		/* 1xx … 5xx */
	atomic_uint_fast64_t bucket[BUCKETS];		/* not cumulative */
	atomic_uint_fast64_t microseconds;
};

struct metrics *
metrics_open(const char *directory, const char *program)
{
	struct metrics *metrics = MAP_FAILED;
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/%s.metrics", directory, program);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0 && ftruncate(fd, sizeof(*metrics)) == 0)
		metrics = mmap(NULL, sizeof(*metrics), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (metrics == MAP_FAILED)
		log_event(LOG_LEVEL_WARNING, "metrics-unavailable", "file=%s reason=%s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return metrics == MAP_FAILED ? NULL : metrics;
}

void
metrics_count(struct metrics *metrics, int status, double seconds)
{
	int bucket = 0;

	if (metrics == NULL)
		return;
	if (status >= 100 && status < 600)
		atomic_fetch_add(&metrics->requests[status / 100 - 1], 1);
	while (bucket < BUCKETS && seconds > BUCKET[bucket])
		bucket++;
	if (bucket < BUCKETS)
		atomic_fetch_add(&metrics->bucket[bucket], 1);
	atomic_fetch_add(&metrics->microseconds, (uint_fast64_t)(seconds * 1e6));
}

void
metrics_print(const struct metrics *metrics, const char *program, struct buf *out)
{
	unsigned long long total = 0, below = 0;

	if (metrics == NULL)
		return;
	buf_puts(out, "# HELP annuaire_requests_total Responses by class of status.\n# TYPE annuaire_requests_total counter\n");
	for (int i = 1; i < CLASSES; i++) {
		unsigned long long n = atomic_load(&metrics->requests[i]);

		total += n;
		buf_printf(out, "annuaire_requests_total{program=\"%s\",status=\"%dxx\"} %llu\n", program, i + 1, n);
	}
	buf_puts(out, "# HELP annuaire_request_seconds Time from the request read to the response written.\n# TYPE annuaire_request_seconds histogram\n");
	for (int i = 0; i < BUCKETS; i++) {
		below += atomic_load(&metrics->bucket[i]);
		buf_printf(out, "annuaire_request_seconds_bucket{program=\"%s\",le=\"%g\"} %llu\n", program, BUCKET[i], below);
	}
	buf_printf(out, "annuaire_request_seconds_bucket{program=\"%s\",le=\"+Inf\"} %llu\n", program, total);
	buf_printf(out, "annuaire_request_seconds_sum{program=\"%s\"} %.6f\n", program, (double)atomic_load(&metrics->microseconds) / 1e6);
	buf_printf(out, "annuaire_request_seconds_count{program=\"%s\"} %llu\n", program, total);
}
