#include "probe.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "gate/http.h"

const char *probe_text(const json_t *question, const char *name)
{
	const char *s = json_string_value(json_object_get(question, name));
	return s ? s : "";
}

int64_t probe_now(const json_t *question)
{
	const json_t *now = json_object_get(question, "now");
	return now ? json_integer_value(now) : clock_now();
}

int probe_run(const char *name, int argc, char **argv,
	      json_t *(*answer)(struct arena *a, const json_t *question))
{
	static char line[4 * 1024 * 1024];
	struct arena *a = arena_new();
	log_init(name);
	if (argc != 3 || strcmp(argv[1], "-c") != 0 || !conf_load(argv[2]) || !http_open())
		return 64;
	while (fgets(line, sizeof line, stdin) != NULL) {
		json_t *q = json_loads(line, 0, NULL), *out = answer(a, q);
		(void)json_dumpf(out, stdout, JSON_COMPACT);
		(void)puts("");
		(void)fflush(stdout);
		json_decref(out);
		json_decref(q);
		arena_reset(a);
	}
	http_close();
	arena_free(a);
	return 0;
}
