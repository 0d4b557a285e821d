/* web_fake: see web_fake.h. The functions of db/db.h the engine calls stand here instead of the real ones. */
#include "web_fake.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "web/route.h"
#include "web/view.h"

struct fake_db fake;
static char folder[] = "/tmp/ccer-view-XXXXXX";
static bool have_folder;

enum err db_begin(struct db *db, bool read_only)
{
	assert_non_null(db);
	assert_false(fake.open);
	if (fake.lost)
		return ERR_LOST;
	fake.begins++;
	fake.open = true;
	fake.read_only = read_only;
	return OK;
}

enum err db_commit(struct db *db)
{
	(void)db;
	assert_true(fake.open);
	fake.open = false;
	if (!fake.read_only && fake.retries_at_commit > 0) {
		fake.retries_at_commit--;
		return ERR_RETRY;
	}
	fake.commits++;
	return OK;
}

void db_rollback(struct db *db)
{
	(void)db;
	fake.open = false;
	fake.rollbacks++;
}

bool db_lost(const struct db *db)
{
	(void)db;
	return fake.lost;
}

static const char *path_of(const char *name)
{
	static char path[256];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

void fake_template(const char *name, const char *text)
{
	if (!have_folder) {
		assert_non_null(mkdtemp(folder));
		have_folder = true;
	}
	char part[64];
	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		(void)snprintf(part, sizeof part, "%.*s", (int)(slash - name), name);
		(void)mkdir(path_of(part), 0700);
	}
	FILE *f = fopen(path_of(name), "we");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

void fake_start(void)
{
	log_init("test");
	fake_template("lib/error.cs", "error <?cs var:status ?> <?cs var:reason ?>");
	(void)mkdir(path_of("keys"), 0700);
	assert_true(crypt_make_keys(path_of("keys")));
	assert_true(crypt_init(path_of("keys")));
	conf_set(CONF_PROFILE, "test");
	assert_true(view_open(folder));
}

void fake_stop(void)
{
	char command[300];
	view_close();
	(void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
	have_folder = false;
}

static size_t read_body(void *ctx, uint8_t *p, size_t n)
{
	struct fake_body *b = ctx;
	size_t left = b->n - b->at, portion = b->step > 0 && b->step < n ? b->step : n;
	if (portion > left)
		portion = left;
	memcpy(p, b->p + b->at, portion);
	b->at += portion;
	return portion;
}

struct answer fake_exchange(struct arena *a, const struct site *site, struct exchange *x, const char *body, size_t n)
{
	static int somewhere;
	struct fake_body b = {.p = body, .n = n, .step = 1000};
	struct reply reply = {0};
	struct buf text;
	x->read = read_body;
	x->read_ctx = &b;
	route_run(site, (struct db *)&somewhere, a, x, &reply);
	assert_false(fake.open);
	buf_init(&text, a, 1024);
	buf_add(&text, reply.body, reply.body_size);
	const uint8_t *p;
	size_t got;
	while (reply.next != NULL && reply.next(reply.next_ctx, &p, &got) == OK && got > 0)
		buf_add(&text, p, got);
	return (struct answer){reply.status, reply.head.p, text.p, reply.leave};
}

struct answer fake_request(struct arena *a, const struct site *site, const char *method, const char *uri, const char *body,
			   const char *cookie)
{
	struct exchange x = {.method = method, .uri = uri, .host = "portal.test", .ip = "192.0.2.1", .cookie = cookie};
	x.content_length = body == NULL ? -1 : (int64_t)strlen(body);
	x.content_type = "application/x-www-form-urlencoded";
	return fake_exchange(a, site, &x, body == NULL ? "" : body, body == NULL ? 0 : strlen(body));
}

const char *fake_header(struct arena *a, const struct answer *answer, const char *name)
{
	const char *line = strstr(answer->head, arena_printf(a, "%s: ", name));
	if (line == NULL)
		return NULL;
	line += strlen(name) + 2;
	return arena_strndup(a, line, strcspn(line, "\r"));
}
