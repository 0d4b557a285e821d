/* holder.c: what pages of account holders share. */
#include "page/holder/holder.h"

#include "base/text.h"

const char *holder_rule_login(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	char *s = text_half_width(a, *value);
	for (char *p = s; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	*value = s;
	return NULL;
}
