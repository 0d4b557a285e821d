/* match: which row of a site's table a request is for. Paths are compared exactly, as sent and decoded; {} takes one
 * segment of the id alphabet. A path written out wins over one with {}. */
#include <string.h>

#include "base/arena.h"
#include "web/route.h"

enum { ARG_MAX_BYTES = 64, ARGS = 4 };

static size_t segment(const char *s)
{
	static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
	size_t n = strspn(s, alphabet);

	return n <= ARG_MAX_BYTES ? n : 0;
}

/* Remembers in r->arg what {} matched; for a path that does not match the arguments mean nothing. */
static bool match_path(const char *pattern, struct req *r)
{
	const char *path = r->path;
	size_t args = 0;

	memset(r->arg, 0, sizeof r->arg);
	while (*pattern != '\0') {
		if (strncmp(pattern, "{}", 2) != 0) {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		size_t n = segment(path);
		if (n == 0 || args == ARGS)
			return false;
		r->arg[args++] = arena_strndup(r->arena, path, n);
		path += n;
		pattern += 2;
	}
	return *path == '\0';
}

static const struct route *find(const struct site *site, enum method method, struct req *r, bool patterns)
{
	for (size_t i = 0; i < site->count; i++) {
		const struct route *route = &site->route[i];
		bool is_pattern = strstr(route->path, "{}") != NULL;
		if (route->method == method && is_pattern == patterns && match_path(route->path, r))
			return route;
	}
	return NULL;
}

static const struct route *find_any(const struct site *site, enum method method, struct req *r)
{
	const struct route *route = find(site, method, r, false);

	return route != NULL ? route : find(site, method, r, true);
}

const struct route *route_match(const struct site *site, enum method method, struct req *r, const char **allow)
{
	const struct route *route = find_any(site, method, r);

	if (route == NULL && find_any(site, method == GET ? POST : GET, r) != NULL)
		*allow = method == GET ? "POST" : "GET, HEAD";
	return route;
}
