/* cookie: cookies of our own. In production they bear the __Host- prefix, so that neither another host of the domain
 * nor plain HTTP can set them. */
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "web/req.h"

static bool is_test(void)
{
	return strcmp(conf_str(CONF_PROFILE), "test") == 0;
}

static const char *full_name(struct arena *a, const char *name)
{
	return is_test() ? name : arena_printf(a, "__Host-%s", name);
}

void req_cookie_set(struct req *r, const char *name, const char *value, int64_t max_age_s)
{
	for (const char *c = value; *c != '\0'; c++)
		if ((unsigned char)*c <= 0x20 || (unsigned char)*c >= 0x7f || strchr("\",;\\", *c) != NULL)
			die("cookie %s cannot hold that", name);
	struct buf *b = &r->own->cookies;
	buf_printf(b, "Set-Cookie: %s=%s; Path=/; HttpOnly; SameSite=Lax", full_name(r->arena, name), value);
	if (!is_test())
		buf_str(b, "; Secure");
	if (max_age_s != 0)
		buf_printf(b, "; Max-Age=%lld", (long long)(max_age_s < 0 ? 0 : max_age_s));
	buf_str(b, "\r\n");
}

const char *req_cookie(const struct req *r, const char *name)
{
	return params_get(&r->cookie, full_name(r->arena, name));
}
