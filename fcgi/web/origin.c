/* origin.c: does a POST come from one of our own pages? */
#include "web/origin.h"

#include <string.h>

#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "web/parse/params.h"

bool origin_same(const struct exchange *x)
{
	bool test = strcmp(conf_str(CONF_PROFILE), "test") == 0;

	if (x->fetch_site != NULL && strcmp(x->fetch_site, "same-origin") != 0 && strcmp(x->fetch_site, "none") != 0)
		return false;
	if (x->origin == NULL)
		return true;
	if (x->host != NULL && strncmp(x->origin, "https://", 8) == 0)
		return strcmp(x->origin + 8, x->host) == 0;
	return test && x->host != NULL && strncmp(x->origin, "http://", 7) == 0 && strcmp(x->origin + 7, x->host) == 0;
}

bool origin_has_token(struct req *r)
{
	const char *sent = params_get(&r->post, "csrf");

	if (sent == NULL || r->csrf == NULL || strlen(sent) != strlen(r->csrf))
		return false;
	return sent[0] != '\0' && crypt_equal(sent, r->csrf, strlen(sent));
}
