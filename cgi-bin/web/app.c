/* A program's whole life, and the way of one request through it. */
#include <fcgiapp.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "store/vocabulary.h"
#include "view/tpl.h"
#include "web/app.h"
#include "web/guard.h"
#include "web/metrics.h"
#include "web/sandbox.h"

enum { POOL_BYTES = 1024 * 1024, LINE_SECONDS = 10, ANSWER_SECONDS = 15, RETRY_SECONDS = 5, RETRY_BUSY_SECONDS = 30, REPLICA_SECONDS = 30 };

struct app {
	const struct program *program;
	struct conf conf;
	struct db *db;
	struct templates *templates;
	struct metrics *metrics;
	const char *build;

	/* What was read at most a second ago. */
	struct state state;
	enum err state_err;
	time_t state_at, replica_at;	/* replica_at: when a host that takes changes was looked for last */
	void *vocabularies_ctx;
	struct vocabularies vocabularies;
	struct finder_kit *kit;
};

static double
now_seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* Whether the disk of the database is nearly full, as far as it is seen from here. MariaDB would end when it is. */
static bool
is_disk_low(const struct conf *conf)
{
	struct statvfs space;

	return *conf->database_free_space_path != '\0' && statvfs(conf->database_free_space_path, &space) == 0 &&
	    (uint64_t)space.f_bavail * space.f_frsize < (uint64_t)conf->database_minimum_free_mb * 1024 * 1024;
}

/* Looks at the directory's state, at most once a second, and reads the vocabularies again when they changed. */
static enum err
refresh(struct app *app, void *ctx)
{
	static const char *const READ_ONLY[] = { [WRITABLE] = "no longer", [READ_ONLY_SCHEMA] = "the schema is newer than this program", [READ_ONLY_SERVER] = "MariaDB is read_only",
		[READ_ONLY_SPACE] = "fewer megabytes are free at free_space_path than minimum_free_mb" };
	enum read_only before = app->state.read_only;
	time_t now = (time_t)now_seconds();

	if (app->state_at == now && app->state_err == OK)
		return OK;
	app->state_at = now;
	if (before == READ_ONLY_SERVER && now - app->replica_at >= REPLICA_SECONDS) {	/* of several hosts an earlier one may be back, of which this is a replica */
		app->replica_at = now;
		db_leave(app->db);
	}
	app->state_err = (app->program->guard == NULL ? store_state : store_state_to_write)(app->db, ctx, &app->state);
	if (app->state_err == OK && app->state.read_only == WRITABLE && is_disk_low(&app->conf))
		app->state.read_only = READ_ONLY_SPACE;
	if (app->state.read_only != before)
		log_event(LOG_LEVEL_WARNING, "read-only", "reason=%s", READ_ONLY[app->state.read_only]);
	if (app->state_err == OK && (app->vocabularies_ctx == NULL || app->vocabularies.revision != app->state.vocabulary_revision)) {
		mem_free(app->vocabularies_ctx);
		app->vocabularies_ctx = mem_new(NULL);
		app->state_err = store_vocabularies(app->db, app->vocabularies_ctx, app->state.vocabulary_revision, &app->vocabularies);
	}
	if (app->state_err != OK && app->vocabularies_ctx != NULL) {	/* half read: read again next time */
		mem_free(app->vocabularies_ctx);
		app->vocabularies_ctx = NULL;
		app->vocabularies = (struct vocabularies){ 0 };
	}
	return app->state_err;
}

/* The page of an error, in the reader's language. */
static void
respond_error(struct app *app, struct request *rq, struct response *rs, enum err e, const struct route *route)
{
	const struct organisation *org = e == ERR_GONE ? rq->gone : NULL;
	const char *detail = NULL;
	bool is_private = rs->is_private;
	enum err shown;

	*rs = response_new(rq->ctx);
	rs->is_private = is_private;
	rs->status = err_status(e);
	rs->no_index = true;
	if (e == ERR_METHOD)
		rs->allow = route_methods(route);
	if (rs->status == 503)
		rs->retry_after = RETRY_SECONDS;
	if (rs->status == 429)
		rs->retry_after = RETRY_BUSY_SECONDS;
	if (e == ERR_SCHEMA)
		detail = mem_printf(rq->ctx, tr("The database has schema version %u, this program needs version %u. Run: annuaire migrate"),
		    app->state.schema, (unsigned)SCHEMA_VERSION);
	if (e == ERR_READ_ONLY)
		rq->view->read_only = false;	/* the page says so itself */
	if (e == ERR_READ_ONLY && rq->form != NULL && rq->actor != NULL)	/* what was typed is not lost */
		shown = view_later(rq->view, guard_waiting(rq, rq->view->path, rq->fields, rq->field_count), &rs->page);
	else
		shown = view_error(rq->view, e, org, detail, &rs->page);
	if (shown != OK) {
		rs->content_type = "text/plain; charset=utf-8";
		buf_printf(&rs->page, "%d %s\n", rs->status, err_token(e));
	}
}

static void
respond_text(struct response *rs, int status, const char *text)
{
	rs->status = status;
	rs->content_type = "text/plain; charset=utf-8";
	rs->no_index = true;
	buf_puts(&rs->page, text);
}

/* True if the path is /NAME or /NAME/<this program>. */
static bool
is_probe(const struct app *app, const struct request *rq, const char *name)
{
	size_t len = strlen(name);

	return strncmp(rq->path, name, len) == 0 &&
	    (rq->path[len] == '\0' || (rq->path[len] == '/' && strcmp(rq->path + len + 1, app->program->name) == 0));
}

static void
print_metrics(struct app *app, struct request *rq, struct buf *out)
{
	enum err e = refresh(app, rq->ctx);

	metrics_print(app->metrics, &(struct metrics_facts){ e == OK || e == ERR_SCHEMA, e == OK || e == ERR_SCHEMA ? app->state.schema : 0, SCHEMA_VERSION }, out);
	if (e == OK && app->program->measure != NULL)
		app->program->measure(rq, out);
}

/* The hoster's addresses; false when the path is none of them. */
static bool
respond_probe(struct app *app, struct request *rq, struct response *rs)
{
	if (is_probe(app, rq, "/healthz")) {
		respond_text(rs, 200, "ok\n");
	} else if (is_probe(app, rq, "/readyz")) {
		app->state_at = 0;
		if (refresh(app, rq->ctx) == OK)
			respond_text(rs, 200, app->state.read_only == WRITABLE ? "ready\n" : "ready, read-only\n");
		else
			respond_text(rs, 503, mem_printf(rq->ctx, "not ready: %s\n", err_token(app->state_err)));
	} else if (is_probe(app, rq, "/metrics")) {
		respond_text(rs, 200, "");
		rs->content_type = "text/plain; version=0.0.4; charset=utf-8";
		print_metrics(app, rq, &rs->page);
	} else {
		return false;
	}
	return true;
}

/* The path of this page after the language, for links to the same page in another. */
static const char *
path_after_language(const struct request *rq)
{
	size_t len = strcspn(rq->path + 1, "/");
	enum lang lang;

	return lang_parse(rq->path + 1, len, &lang) && rq->path[1 + len] == '/' ? rq->path + 1 + len : "/";
}

static const char *
today(void *ctx)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[sizeof("YYYY-MM-DD")];

	gmtime_r(&now, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d", &tm);
	return mem_strdup(ctx, text);
}

/* The guard first, where there is one: it may answer by itself. While nothing can be changed, people may still come in and go out: that writes next to nothing. */
static enum err
handle(struct app *app, struct request *rq, struct response *rs, const struct route *route)
{
	enum err e = app->program->guard == NULL ? OK : app->program->guard(rq, rs, route);

	if (e != OK || rs->location != NULL || rs->page.len > 0)
		return e;
	if (strcmp(rq->method, "POST") == 0 && app->state.read_only != WRITABLE && route->access > ACCESS_HALF)
		return ERR_READ_ONLY;
	return strcmp(rq->method, "POST") == 0 ? route->post(rq, rs) : route->show(rq, rs);
}

static void
respond(struct app *app, struct request *rq, struct response *rs, enum err read)
{
	const struct route *route = NULL;
	struct view *view = MEM_NEW(rq->ctx, struct view);
	enum err e = read;

	rq->lang = lang_negotiate(rq->accept_language, app->conf.language);
	if (e == OK && respond_probe(app, rq, rs))
		return;
	rs->is_private = app->program->guard != NULL;	/* whatever it answers, also where the guard is not asked */
	if (e == OK)
		e = route_find(rq, &app->conf, app->program->routes, app->program->route_count, &route);
	i18n_use(rq->lang);
	*view = (struct view){ .ctx = rq->ctx, .templates = app->templates, .vocabularies = &app->vocabularies, .lang = rq->lang,
	    .languages = app->conf.language, .site_name = app->conf.site_name, .origin = app->conf.site_origin, .base = app->conf.site_base,
	    .path = route == NULL ? "/" : path_after_language(rq), .query = "", .map_tiles = app->conf.map_tiles, .map_attribution = app->conf.map_attribution, .request_id = rq->id, .today = today(rq->ctx) };
	rq->view = view;
	if (e == OK)
		e = refresh(app, rq->ctx);
	view->read_only = app->program->guard != NULL && app->state.read_only != WRITABLE;
	if (e == OK)
		e = handle(app, rq, rs, route);
	if (e != OK)
		respond_error(app, rq, rs, e, route);
}

/* One request, from its variables to the bytes that go out. */
static struct buf
answer(struct app *app, void *ctx, request_variable *variable, request_body *body, const void *from)
{
	double begin = now_seconds(), seconds;
	struct response rs = response_new(ctx);
	struct buf out = buf_in(ctx);
	struct request rq = { .conf = &app->conf, .db = app->db, .state = &app->state, .vocabularies = &app->vocabularies, .kit = app->kit, .build = app->build,
	    .body = body, .from = from };
	enum err e;

	alarm(ANSWER_SECONDS);
	metrics_begin(app->metrics);
	e = request_read(&rq, ctx, &app->conf, variable, from);
	log_request(rq.id);
	respond(app, &rq, &rs, e);
	response_print(&rs, &rq, &app->conf, &out);
	alarm(0);
	seconds = now_seconds() - begin;
	metrics_count(app->metrics, rs.status, seconds, rs.page.len);
	log_event(rs.status >= 500 ? LOG_LEVEL_ERROR : LOG_LEVEL_INFO, "request", "method=%s target=%s status=%d bytes=%zu ms=%.1f",
	    rq.method, rq.target, rs.status, rs.page.len, seconds * 1e3);
	log_request(NULL);
	return out;
}

static const char *
fastcgi_variable(const void *from, const char *name)
{
	return FCGX_GetParam(name, ((const FCGX_Request *)from)->envp);
}

static size_t
fastcgi_body(const void *from, char *bytes, size_t len)
{
	size_t got = 0;
	int n;

	alarm(0);	/* a slow line is no slow answer */
	while (got < len && (n = FCGX_GetStr(bytes + got, (int)(len - got), ((const FCGX_Request *)from)->in)) > 0)
		got += (size_t)n;
	alarm(ANSWER_SECONDS);
	return got;
}

static size_t
cgi_body(const void *from, char *bytes, size_t len)
{
	size_t got;

	(void)from;
	alarm(0);
	got = fread(bytes, 1, len, stdin);
	alarm(ANSWER_SECONDS);
	return got;
}

static const char *
cgi_variable(const void *from, const char *name)
{
	(void)from;
	return getenv(name);
}

static void
stop(int signal)
{
	(void)signal;
	FCGX_ShutdownPending();
}

/* Nobody waits any longer for an answer: web servers give up after as many seconds. The log's own functions may be what was interrupted. */
static void
give_up(int signal)
{
	static const char LINE[] = "level=error event=watchdog reason=\"a request took more than 15 seconds: this process ends\"\n";

	(void)signal;
	log_from_handler(LINE, sizeof(LINE) - 1);
	_exit(1);
}

static void
catch_signal(int signal, void (*handler)(int signal))
{
	sigaction(signal, &(struct sigaction){ .sa_handler = handler }, NULL);
}

static void
serve_fastcgi(struct app *app)
{
	void *pool = mem_pool(POOL_BYTES);
	FCGX_Request request;

	FCGX_InitRequest(&request, 0, FCGI_FAIL_ACCEPT_ON_INTR);
	while (FCGX_Accept_r(&request) >= 0) {
		struct buf out;

		/* A client that the web server does not shield must not hold this process. */
		setsockopt(request.ipcFd, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){ .tv_sec = LINE_SECONDS }, sizeof(struct timeval));
		setsockopt(request.ipcFd, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){ .tv_sec = LINE_SECONDS }, sizeof(struct timeval));
		out = answer(app, pool, fastcgi_variable, fastcgi_body, &request);
		FCGX_PutStr(out.bytes, (int)out.len, request.out);
		FCGX_Finish_r(&request);
		mem_clear(pool);
	}
	mem_free(pool);
}

/* Reads what the request has still to say: a process that ends before breaks the web server's end of the socket, and with it the answer that is on its way. libfcgi does the same. */
static void
read_rest(void)
{
	char bytes[4096];

	if (getenv("CONTENT_LENGTH") == NULL && getenv("HTTP_TRANSFER_ENCODING") == NULL)
		return;
	while (fread(bytes, 1, sizeof(bytes), stdin) == sizeof(bytes))
		;
}

static int
serve_cgi(struct app *app)
{
	void *pool = mem_pool(POOL_BYTES);
	struct buf out = answer(app, pool, cgi_variable, cgi_body, NULL);
	size_t written;
	bool whole;

	read_rest();
	written = fwrite(out.bytes, 1, out.len, stdout);
	whole = written == out.len && fflush(stdout) == 0;
	mem_free(pool);
	return whole ? 0 : 1;
}

/* Changes whenever the program or what it shows was built anew: part of every ETag. */
static const char *
build_id(void *ctx, const char *share)
{
	struct stat self;
	const char *why;
	char *id;

	if (file_read(ctx, mem_printf(ctx, "%s/build-id", share), 1000, &id, NULL, &why) != OK)
		id = mem_strdup(ctx, "");
	if (stat("/proc/self/exe", &self) != 0)
		return id;
	return mem_printf(ctx, "%.64s-%lld-%lld", id, (long long)self.st_size, (long long)self.st_mtim.tv_sec);
}

/* All that is ever rendered is read before the first request: what is missing is seen at start, and nothing is read from disk later. */
static enum err
load_templates(struct app *app)
{
	enum err e = OK;

	for (int l = 0; e == OK && l < LANG_COUNT; l++)
		if (app->conf.language[l])
			e = tpl_load(app->templates, (enum lang)l);
	return e;
}

/* Whatever is loaded from outside is loaded here. A database that is away now is asked again by each request. */
static enum err
enter_sandbox(struct app *app, void *ctx)
{
	/* What certificates of the database's server are judged by, and what hosts are found by. */
	const char *const readable[] = { app->conf.share, app->conf.database_tls_ca, app->conf.database_tls_cert, app->conf.database_tls_key,
	    "/etc/ssl", "/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/etc/hosts",
	    "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/resolv.conf", "/run/systemd/resolve", NULL };

	setenv("TZ", "UTC0", 1);	/* else strftime() would look at /etc/localtime each time */
	tzset();
	db_load_plugins();
	(void)!refresh(app, ctx);	/* it has logged why */
	return sandbox_enter(app->conf.sandbox, readable, app->conf.run, app->conf.log_file);
}

static enum err
start(struct app *app, void *ctx)
{
	const char *why = "";
	enum err e;

	e = conf_read(ctx, NULL, NULL, &app->conf, &why);
	if (e != OK) {
		log_event(LOG_LEVEL_ERROR, "start", "reason=%s", why);
		return e;
	}
	if (!log_open(app->conf.log_file))
		return ERR_CONFIG;
	app->templates = tpl_open(app->conf.share, app->program->templates);
	i18n_open(mem_printf(ctx, "%s/locale", app->conf.share));
	app->build = build_id(ctx, app->conf.share);
	app->metrics = metrics_open(ctx, app->conf.run, app->program->name);
	app->kit = app->program->kit == NULL ? NULL : app->program->kit(ctx);
	return db_open(ctx, &app->conf, app->program->name, DB_SECONDS_PAGE, &app->db);
}

int
app_main(const struct program *program)
{
	struct app app = { .program = program };
	void *ctx = mem_new(NULL);
	int rc = 1;

	log_program(program->name);
	catch_signal(SIGALRM, give_up);
	if (sodium_init() >= 0 && start(&app, ctx) == OK) {
		if (FCGX_IsCGI()) {
			if (enter_sandbox(&app, ctx) == OK)
				rc = serve_cgi(&app);
		} else if (load_templates(&app) == OK && FCGX_Init() == 0 && enter_sandbox(&app, ctx) == OK) {
			rc = 0;
			/* libfcgi's own handlers restart accept(); ours let it end, so that SIGTERM waits for nothing but the request in hand. */
			catch_signal(SIGTERM, stop);
			catch_signal(SIGINT, stop);
			catch_signal(SIGHUP, stop);	/* who comes after it reads configuration and templates anew */
			catch_signal(SIGPIPE, SIG_IGN);
			serve_fastcgi(&app);
			log_event(LOG_LEVEL_INFO, "stop", "reason=%s", "asked to");
		}
	}
	if (app.templates != NULL)
		tpl_close(app.templates);
	mem_free(app.vocabularies_ctx);
	mem_free(ctx);
	return rc;
}
