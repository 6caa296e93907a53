/* The sandbox: limits, Landlock for files, seccomp for calls. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <ucontext.h>
#include <unistd.h>

#include "base/log.h"
#include "web/sandbox.h"

/* Of addresses, not of memory. A forged FastCGI record asks for four times as much; what programs really take, tests/hosting/processes says. */
static const rlim_t ADDRESSES_MAX = (rlim_t)1024 * 1024 * 1024;

/* Rights that Debian 12's headers do not know yet, since versions 3 and 5 of Landlock. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15)
#endif

/* What a request may call, whatever its arguments. */
static const int CALLS[] = {
	/* FastCGI, the database, names of hosts */
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(connect), SCMP_SYS(shutdown), SCMP_SYS(setsockopt), SCMP_SYS(getsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername),
	SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6),
	/* descriptors and files */
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(fcntl),
	SCMP_SYS(fcntl64), SCMP_SYS(flock), SCMP_SYS(fchmod), SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(statfs), SCMP_SYS(fstatfs),
	/* memory */
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(sysinfo),
	/* time, signals, chance, the end */
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(alarm), SCMP_SYS(setitimer),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* In SANDBOX_LOG: names the call that was refused, and has it fail with EPERM. It is none of those that malloc() or the log make, so both may be used here. */
static void
log_refused(int signal, siginfo_t *info, void *context)
{
	ucontext_t *at = context;
	char *name = seccomp_syscall_resolve_num_arch(info->si_arch, info->si_syscall);

	(void)signal;
	log_event(LOG_LEVEL_ERROR, "sandbox", "refused=%s number=%d", name == NULL ? "unknown" : name, info->si_syscall);
	free(name);
#if defined(__x86_64__)
	at->uc_mcontext.gregs[REG_RAX] = -EPERM;
#elif defined(__aarch64__)
	at->uc_mcontext.regs[0] = (unsigned long long)-EPERM;
#else
	(void)at;
	abort();	/* where a result goes is known for those two */
#endif
}

static bool
limit(void)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 }) == 0 &&
	    setrlimit(RLIMIT_AS, &(struct rlimit){ ADDRESSES_MAX, ADDRESSES_MAX }) == 0;
}

static bool
add_path(int rules, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr below = { .allowed_access = rights, .parent_fd = open(path, O_PATH | O_CLOEXEC) };
	bool added;

	if (below.parent_fd < 0)
		return errno == ENOENT;
	added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
	close(below.parent_fd);
	return added;
}

/* All rights to files that this version of Landlock knows. What an older one leaves open, no call in the list below can do. */
static uint64_t
rights_of(long version)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (version >= 2)
		rights |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
	if (version >= 5)
		rights |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
	return rights;
}

/* Closes files off. False: the kernel has Landlock, and refuses. */
static bool
close_files(const char *const *readable, const char *run, const char *log)
{
	char log_copy[PATH_MAX];
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr handled = { .handled_access_fs = rights_of(version) };
	bool closed;
	int rules;

	if (version < 0) {
		log_event(LOG_LEVEL_INFO, "sandbox", "reason=%s", "this kernel has no Landlock: calls are limited, what is read is not");
		return true;
	}
	rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0);
	closed = rules >= 0;
	for (; closed && *readable != NULL; readable++)
		closed = add_path(rules, *readable, LANDLOCK_ACCESS_FS_READ_FILE);
	closed = closed && add_path(rules, run, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_MAKE_REG);
	snprintf(log_copy, sizeof(log_copy), "%s", log);
	if (*log != '\0')
		closed = closed && add_path(rules, dirname(log_copy), LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG);
	closed = closed && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules >= 0)
		close(rules);
	return closed;
}

/* What a request may call with some arguments only. */
static bool
add_narrow_calls(scmp_filter_ctx filter, bool appends)
{
	static const unsigned FAMILIES[] = { AF_UNIX, AF_INET, AF_INET6 }, CONTROLS[] = { TCGETS /* isatty() */, FIONREAD /* names of hosts */ };
	int rc = 0;

	/* Memory holds data or code, and no new code. */
	rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, O_RDONLY));
	if (appends)
		rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_APPEND | O_TRUNC, O_WRONLY | O_APPEND));
	for (size_t i = 0; i < sizeof(FAMILIES) / sizeof(FAMILIES[0]); i++)
		rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_EQ, FAMILIES[i]));
	/* getaddrinfo() asks for it, and does without. */
	rc |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_EQ, AF_NETLINK));
	for (size_t i = 0; i < sizeof(CONTROLS) / sizeof(CONTROLS[0]); i++)
		rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, CONTROLS[i]));
	/* abort() */
	rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	return rc == 0;
}

static bool
limit_calls(enum sandbox mode, bool appends)
{
	scmp_filter_ctx filter = seccomp_init(mode == SANDBOX_LOG ? SCMP_ACT_TRAP : SCMP_ACT_KILL_PROCESS);
	/* A tree of numbers, not a list: each call costs the same few steps. */
	bool limited = filter != NULL && seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0;

	for (size_t i = 0; limited && i < sizeof(CALLS) / sizeof(CALLS[0]); i++)
		limited = seccomp_rule_add(filter, SCMP_ACT_ALLOW, CALLS[i], 0) == 0;
	limited = limited && add_narrow_calls(filter, appends);
	if (limited && mode == SANDBOX_LOG)
		limited = sigaction(SIGSYS, &(struct sigaction){ .sa_sigaction = log_refused, .sa_flags = SA_SIGINFO | SA_NODEFER }, NULL) == 0;
	limited = limited && seccomp_load(filter) == 0;
	if (filter != NULL)
		seccomp_release(filter);
	return limited;
}

enum err
sandbox_enter(enum sandbox mode, const char *const *readable, const char *run, const char *log)
{
	if (mode == SANDBOX_OFF)
		return OK;
#ifdef __SANITIZE_ADDRESS__
	log_event(LOG_LEVEL_INFO, "sandbox", "reason=%s", "built with AddressSanitizer: it stays open");
	(void)readable, (void)run, (void)log, (void)limit, (void)close_files, (void)limit_calls;
	return OK;
#else
	if (limit() && close_files(readable, run, log) && limit_calls(mode, *log != '\0'))
		return OK;
	log_event(LOG_LEVEL_ERROR, "sandbox", "reason=%s advice=%s", strerror(errno), "this kernel does not take the sandbox; to do without it, set sandbox = off in [process] of annuaire.ini");
	return ERR_CONFIG;
#endif
}
