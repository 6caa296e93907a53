/*
 * The log: one logfmt line an event, on stderr, UTC. Source: https://brandur.org/logfmt (key=value, quoted where needed).
 * Values are escaped, so no visitor can forge a line.
 */
#ifndef ANNUAIRE_BASE_LOG_H
#define ANNUAIRE_BASE_LOG_H

enum log_level { LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR };

/* Names the program and, until the next call, the request (NULL: none) that lines belong to. Neither string is copied. */
void log_program(const char *name);
void log_request(const char *id);

/*
 * One line: at=… level=… program=… [id=…] event=EVENT, then pairs of a key and a format with its argument:
 *   log_event(LOG_LEVEL_INFO, "request", "status=%d path=%s", 200, path);
 * fields is "key=%s key=%d key=%ld key=%.1f …", separated by single spaces; strings are quoted where needed.
 */
void log_event(enum log_level level, const char *event, const char *fields, ...) __attribute__((format(printf, 3, 4)));

#endif
