/* mail.c: SMTP with libcurl. libcurl encodes and checks no header, so that is done here. */
#include "gate/mail.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt.h"
#include "base/log.h"
#include "gate/secret.h"

enum { PLAIN_MAX = 60, WORD_BYTES = 45 };

static bool has_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return true;
	return false;
}

static bool is_plain(const char *s)
{
	for (const char *p = s; *p; p++)
		if ((unsigned char)*p >= 0x80)
			return false;
	return strlen(s) <= PLAIN_MAX && strstr(s, "=?") == NULL;
}

/* How many bytes of s go into one word without cutting a character. */
static size_t word_size(const char *s)
{
	size_t n = strnlen(s, WORD_BYTES);
	while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

const char *mail_header_text(struct arena *a, const char *s)
{
	const char *out = "";
	if (has_control(s))
		return NULL;
	if (is_plain(s))
		return arena_strdup(a, s);
	for (size_t n; *s; s += n) {
		n = word_size(s);
		if (n == 0)
			return NULL; /* not UTF-8 */
		out = arena_printf(a, "%s%s=?UTF-8?B?%s?=", out, *out ? "\r\n " : "", crypt_base64_standard(a, s, n));
	}
	return out;
}

/* What one mail needs of libcurl, freed together. */
struct parts {
	CURL *curl;
	struct curl_slist *headers, *to;
	curl_mime *mime;
};

static void free_parts(void *p)
{
	struct parts *s = p;
	curl_mime_free(s->mime);
	curl_slist_free_all(s->headers);
	curl_slist_free_all(s->to);
	curl_easy_cleanup(s->curl);
}

static void add(struct curl_slist **list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(*list, line);
	if (longer == NULL)
		die("mail: no memory");
	*list = longer;
}

static const char *domain(const char *address)
{
	const char *at = strrchr(address, '@');
	return at ? at + 1 : "localhost";
}

static const char *date_header(struct arena *a)
{
	char text[64];
	struct tm tm;
	time_t now = (time_t)clock_now();
	(void)strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S +0000", gmtime_r(&now, &tm));
	return arena_strdup(a, text);
}

static void add_headers(struct arena *a, struct parts *p, const struct mail *m, const char *from, const char *subject)
{
	add(&p->headers, date_header(a));
	add(&p->headers, arena_printf(a, "From: %s", from));
	add(&p->headers, arena_printf(a, "To: %s", m->to));
	add(&p->headers, arena_printf(a, "Subject: %s", subject));
	add(&p->headers, arena_printf(a, "Message-ID: <%s@%s>", m->id, domain(from)));
	add(&p->headers, "Auto-Submitted: auto-generated");
	add(&p->to, arena_printf(a, "<%s>", m->to));
}

static void add_text(struct parts *p, const char *text)
{
	p->mime = curl_mime_init(p->curl);
	curl_mimepart *part = curl_mime_addpart(p->mime);
	if (part == NULL || curl_mime_data(part, text, CURL_ZERO_TERMINATED) != CURLE_OK ||
	    curl_mime_type(part, "text/plain; charset=utf-8") != CURLE_OK || curl_mime_encoder(part, "base64") != CURLE_OK)
		die("mail: no memory");
}

static bool set_login(struct arena *a, CURL *curl)
{
	if (*conf_str(CONF_MAIL_USER) == '\0')
		return true;
	const char *password = secret_read(a, conf_str(CONF_MAIL_PASSWORD_FILE));
	if (password == NULL)
		return false;
	curl_easy_setopt(curl, CURLOPT_USERNAME, conf_str(CONF_MAIL_USER));
	curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
	return true;
}

/* The URL's path is the name said in EHLO. */
static void set_options(struct arena *a, const struct parts *p, const char *from)
{
	bool test = strcmp(conf_str(CONF_PROFILE), "test") == 0;
	curl_easy_setopt(p->curl, CURLOPT_URL, arena_printf(a, "%s/%s", conf_str(CONF_MAIL_ENDPOINT), domain(from)));
	curl_easy_setopt(p->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(p->curl, CURLOPT_USE_SSL, test ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	curl_easy_setopt(p->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(p->curl, CURLOPT_PROXY, "");
	curl_easy_setopt(p->curl, CURLOPT_CONNECTTIMEOUT, (long)MAIL_CONNECT_S);
	curl_easy_setopt(p->curl, CURLOPT_TIMEOUT, (long)MAIL_TOTAL_S);
	if (*conf_str(CONF_CA_FILE))
		curl_easy_setopt(p->curl, CURLOPT_CAINFO, conf_str(CONF_CA_FILE));
	curl_easy_setopt(p->curl, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", from));
	curl_easy_setopt(p->curl, CURLOPT_MAIL_RCPT, p->to);
	curl_easy_setopt(p->curl, CURLOPT_HTTPHEADER, p->headers);
	curl_easy_setopt(p->curl, CURLOPT_MIMEPOST, p->mime);
}

/* Only a 5xx to this mail is final; a refused login or an unreachable server is not the mail's fault. */
static struct delivery judge(struct arena *a, CURL *curl, CURLcode e, const char *id)
{
	long status = 0;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (e == CURLE_OK)
		return (struct delivery){DELIVERY_SENT, id, ""};
	log_warn("mail: %s (%ld)", curl_easy_strerror(e), status);
	bool refused = status >= 500 && status < 600 && (e == CURLE_SEND_ERROR || e == CURLE_WEIRD_SERVER_REPLY);
	return (struct delivery){refused ? DELIVERY_DEAD : DELIVERY_LATER, "",
				 status >= 400 ? arena_printf(a, "smtp_%ld", status) : "unavailable"};
}

struct delivery mail_send(struct arena *a, const struct mail *m)
{
	struct parts *p = ARENA_NEW(a, struct parts);
	const char *from = conf_str(CONF_MAIL_FROM), *subject = mail_header_text(a, m->subject);
	if (subject == NULL || has_control(m->to) || has_control(m->id) || strpbrk(m->to, "<> ,") != NULL)
		return (struct delivery){DELIVERY_DEAD, "", "unclean"};
	if (*from == '\0' || has_control(from) || (p->curl = curl_easy_init()) == NULL)
		return (struct delivery){DELIVERY_LATER, "", "settings"};
	arena_defer(a, free_parts, p);
	add_headers(a, p, m, from, subject);
	add_text(p, m->text);
	set_options(a, p, from);
	if (!set_login(a, p->curl))
		return (struct delivery){DELIVERY_LATER, "", "settings"};
	return judge(a, p->curl, curl_easy_perform(p->curl), m->id);
}
