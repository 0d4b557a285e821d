/* sms_word.c: a provider's words as we keep them. */
#include <string.h>

#include "base/arena.h"
#include "gate/sms/sms.h"

enum { WORD_MAX = 64 };

const char *sms_clean(struct arena *a, const char *s)
{
	char *out = s ? arena_strndup(a, s, strnlen(s, WORD_MAX)) : arena_strdup(a, "");

	for (char *p = out; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return out;
}
