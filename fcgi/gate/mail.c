/* mail.c: mails as libcurl's transfers. libcurl encodes and checks no header, so that is done here. */
#include "gate/mail.h"

#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "base/text.h"
#include "gate/flight_private.h"
#include "gate/secret.h"

enum { PLAIN_MAX = 60, WORD_BYTES = 45, SIGN_IN_FIRST = 530, TOO_LARGE = 552 };

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

/* What one mail needs of libcurl besides its handle, and who is told. */
struct parts {
	struct arena *arena;
	CURL *curl;
	struct curl_slist *headers, *to;
	curl_mime *mime;
	const char *id;
	mail_done done;
	void *ctx;
	bool says_from, from_refused; /* what was said last is who sends; that was answered with a 5xx */
};

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

static void must(CURLcode e)
{
	if (e != CURLE_OK)
		die("mail: %s", curl_easy_strerror(e));
}

static curl_mimepart *add_part(curl_mime *mime, const void *data, size_t n, const char *type)
{
	curl_mimepart *part = curl_mime_addpart(mime);
	if (part == NULL)
		die("mail: no memory");
	must(curl_mime_data(part, data, n));
	must(curl_mime_type(part, type));
	must(curl_mime_encoder(part, "base64"));
	return part;
}

/* One choice of text and HTML within the mail. */
static void add_alternatives(CURL *curl, curl_mime *whole, const struct mail *m)
{
	curl_mime *choice = curl_mime_init(curl);
	add_part(choice, m->text, strlen(m->text), "text/plain; charset=utf-8");
	add_part(choice, m->html, strlen(m->html), "text/html; charset=utf-8");
	curl_mimepart *part = curl_mime_addpart(whole);
	if (part == NULL)
		die("mail: no memory");
	must(curl_mime_subparts(part, choice));
	must(curl_mime_type(part, "multipart/alternative"));
	struct curl_slist *in_line = NULL;
	add(&in_line, "Content-Disposition: inline");
	must(curl_mime_headers(part, in_line, 1));
}

/* File names beyond ASCII as RFC 2231 wants them. */
static const char *disposition(struct arena *a, const char *name)
{
	return arena_printf(a, "Content-Disposition: attachment; filename*=UTF-8''%s", text_percent(a, name));
}

static void add_body(struct arena *a, struct parts *p, const struct mail *m)
{
	p->mime = curl_mime_init(p->curl);
	if (m->html)
		add_alternatives(p->curl, p->mime, m);
	else
		add_part(p->mime, m->text, strlen(m->text), "text/plain; charset=utf-8");
	for (size_t i = 0; i < m->attachments; i++) {
		const struct mail_attachment *f = &m->attachment[i];
		struct curl_slist *header = NULL;

		add(&header, disposition(a, f->name));
		must(curl_mime_headers(add_part(p->mime, f->data, f->size, f->type), header, 1));
	}
}

/* How the server is reached; password "": nobody signs in. The URL's path is the name said in EHLO. The connection ends with the
 * transfer: a kept one says goodbye when its handle is freed, and waits for the answer there. Of that wait CURLOPT_TIMEOUT knows
 * nothing. */
static void set_server(struct arena *a, CURL *curl, const char *from, const char *password)
{
	bool test = strcmp(conf_str(CONF_PROFILE), "test") == 0;

	curl_easy_setopt(curl, CURLOPT_URL, arena_printf(a, "%s/%s", conf_str(CONF_MAIL_ENDPOINT), domain(from)));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, test ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)MAIL_CONNECT_S);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)MAIL_TOTAL_S);
	curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)MAIL_TOTAL_S);
	if (*conf_str(CONF_CA_FILE))
		curl_easy_setopt(curl, CURLOPT_CAINFO, conf_str(CONF_CA_FILE));
	if (*password) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, conf_str(CONF_MAIL_USER));
		curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
	}
}

/* libcurl gives the same error whatever was refused, so the talk is listened to. */
static int listen_to(CURL *curl, curl_infotype type, char *line, size_t n, void *of)
{
	static const char from[] = "MAIL FROM:";
	struct parts *p = of;

	(void)curl;
	if (type == CURLINFO_HEADER_OUT)
		p->says_from = n >= sizeof from - 1 && memcmp(line, from, sizeof from - 1) == 0;
	else if (type == CURLINFO_HEADER_IN && p->says_from && n > 0 && *line == '5')
		p->from_refused = true;
	return 0;
}

static void set_mail(struct arena *a, struct parts *p, const char *from)
{
	curl_easy_setopt(p->curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(p->curl, CURLOPT_DEBUGFUNCTION, listen_to);
	curl_easy_setopt(p->curl, CURLOPT_DEBUGDATA, p);
	curl_easy_setopt(p->curl, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", from));
	curl_easy_setopt(p->curl, CURLOPT_MAIL_RCPT, p->to);
	curl_easy_setopt(p->curl, CURLOPT_HTTPHEADER, p->headers);
	curl_easy_setopt(p->curl, CURLOPT_MIMEPOST, p->mime);
}

static const char *problem_of(struct arena *a, CURLcode e, long status)
{
	return status >= 400 ? arena_printf(a, "smtp_%ld", status) : flight_fault(e);
}

/* Only a 5xx to this mail is final, for its recipient or for what it says. A refused login, one that the server misses (530) or an
 * unreachable server is not the mail's fault; neither is a sender the server does not take, who is the same for all mails (552: the
 * mail is too large, which is told at the same place). */
static struct delivery judge(const struct parts *p, CURL *curl, CURLcode e)
{
	struct arena *a = p->arena;
	long status = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (e == CURLE_OK)
		return (struct delivery){DELIVERY_SENT, p->id, "", false};
	log_warn("mail: %s (%ld)", curl_easy_strerror(e), status);
	if (p->from_refused && status != SIGN_IN_FIRST && status != TOO_LARGE)
		return (struct delivery){DELIVERY_HOLD, "", arena_printf(a, "sender.%ld", status), true};
	bool refused = status >= 500 && status < 600 && status != SIGN_IN_FIRST && (e == CURLE_SEND_ERROR || e == CURLE_WEIRD_SERVER_REPLY);
	return (struct delivery){refused ? DELIVERY_DEAD : DELIVERY_LATER, "",
				 problem_of(a, e, status), !refused};
}

static void ended(void *ctx, CURL *curl, CURLcode e, bool given_up)
{
	struct parts *p = ctx;
	struct delivery d = judge(p, curl, e);

	curl_mime_free(p->mime);
	curl_slist_free_all(p->headers);
	curl_slist_free_all(p->to);
	if (!given_up)
		p->done(p->ctx, d);
}

/* Why it cannot be sent at all, NULL when it can. */
static const char *unfit(const struct mail *m, const char *subject)
{
	if (subject == NULL || has_control(m->to) || has_control(m->id) || strpbrk(m->to, "<> ,") != NULL)
		return "unclean";
	return NULL;
}

/* "" when nobody signs in, NULL when it cannot be read. */
static const char *read_password(struct arena *a)
{
	return *conf_str(CONF_MAIL_USER) ? secret_read(a, conf_str(CONF_MAIL_PASSWORD_FILE)) : "";
}

void mail_start(struct flights *f, struct arena *a, const struct mail *m, mail_done done, void *ctx)
{
	struct parts *p = ARENA_NEW(a, struct parts);
	const char *from = conf_str(CONF_MAIL_FROM), *subject = mail_header_text(a, m->subject);
	const char *password = read_password(a);

	if (unfit(m, subject)) {
		done(ctx, (struct delivery){DELIVERY_DEAD, "", unfit(m, subject), false});
		return;
	}
	if (*from == '\0' || has_control(from) || password == NULL) {
		done(ctx, (struct delivery){DELIVERY_LATER, "", "settings", true});
		return;
	}
	*p = (struct parts){.arena = a, .id = arena_strdup(a, m->id), .done = done, .ctx = ctx};
	if ((p->curl = curl_easy_init()) == NULL)
		die("mail: curl_easy_init");
	add_headers(a, p, m, from, subject);
	add_body(a, p, m);
	set_server(a, p->curl, from, password);
	set_mail(a, p, from);
	flight_add_solo(f, a, p->curl, ended, p);
}

const char *mail_check(struct arena *a)
{
	const char *from = conf_str(CONF_MAIL_FROM), *password = read_password(a);
	long status = 0;

	if (*from == '\0' || has_control(from) || password == NULL)
		return "settings";
	CURL *curl = curl_easy_init();
	if (curl == NULL)
		die("mail: curl_easy_init");
	set_server(a, curl, from, password);
	curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
	CURLcode e = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(curl);
	return problem_of(a, e, status);
}

/* ---- HTML ---- */

/* What stands for the text's beginning; *used: how much of it. */
static const char *html_of(const char *text, char *one, size_t *used)
{
	*used = 1;
	switch (*text) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '\n':
		*used = text[1] == '\n' ? 2 : 1;
		return text[1] == '\n' ? "</p>\n<p>" : text[1] ? "<br>\n" : "";
	default:
		one[0] = *text;
		return one;
	}
}

const char *mail_html(struct arena *a, const char *text)
{
	enum { LONGEST = 8, FRAME = 16 };
	char *out = arena_alloc(a, strlen(text) * LONGEST + FRAME), *end = out, one[2] = "";
	size_t used;

	end = stpcpy(end, "<p>");
	for (; *text; text += used)
		end = stpcpy(end, html_of(text, one, &used));
	(void)stpcpy(end, "</p>\n");
	return out;
}
