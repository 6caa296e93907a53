/* web/sandbox: what a program that has started can no longer do. Each attempt is a process of its own, since nothing comes out of a sandbox again. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "unit.h"
#include "web/sandbox.h"

#ifdef __SANITIZE_ADDRESS__
enum { OPEN = true };
#else
enum { OPEN = false };
#endif

/* A directory with share/page (readable), run/ and secret, and a socket that somebody listens on. */
static struct place {
	char *root, *share, *page, *run, *log, *secret, *socket;
} place;

static int
set_up(void **state)
{
	void *ctx = mem_new(NULL);
	int fd;

	*state = ctx;
	place.root = dirname(mem_strdup(ctx, scratch_file(ctx, "x")));
	place.share = mem_printf(ctx, "%s/share", place.root);
	place.page = mem_printf(ctx, "%s/page", place.share);
	place.run = mem_printf(ctx, "%s/run", place.root);
	place.log = mem_printf(ctx, "%s/log/annuaire.log", place.root);
	place.secret = mem_printf(ctx, "%s/secret", place.root);
	place.socket = mem_printf(ctx, "%s/socket", place.root);
	if (mkdir(place.share, 0755) != 0 || mkdir(place.run, 0755) != 0 || mkdir(mem_printf(ctx, "%s/log", place.root), 0755) != 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fd = open(i == 0 ? place.page : place.secret, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
		if (fd < 0 || write(fd, "text", 4) != 4 || close(fd) != 0)
			return -1;
	}
	return 0;
}

static int
tear_down(void **state)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(execlp("rm", "rm", "-rf", place.root, (char *)NULL));
	waitpid(pid, NULL, 0);
	mem_free(*state);
	return 0;
}

static struct sockaddr_un
address_of(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	return address;
}

static bool
has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 0;
}

/* As on a kernel that lacks a call. */
static void
lack(int call)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (filter == NULL || seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0) != 0 || seccomp_load(filter) != 0)
		_exit(253);
	seccomp_release(filter);
}

/* What became of an attempt: its exit status, 0 done and errno where it was refused; or minus the signal that it died of. Its log comes into `log`. lacking: 0, or a call. */
static int
attempt_lacking(int lacking, enum sandbox mode, int (*act)(void), char log[1000])
{
	const char *const readable[] = { place.share, "/nowhere", NULL };
	int pipes[2], status;
	size_t got = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(pipes), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(pipes[1], STDERR_FILENO);
		if (lacking != 0)
			lack(lacking);
		if (sandbox_enter(mode, readable, place.run, place.log) != OK)
			_exit(255);
		errno = 0;
		_exit(act() == 0 ? 0 : errno == 0 ? 254 : errno);
	}
	close(pipes[1]);
	while (got < 999 && (n = read(pipes[0], log + got, 999 - got)) > 0)
		got += (size_t)n;
	log[got] = '\0';
	close(pipes[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int
attempt(enum sandbox mode, int (*act)(void), char log[1000])
{
	return attempt_lacking(0, mode, act, log);
}

static int result(int rc) { return rc < 0 ? -1 : 0; }
static int reads(const char *path) { return result(open(path, O_RDONLY | O_CLOEXEC)); }
static int read_share(void) { char text[4]; int fd = open(place.page, O_RDONLY | O_CLOEXEC); return fd >= 0 && read(fd, text, 4) == 4 ? 0 : -1; }
static int read_secret(void) { return reads(place.secret); }
static int read_passwd(void) { return reads("/etc/passwd"); }
static int read_binary(void) { return reads("/proc/self/exe"); }
static int list_root(void) { return result(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }
static int write_share(void) { return result(open(place.page, O_WRONLY | O_CLOEXEC)); }
static int write_run(void) { return result(open(mem_printf(NULL, "%s/new", place.run), O_RDWR | O_CREAT | O_CLOEXEC, 0600)); }
static int lock_run(void) { return result(open(mem_printf(NULL, "%s/lock", place.run), O_RDONLY | O_CREAT | O_CLOEXEC, 0644)); }
static int append(const char *path) { return result(open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640)); }
static int make_log(void) { return append(place.log); }
static int append_elsewhere(void) { return append(place.page); }
static int empty_log(void) { return result(open(place.log, O_WRONLY | O_APPEND | O_TRUNC | O_CREAT | O_CLOEXEC, 0640)); }
static int make_elsewhere(void) { return result(open(mem_printf(NULL, "%s/new", place.root), O_RDONLY | O_CREAT | O_CLOEXEC, 0600)); }
static int remove_file(void) { return unlink(place.page); }
static int move_file(void) { return rename(place.page, place.secret); }
static int cut_file(void) { return truncate(place.page, 0); }
static int execute(void) { return execl("/bin/true", "true", (char *)NULL); }
static int start_process(void) { pid_t pid = fork(); if (pid == 0) _exit(0); return result(pid); }
static int watch_parent(void) { return (int)ptrace(PTRACE_SEIZE, getppid(), NULL, NULL); }
static int kill_parent(void) { return kill(getppid(), 0); }
static int kill_parents_thread(void) { return (int)syscall(SYS_tgkill, getppid(), getppid(), 0); }
static int run_data(void) { return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0; }
static int make_data_run(void) { void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); return mprotect(page, 4096, PROT_READ | PROT_EXEC); }
static int bind_unix(void) { struct sockaddr_un at = address_of(mem_printf(NULL, "%s/listening", place.run)); return bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&at, sizeof(at)); }
static int bind_tcp(void) { struct sockaddr_in at = { .sin_family = AF_INET }; return bind(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&at, sizeof(at)); }
static int listen_tcp(void) { return listen(socket(AF_INET, SOCK_STREAM, 0), 1); }
static int raw_socket(void) { return result(socket(AF_PACKET, SOCK_RAW, 0)); }
static int netlink_socket(void) { return result(socket(AF_NETLINK, SOCK_RAW, 0)); }
static int connects(void) { struct sockaddr_un at = address_of(place.socket); return connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&at, sizeof(at)); }
static int take_memory(void) { char *bytes = malloc(8 * 1024 * 1024); if (bytes == NULL) return -1; memset(bytes, 1, 8 * 1024 * 1024); free(bytes); return 0; }
static int take_all_memory(void) { return mmap(NULL, (size_t)4096 * 1024 * 1024, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0; }
static int rise_again(void) { return setrlimit(RLIMIT_CORE, &(struct rlimit){ 1, 1 }); }
static int say(void) { return dprintf(STDERR_FILENO, "said\n") == 5 ? 0 : -1; }
static int die(void) { abort(); }

/* What a request needs goes on; what touches a file that is none of its business fails; what no request calls ends the process. */
static const struct {
	const char *what, *call;	/* the call, where the process dies of it */
	int (*act)(void);
	int refused;			/* 0: it works */
	bool hard;			/* may fail without a sandbox as well: it takes rights, or a file that an attempt before it took away */
} ATTEMPTS[] = {
	{ "reads its share", NULL, read_share, 0, false },
	{ "makes a lock", NULL, lock_run, 0, false },
	{ "connects to a socket", NULL, connects, 0, false },
	{ "takes memory", NULL, take_memory, 0, false },
	{ "writes its log", NULL, say, 0, false },
	{ "makes its log anew", NULL, make_log, 0, false },
	{ "appends to something else", NULL, append_elsewhere, EACCES, false },
	{ "empties its log", "openat", empty_log, EPERM, false },
	{ "reads a secret beside", NULL, read_secret, EACCES, false },
	{ "reads the accounts", NULL, read_passwd, EACCES, false },
	{ "reads a program", NULL, read_binary, EACCES, false },
	{ "lists a directory", NULL, list_root, EACCES, false },
	{ "makes a file elsewhere", NULL, make_elsewhere, EACCES, false },
	{ "takes more memory than there is for it", NULL, take_all_memory, ENOMEM, true },
	{ "asks for the machine's addresses", NULL, netlink_socket, EAFNOSUPPORT, false },
	{ "writes its share", "openat", write_share, EPERM, false },
	{ "writes where it keeps locks", "openat", write_run, EPERM, false },
	{ "removes a file", "unlink", remove_file, EPERM, false },
	{ "moves a file", "rename", move_file, EPERM, true },
	{ "cuts a file short", "truncate", cut_file, EPERM, true },
	{ "executes", "execve", execute, EPERM, false },
	{ "starts a process", "clone", start_process, EPERM, false },
	{ "looks into its supervisor", "ptrace", watch_parent, EPERM, true },
	{ "signals another process", "kill", kill_parent, EPERM, false },
	{ "signals another's thread", "tgkill", kill_parents_thread, EPERM, false },
	{ "maps memory to run", "mmap", run_data, EPERM, false },
	{ "has data run", "mprotect", make_data_run, EPERM, false },
	{ "binds a path", "bind", bind_unix, EPERM, false },
	{ "binds a port", "bind", bind_tcp, EPERM, false },
	{ "listens", "listen", listen_tcp, EPERM, false },
	{ "opens a raw socket", "socket", raw_socket, EPERM, true },
	{ "lifts its limits", "prlimit64", rise_again, EPERM, true },
};

static void
only_what_a_request_needs_is_left(void **state)
{
	struct sockaddr_un at = address_of(place.socket);
	int server = socket(AF_UNIX, SOCK_STREAM, 0);
	bool landlock = has_landlock();
	char log[1000];

	print_message("# %s\n", landlock ? "files are closed off by Landlock" : "this kernel has no Landlock: files are not closed off");
	assert_int_equal(bind(server, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(listen(server, 20), 0);
	for (size_t i = 0; i < sizeof(ATTEMPTS) / sizeof(ATTEMPTS[0]); i++) {
		const char *call = ATTEMPTS[i].call;
		int without = attempt(SANDBOX_OFF, ATTEMPTS[i].act, log), enforced = attempt(SANDBOX_ENFORCE, ATTEMPTS[i].act, log), logged;

		if (ATTEMPTS[i].refused == EACCES && !landlock)
			continue;
		print_message("# %s: %d, in the sandbox %d\n", ATTEMPTS[i].what, without, enforced);
		assert_int_equal(enforced, call != NULL ? -SIGSYS : ATTEMPTS[i].refused);
		logged = attempt(SANDBOX_LOG, ATTEMPTS[i].act, log);
		assert_int_equal(logged, ATTEMPTS[i].refused);
		if (call == NULL)
			assert_null(strstr(log, "event=sandbox"));
		else
			assert_non_null(strstr(log, mem_printf(*state, "level=error program=annuaire event=sandbox refused=%s number=", call)));
		if (!ATTEMPTS[i].hard)
			assert_int_equal(without, 0);
	}
	close(server);
}

static void
who_runs_out_of_memory_ends_as_before(void **state)
{
	char log[1000];

	(void)state;
	assert_int_equal(attempt(SANDBOX_ENFORCE, die, log), -SIGABRT);
}

static void
without_a_sandbox_nothing_is_refused(void **state)
{
	char log[1000];

	(void)state;
	assert_int_equal(attempt(SANDBOX_OFF, execute, log), 0);
	assert_string_equal(log, "");
	assert_int_equal(attempt(SANDBOX_ENFORCE, read_passwd, log), OPEN || !has_landlock() ? 0 : EACCES);
	if (OPEN)
		assert_non_null(strstr(log, "event=sandbox reason=\"built with AddressSanitizer: it stays open\""));
}

static void
an_older_kernel_limits_less_and_says_so(void **state)
{
	char log[1000];

	(void)state;
	assert_int_equal(attempt_lacking(SCMP_SYS(landlock_create_ruleset), SANDBOX_ENFORCE, read_passwd, log), 0);
	assert_non_null(strstr(log, "level=info program=annuaire event=sandbox reason=\"this kernel has no Landlock: calls are limited, what is read is not\"\n"));
	assert_int_equal(attempt_lacking(SCMP_SYS(landlock_create_ruleset), SANDBOX_ENFORCE, write_share, log), -SIGSYS);
}

static void
a_kernel_that_limits_nothing_is_told_at_start(void **state)
{
	char log[1000];

	(void)state;
	assert_int_equal(attempt_lacking(SCMP_SYS(prctl), SANDBOX_ENFORCE, read_passwd, log), 255);
	assert_non_null(strstr(log, "level=error program=annuaire event=sandbox reason=\"Function not implemented\" advice=\"this kernel does not take the sandbox; "
	    "to do without it, set sandbox = off in [process] of annuaire.ini\"\n"));
	assert_int_equal(attempt_lacking(SCMP_SYS(prctl), SANDBOX_OFF, read_passwd, log), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_a_sandbox_nothing_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_what_a_request_needs_is_left, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_runs_out_of_memory_ends_as_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_older_kernel_limits_less_and_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_kernel_that_limits_nothing_is_told_at_start, set_up, tear_down),
	};
	const struct CMUnitTest open_tests[] = { tests[0] };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return OPEN ? cmocka_run_group_tests(open_tests, NULL, NULL) : cmocka_run_group_tests(tests, NULL, NULL);
}
