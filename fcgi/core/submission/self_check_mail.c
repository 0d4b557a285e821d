/* self_check_mail.c: a domain that is one slip away from a well-known one. Short names of digits (163, 126, 139) are one slip
 * from each other, so of those only the ending is looked at. */
#include "core/submission/self_check_mail.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SLIP_LENGTH_MIN = 9, DOMAIN_MAX = 32 };

static const char *const known[] = {
	"163.com", "126.com", "139.com", "qq.com", "vip.qq.com", "vip.163.com", "sina.com", "sina.cn", "sohu.com", "foxmail.com",
	"aliyun.com", "gmail.com", "outlook.com", "hotmail.com", "icloud.com", "mail.com", "ymail.com", "yeah.net", "189.cn", "21cn.com",
};
enum { KNOWN = sizeof known / sizeof *known };

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Letters left out, put in, changed or exchanged with their neighbour, at least so many; both shorter than DOMAIN_MAX. */
static int slips(const char *s, const char *t)
{
	int d[DOMAIN_MAX + 1][DOMAIN_MAX + 1], n = (int)strlen(s), m = (int)strlen(t);

	for (int i = 0; i <= n; i++)
		for (int k = 0; k <= m; k++) {
			if (!i || !k) {
				d[i][k] = i + k;
				continue;
			}
			d[i][k] = least(least(d[i - 1][k], d[i][k - 1]) + 1, d[i - 1][k - 1] + (s[i - 1] != t[k - 1]));
			if (i > 1 && k > 1 && s[i - 1] == t[k - 2] && s[i - 2] == t[k - 1])
				d[i][k] = least(d[i][k], d[i - 2][k - 2] + 1);
		}
	return d[n][m];
}

/* The same up to the last dot, and an ending nobody has. */
static int ending_slipped(const char *domain, const char *right)
{
	static const char *const slipped[] = {".con", ".cmo", ".ocm", ".comm", ".vom", ".xom", ".cim", ".cm", ".om", ".co",
					      ".coom"};
	const char *dot = strchr(domain, '.'), *right_dot = strchr(right, '.');

	if (dot - domain != right_dot - right || strncmp(domain, right, (size_t)(dot - domain)) != 0 ||
	    strcmp(right_dot, ".com") != 0)
		return 0;
	for (size_t i = 0; i < sizeof slipped / sizeof *slipped; i++)
		if (!strcmp(dot, slipped[i]))
			return 1;
	return 0;
}

static const char *meant(const char *domain)
{
	for (size_t i = 0; i < KNOWN; i++)
		if (!strcmp(domain, known[i]))
			return NULL;
	for (size_t i = 0; i < KNOWN; i++)
		if (ending_slipped(domain, known[i]) ||
		    (strlen(known[i]) >= SLIP_LENGTH_MIN && slips(domain, known[i]) == 1))
			return known[i];
	return NULL;
}

const char *self_check_mail(const char *address)
{
	const char *at = strrchr(address, '@');
	char domain[DOMAIN_MAX];
	size_t n = at ? strlen(at + 1) : 0;

	if (!n || n >= sizeof domain || !strchr(at, '.'))
		return NULL;
	for (size_t i = 0; i <= n; i++)
		domain[i] = (char)(at[1 + i] >= 'A' && at[1 + i] <= 'Z' ? at[1 + i] + 32 : at[1 + i]);
	return meant(domain);
}
