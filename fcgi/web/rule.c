/* rule: the ready-made rules for form rows. Normalises as rules.md § 11 says, then asks base/check.h. */
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "web/web.h"

const char *rule_username(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_half_width(a, *value);
	return check_username(*value);
}

const char *rule_half_width(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_half_width(a, *value);
	return NULL;
}

const char *rule_password(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return check_password(*value);
}

const char *rule_mobile(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_mobile(a, *value);
	return check_mobile(*value);
}

static bool all_digits(const char *s, size_t at_most)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && n <= at_most && s[n] == '\0';
}

const char *rule_code6(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	return all_digits(*value, 6) && strlen(*value) == 6 ? NULL : "code_format";
}

const char *rule_id(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return all_digits(*value, 18) ? NULL : "id_format"; /* 18 digits always fit int64_t */
}

const char *rule_token(struct arena *a, int64_t now, const char **value)
{
	static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";

	(void)a, (void)now;
	size_t n = strspn(*value, alphabet);
	return n > 0 && n <= 64 && (*value)[n] == '\0' ? NULL : "token_format";
}
