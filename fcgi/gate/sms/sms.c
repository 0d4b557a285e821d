/* sms.c: the table of SMS providers, and what they share. */
#include "gate/sms/sms.h"

#include <string.h>

#include "base/arena.h"

enum { WORD_MAX = 64 };

extern const struct sms_provider sms_aliyun, sms_tencent;

const struct sms_provider *sms_provider(const char *name)
{
	static const struct sms_provider *const all[] = {&sms_aliyun, &sms_tencent};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

const char *sms_clean(struct arena *a, const char *s)
{
	char *out = s ? arena_strndup(a, s, strnlen(s, WORD_MAX)) : arena_strdup(a, "");
	for (char *p = out; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return out;
}
