/* Counters in shared memory: each process adds atomically, any of them prints. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "web/metrics.h"

enum { LAYOUT = 2, CLASSES = 5, BUCKETS = 8, SLOTS = 128, OPENING = SLOTS /* a byte beyond theirs */, TRIES = 5 };

static const double BUCKET[BUCKETS] = { 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1, 5 };
static const char *const LEVEL[] = { "info", "warning", "error" };

/* Lines of the log that somebody may want to be told of. All others are counted by their level alone. */
static const struct event {
	const char *name;
	enum log_level level;
} EVENTS[] = {
	{ "database", LOG_LEVEL_ERROR },
	{ "database", LOG_LEVEL_INFO },		/* two writers met */
	{ "database-connect", LOG_LEVEL_ERROR },
	{ "record", LOG_LEVEL_ERROR },
	{ "foreign-form", LOG_LEVEL_WARNING },
	{ "refused", LOG_LEVEL_WARNING },
	{ "unprotected", LOG_LEVEL_ERROR },
	{ "signed-in", LOG_LEVEL_INFO },
	{ "signin-refused", LOG_LEVEL_WARNING },
	{ "code-refused", LOG_LEVEL_WARNING },
	{ "reset-asked", LOG_LEVEL_INFO },
	{ "password-busy", LOG_LEVEL_WARNING },
	{ "not-saved", LOG_LEVEL_WARNING },
	{ "not-published", LOG_LEVEL_WARNING },
	{ "other", LOG_LEVEL_INFO },
	{ "other", LOG_LEVEL_WARNING },
	{ "other", LOG_LEVEL_ERROR },
};
enum { EVENT_COUNT = sizeof(EVENTS) / sizeof(EVENTS[0]) };

struct slot {
	atomic_uint busy;			/* a request is in hand */
	atomic_uint_fast64_t resident;		/* bytes, after the last request */
};

struct shared {
	atomic_uint layout;
	atomic_uint_fast64_t starts;		/* of processes */
	atomic_uint_fast64_t requests[CLASSES];	/* 1xx … 5xx */
	atomic_uint_fast64_t bucket[BUCKETS];	/* not cumulative */
	atomic_uint_fast64_t microseconds, bytes;
	atomic_uint_fast64_t event[EVENT_COUNT];
	struct slot slot[SLOTS];
};

/* A process holds the byte of the file that has its slot's number, locked until it ends: so whoever prints knows who lives. */
struct metrics {
	const char *program;
	struct shared *shared;
	int fd, statm;
	size_t slot;				/* SLOTS: none was free */
};

static int
lock(int fd, int command, short type, size_t byte)
{
	struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)byte, .l_len = 1 };
	int rc = fcntl(fd, command, &range);

	return command != F_OFD_GETLK ? rc : rc == 0 && range.l_type != F_UNLCK;
}

/* Opens and maps the file, which has this layout then, or -1 with errno. EAGAIN: it was another one, and is away now. */
static int
map(const char *path, struct shared **shared)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct stat opened, named;

	*shared = MAP_FAILED;
	if (fd < 0)
		return -1;
	if (lock(fd, F_OFD_SETLKW, F_WRLCK, OPENING) == 0 && fstat(fd, &opened) == 0 && (opened.st_size > 0 || ftruncate(fd, sizeof(**shared)) == 0)) {
		if (stat(path, &named) != 0 || named.st_ino != opened.st_ino || (opened.st_size > 0 && opened.st_size != sizeof(**shared))) {
			if (opened.st_size > 0 && opened.st_size != sizeof(**shared))
				unlink(path);
			errno = EAGAIN;
		} else {
			*shared = mmap(NULL, sizeof(**shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		}
	}
	if (*shared != MAP_FAILED && opened.st_size > 0 && atomic_load(&(*shared)->layout) != LAYOUT) {
		munmap(*shared, sizeof(**shared));
		*shared = MAP_FAILED;
		unlink(path);
		errno = EAGAIN;
	}
	if (*shared == MAP_FAILED) {
		int error = errno;

		close(fd);
		errno = error;
		return -1;
	}
	atomic_store(&(*shared)->layout, LAYOUT);
	lock(fd, F_OFD_SETLK, F_UNLCK, OPENING);
	return fd;
}

static int
metrics_close(struct metrics *metrics)
{
	log_observe(NULL, NULL);
	munmap(metrics->shared, sizeof(*metrics->shared));
	close(metrics->fd);
	if (metrics->statm >= 0)
		close(metrics->statm);
	return 0;
}

static void
count_line(void *arg, enum log_level level, const char *event)
{
	struct metrics *metrics = arg;
	size_t i = 0;

	if (strcmp(event, "request") == 0)	/* counted by itself */
		return;
	while (i < EVENT_COUNT - 3 && (EVENTS[i].level != level || strcmp(EVENTS[i].name, event) != 0))
		i++;
	atomic_fetch_add(&metrics->shared->event[i < EVENT_COUNT - 3 ? i : EVENT_COUNT - 3 + (size_t)level], 1);
}

/* The second figure of /proc/self/statm is the resident pages (proc(5)). */
static void
look_at_memory(struct metrics *metrics)
{
	char text[128];
	ssize_t n = metrics->statm < 0 || metrics->slot == SLOTS ? -1 : pread(metrics->statm, text, sizeof(text) - 1, 0);
	unsigned long long pages;
	char *end;

	if (n <= 0)
		return;
	text[n] = '\0';
	(void)strtoull(text, &end, 10);
	pages = strtoull(end, NULL, 10);
	atomic_store(&metrics->shared->slot[metrics->slot].resident, pages * (unsigned long long)sysconf(_SC_PAGESIZE));
}

struct metrics *
metrics_open(void *ctx, const char *directory, const char *program)
{
	const char *path = mem_printf(ctx, "%s/%s.metrics", directory, program);
	struct metrics *metrics;
	struct shared *shared;
	int fd = -1;

	for (int tries = 0; fd < 0 && (tries == 0 || (errno == EAGAIN && tries < TRIES)); tries++)
		fd = map(path, &shared);
	if (fd < 0) {
		log_event(LOG_LEVEL_WARNING, "metrics-unavailable", "file=%s reason=%s", path, strerror(errno));
		return NULL;
	}
	metrics = MEM_NEW(ctx, struct metrics);
	*metrics = (struct metrics){ .program = program, .shared = shared, .fd = fd, .statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC) };
	talloc_set_destructor(metrics, metrics_close);
	while (metrics->slot < SLOTS && lock(fd, F_OFD_SETLK, F_WRLCK, metrics->slot) != 0)
		metrics->slot++;
	if (metrics->slot < SLOTS)
		atomic_store(&shared->slot[metrics->slot].busy, 0);
	atomic_fetch_add(&shared->starts, 1);
	look_at_memory(metrics);
	log_observe(count_line, metrics);
	return metrics;
}

void
metrics_begin(struct metrics *metrics)
{
	if (metrics != NULL && metrics->slot < SLOTS)
		atomic_store(&metrics->shared->slot[metrics->slot].busy, 1);
}

void
metrics_count(struct metrics *metrics, int status, double seconds, size_t bytes)
{
	int bucket = 0;

	if (metrics == NULL)
		return;
	if (status >= 100 && status < 600)
		atomic_fetch_add(&metrics->shared->requests[status / 100 - 1], 1);
	while (bucket < BUCKETS && seconds > BUCKET[bucket])
		bucket++;
	if (bucket < BUCKETS)
		atomic_fetch_add(&metrics->shared->bucket[bucket], 1);
	atomic_fetch_add(&metrics->shared->microseconds, (uint_fast64_t)(seconds * 1e6));
	atomic_fetch_add(&metrics->shared->bytes, bytes);
	look_at_memory(metrics);
	if (metrics->slot < SLOTS)
		atomic_store(&metrics->shared->slot[metrics->slot].busy, 0);
}

static void
print_head(const char *name, const char *type, const char *help, struct buf *out)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void
metrics_print_one(const char *name, const char *type, const char *help, const char *program, double value, struct buf *out)
{
	print_head(name, type, help, out);
	buf_printf(out, "%s{program=\"%s\"} %.15g\n", name, program, value);
}

static void
print_requests(const struct metrics *metrics, struct buf *out)
{
	const struct shared *shared = metrics->shared;
	const char *program = metrics->program;
	unsigned long long total = 0, below = 0;

	print_head("annuaire_requests_total", "counter", "Responses by class of status.", out);
	for (int i = 1; i < CLASSES; i++) {
		unsigned long long n = atomic_load(&shared->requests[i]);

		total += n;
		buf_printf(out, "annuaire_requests_total{program=\"%s\",status=\"%dxx\"} %llu\n", program, i + 1, n);
	}
	print_head("annuaire_request_duration_seconds", "histogram", "Time from the request read to the response written.", out);
	for (int i = 0; i < BUCKETS; i++) {
		below += atomic_load(&shared->bucket[i]);
		buf_printf(out, "annuaire_request_duration_seconds_bucket{program=\"%s\",le=\"%g\"} %llu\n", program, BUCKET[i], below);
	}
	buf_printf(out, "annuaire_request_duration_seconds_bucket{program=\"%s\",le=\"+Inf\"} %llu\n", program, total);
	buf_printf(out, "annuaire_request_duration_seconds_sum{program=\"%s\"} %.6f\n", program, (double)atomic_load(&shared->microseconds) / 1e6);
	buf_printf(out, "annuaire_request_duration_seconds_count{program=\"%s\"} %llu\n", program, total);
	metrics_print_one("annuaire_response_bytes_total", "counter", "Bytes of pages and data, as the program made them.", program, (double)atomic_load(&shared->bytes), out);
}

static void
print_processes(const struct metrics *metrics, struct buf *out)
{
	unsigned processes = 0, busy = 0;
	unsigned long long all = 0, most = 0;

	for (size_t i = 0; i < SLOTS; i++) {
		unsigned long long resident = atomic_load(&metrics->shared->slot[i].resident);

		if (i != metrics->slot && lock(metrics->fd, F_OFD_GETLK, F_WRLCK, i) == 0)
			continue;
		processes++;
		busy += atomic_load(&metrics->shared->slot[i].busy);
		all += resident;
		most = resident > most ? resident : most;
	}
	metrics_print_one("annuaire_processes", "gauge", "Processes of the program.", metrics->program, processes, out);
	metrics_print_one("annuaire_processes_busy", "gauge", "Those with a request in hand, this one among them.", metrics->program, busy, out);
	metrics_print_one("annuaire_process_starts_total", "counter", "Processes that were started, plain CGI among them.", metrics->program,
	    (double)atomic_load(&metrics->shared->starts), out);
	metrics_print_one("annuaire_resident_memory_bytes", "gauge", "Memory of all processes together; what they share is counted in each.", metrics->program, (double)all, out);
	metrics_print_one("annuaire_resident_memory_max_bytes", "gauge", "Memory of the largest process.", metrics->program, (double)most, out);
}

void
metrics_print(const struct metrics *metrics, const struct metrics_facts *facts, struct buf *out)
{
	if (metrics == NULL)
		return;
	print_head("annuaire_build_info", "gauge", "The version that runs; always 1.", out);
	buf_printf(out, "annuaire_build_info{program=\"%s\",version=\"%s\"} 1\n", metrics->program, ANNUAIRE_VERSION);
	print_requests(metrics, out);
	print_head("annuaire_log_events_total", "counter", "Lines of the log, but those of requests; annuaire(7) explains each.", out);
	for (size_t i = 0; i < EVENT_COUNT; i++)
		buf_printf(out, "annuaire_log_events_total{program=\"%s\",event=\"%s\",level=\"%s\"} %llu\n", metrics->program, EVENTS[i].name, LEVEL[EVENTS[i].level],
		    (unsigned long long)atomic_load(&metrics->shared->event[i]));
	print_processes(metrics, out);
	metrics_print_one("annuaire_database_up", "gauge", "Whether the database answers this program.", metrics->program, facts->database_up, out);
	metrics_print_one("annuaire_schema_version", "gauge", "The schema that the database has; 0 while it does not answer.", metrics->program, facts->schema, out);
	metrics_print_one("annuaire_schema_version_needed", "gauge", "The schema that this program needs.", metrics->program, facts->schema_needed, out);
}
