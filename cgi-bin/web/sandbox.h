/*
 * What a program may still do once it has started: answer requests, read its share, talk to the database, and nothing else. Whoever finds a hole in it then holds a
 * process that can start no other, open no file for writing but its log, listen nowhere, and read little more than what every visitor sees.
 * Sources: seccomp(2), by libseccomp; Landlock, landlock(7); getrlimit(2).
 */
#ifndef ANNUAIRE_WEB_SANDBOX_H
#define ANNUAIRE_WEB_SANDBOX_H

#include "base/conf.h"

/*
 * Closes the door behind this process, for good; to be called when all that lies outside was read, and before the first request.
 * In every mode but SANDBOX_OFF: no new rights, no core dumps, at most a gigabyte of addresses; no call of the kernel but those that a request needs; and where the kernel
 * has Landlock, files are read below `readable` only (paths, the last one NULL; what is not there is passed over), and empty ones made in `run`, which are locks.
 * The file `log` ("": there is none), and none but those beside it, may be opened for appending, since it is made anew after it was renamed.
 * A call beside those ends the process (SANDBOX_ENFORCE: signal SIGSYS), or is refused with EPERM and named in the log (SANDBOX_LOG: event=sandbox).
 * Built with AddressSanitizer, it stays open: that library's own calls at an exit are beyond any list. What is missing is logged.
 * ERR_CONFIG: the kernel does not take it; the log says what to do.
 */
MUST_CHECK enum err sandbox_enter(enum sandbox mode, const char *const *readable, const char *run, const char *log);

#endif
