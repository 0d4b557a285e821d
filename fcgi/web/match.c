/* match: a site's table of routes: whether its rows make sense, and which one a request is for. Paths are compared exactly, as sent
 * and decoded; {} takes one segment of the id alphabet. A path written out wins over one with {}. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "web/route.h"

enum { ARG_MAX_BYTES = 64, ARGS = 4 };

static size_t segment(const char *s)
{
	static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
	size_t n = strspn(s, alphabet);

	return n <= ARG_MAX_BYTES ? n : 0;
}

/* Where in path what {} matched begins, and how long it is. */
struct args {
	const char *at[ARGS];
	size_t size[ARGS], count;
};

static bool match_path(const char *pattern, const char *path, struct args *out)
{
	*out = (struct args){0};
	while (*pattern != '\0') {
		if (strncmp(pattern, "{}", 2) != 0) {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		size_t n = segment(path);
		if (n == 0 || out->count == ARGS)
			return false;
		out->at[out->count] = path;
		out->size[out->count++] = n;
		path += n;
		pattern += 2;
	}
	return *path == '\0';
}

static const struct route *find(const struct site *site, enum method method, const char *path, bool patterns, struct args *out)
{
	for (size_t i = 0; i < site->count; i++) {
		const struct route *route = &site->route[i];
		bool is_pattern = strstr(route->path, "{}") != NULL;

		if (route->method == method && is_pattern == patterns && match_path(route->path, path, out))
			return route;
	}
	return NULL;
}

static const struct route *find_any(const struct site *site, enum method method, const char *path, struct args *out)
{
	const struct route *route = find(site, method, path, false, out);

	return route != NULL ? route : find(site, method, path, true, out);
}

const struct route *route_find(const struct site *site, enum method method, const char *path)
{
	struct args args;

	return find_any(site, method, path, &args);
}

const struct route *route_match(const struct site *site, enum method method, struct req *r, const char **allow)
{
	struct args args;
	const struct route *route = find_any(site, method, r->path, &args);

	memset(r->arg, 0, sizeof r->arg);
	for (size_t i = 0; route != NULL && i < args.count; i++)
		r->arg[i] = arena_strndup(r->arena, args.at[i], args.size[i]);
	if (route == NULL && route_find(site, method == GET ? POST : GET, r->path) != NULL)
		*allow = method == GET ? "POST" : "GET, HEAD";
	return route;
}

void route_check(const struct site *site)
{
	for (size_t i = 0; i < site->count; i++) {
		const struct route *t = &site->route[i];

		if (t->path[0] != '/' || t->right == 0 || t->page == NULL)
			die("route %s: path, right or page is missing", t->path);
		if (t->method == GET && (t->sink != NULL || t->show != NULL))
			die("route %s: a GET neither takes files nor is refused", t->path);
		if (t->show != NULL && t->view == NULL)
			die("route %s: show without a view", t->path);
		if (t->method == GET && (t->again != NULL || t->each != NULL))
			die("route %s: a GET is never done, so not done once", t->path);
		if (t->again != NULL && (t->view == NULL || t->each != NULL))
			die("route %s: again without a view, or of what is run each time", t->path);
		for (size_t k = 0; k < i; k++)
			if (site->route[k].method == t->method && strcmp(site->route[k].path, t->path) == 0)
				die("route %s stands twice", t->path);
	}
}
