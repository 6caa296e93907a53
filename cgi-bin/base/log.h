/*
 * The log: one logfmt line an event, UTC, on stderr or in a file. Source: https://brandur.org/logfmt (key=value, quoted where needed).
 * Values are escaped, so no visitor can forge a line. Where stderr is the journal, a line begins with its level, "<3>" say (sd-daemon(3), systemd.exec(5)).
 */
#ifndef ANNUAIRE_BASE_LOG_H
#define ANNUAIRE_BASE_LOG_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>

enum log_level { LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR };

/* Names the program and, until the next call, the request (NULL: none) that lines belong to. Neither string is copied. */
void log_program(const char *name);
void log_request(const char *id);

/* How the file of log_open() is opened, then and again whenever it is made anew: for whoever limits what a program may open. */
#define LOG_OPEN_FLAGS (O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY)

/*
 * From here on lines go into the file at path (not copied), which is made where it is not there, with mode 0640; "": they stay where they are. Many processes may
 * write into one file. When it was renamed or removed, the next line makes it anew: whoever rotates it need tell nobody. False: it cannot be opened (logged on stderr).
 */
bool log_open(const char *path);

/*
 * One line: at=… level=… program=… [id=…] event=EVENT, then pairs of a key and a format with its argument:
 *   log_event(LOG_LEVEL_INFO, "request", "status=%d path=%s", 200, path);
 * fields is "key=%s key=%d key=%ld key=%.1f …", separated by single spaces; strings are quoted where needed.
 */
void log_event(enum log_level level, const char *event, const char *fields, ...) __attribute__((format(printf, 3, 4)));

/* One line as it stands, of len bytes with its end, to where the log is written now: the one function here that a signal's handler may call (signal-safety(7)). */
void log_from_handler(const char *line, size_t len);

/* seen(arg, level, event) is called with each line from here on, before it is written; it logs nothing itself. NULL: nobody is any more. */
void log_observe(void (*seen)(void *arg, enum log_level level, const char *event), void *arg);

#endif
