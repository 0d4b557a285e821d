/* sms_word.c: a provider's words as we keep them, and lists of its reports. */
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

const char *sms_member(struct arena *a, const json_t *object, const char *name)
{
	return sms_clean(a, json_string_value(json_object_get(object, name)));
}

bool sms_report_list(struct arena *a, const char *body, size_t n, struct sms_report (*read)(struct arena *a, const json_t *report),
		     struct sms_reports *out)
{
	json_t *list = json_loadb(body, n, 0, NULL);
	size_t count = json_array_size(list);
	bool good = json_is_array(list) && count <= SMS_REPORTS_MAX;
	struct sms_report *report = ARENA_ARRAY(a, struct sms_report, count + 1);

	for (size_t i = 0; good && i < count; i++)
		report[i] = read(a, json_array_get(list, i));
	json_decref(list);
	*out = (struct sms_reports){good ? count : 0, report};
	return good;
}
