/* ctl_check_gate.c: the parts of ccerctl check that ask providers: each is asked, signed, about something that cannot be, so that
 * address, certificate, clock, keys and rights are tried and nothing is sent or paid. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/material/paper_code.h"
#include "gate/http.h"
#include "gate/mail.h"
#include "gate/pay/pay.h"
#include "gate/secret.h"
#include "gate/sms/sms.h"
#include "gate/template.h"
#include "main/ctl/ctl_check.h"

/* A number of the operator's own service line: whether it was ever sent something is nobody's secret. */
static const char any_mobile[] = "13800138000";

/* What to do about our own words and a mail server's codes; those of providers stand with them. */
static const struct provider_mend mends[] = {
	{"no_address", "the name in the endpoint cannot be resolved: check the setting and DNS"},
	{"no_connection", "nobody listens there: check the endpoint's setting and the firewall"},
	{"timeout", "no answer in time: check the endpoint's setting and the firewall"},
	{"tls", "the certificate is not trusted, or TLS is not offered: check the endpoint and gate.ca_file"},
	{"broken", "the connection broke or the answer is not the protocol's: check the endpoint"},
	{"unavailable", "no usable answer: check the endpoint, the firewall and gate.ca_file"},
	{"settings", "a setting of this provider is empty or its file cannot be read: ccerctl conf lists them"},
	{"invalid", "the endpoint's setting is no address of the kind https://…"},
	{"answer_unreadable", "that is not the provider's protocol: check the endpoint"},
	{"smtp_530", "the server wants somebody to sign in: mail.user and mail.password_file"},
	{"smtp_535", "mail.user or the password in mail.password_file is wrong"},
	{"smtp_534", "the server wants another way of signing in: ask whoever runs it for a password for programs"},
	{"smtp_454", "TLS is not available there now"},
	{"smtp_", "the server does not want this machine: ask whoever runs it"},
	{"pay.", "that file is not there or not the key it should be"},
	{NULL, NULL},
};
static const struct provider here = {.mend = mends};

/* p NULL: of no provider. */
static const char *mend(const struct provider *p, const char *code)
{
	const char *theirs = p ? provider_mend(p, code) : NULL, *ours = theirs ? theirs : provider_mend(&here, code);

	return ours ? ours : "see the provider's list of codes";
}

/* ---- SMS ---- */

/* A text without a code of the provider would be asked for by its own name. */
static bool codes_complete(struct arena *a, const char *what, const char *path)
{
	static const char *const names[] = {
#define MESSAGE(id, channel, name, expires_s) #channel "/" #name,
#include "core/message/messages.def"
#undef MESSAGE
	};
	bool complete = true;

	for (size_t i = 0; *path && i < sizeof names / sizeof *names; i++) {
		const char *name = strchr(names[i], '/') + 1, *code;

		if (strncmp(names[i], "sms/", 4) != 0)
			continue;
		code = template_code(a, path, name);
		if (code && strcmp(code, name))
			continue;
		complete = false;
		check_bad(what, "add the line \"name = code\"", "no code for the text %s in %s", name, path);
	}
	return complete;
}

/* What the answer to a question about a message that never was says of the settings: "" good. */
static const char *ask_sms(struct arena *a, const struct sms_provider *p)
{
	const struct sms_question q = {crypt_random_text(a, 22), any_mobile, "", clock_now()};
	struct http_request request;
	struct http_answer answer;
	struct sms_word word;

	if (!p->ask(a, &q, clock_now(), &request))
		return "settings";
	enum err e = http_send(a, &request, &answer);
	if (e != OK)
		return e == ERR_UNAVAILABLE && *answer.fault ? answer.fault : e == ERR_INVALID ? "settings" : err_name(e);
	word = p->read_word(a, &q, &answer);
	if (word.fate == SMS_UNKNOWN && answer.status != 200 && !*word.problem)
		return arena_printf(a, "http_%ld", answer.status);
	return word.fate == SMS_UNKNOWN ? word.problem : "";
}

static void check_sms_provider(struct arena *a, const struct sms_provider *p)
{
	const char *what = arena_printf(a, "sms %s", p->is.name), *problem;

	if (!provider_is_on(&p->is)) {
		check_absent(what, conf_name(p->is.access));
		return;
	}
	problem = ask_sms(a, p);
	if (*problem)
		check_bad(what, mend(&p->is, problem), "%s", problem);
	else if (codes_complete(a, what, conf_str(p->codes)))
		check_good(what, "our signature is accepted; a question was answered, nothing was sent");
}

static const char *sms_names(struct arena *a)
{
	const char *names = "";

	for (const struct sms_provider *const *p = sms_providers; *p; p++)
		names = arena_printf(a, "%s%s%s", names, *names ? " " : "", (*p)->is.name);
	return names;
}

/* A name that is none would be passed over in silence, and so would those nobody names. */
static void check_order(struct arena *a)
{
	const char *order = conf_str(CONF_SMS_PROVIDERS);
	char *rest = arena_strdup(a, order), *name;
	bool set_up = false, used = false;

	while ((name = strsep(&rest, ", ")) != NULL) {
		const struct sms_provider *p = sms_provider(name);

		if (p == NULL && *name)
			check_bad("sms.providers", arena_printf(a, "the names are: %s, with a comma between them", sms_names(a)),
				  "there is no %s", name);
		used = used || (p != NULL && provider_is_on(&p->is));
	}
	for (const struct sms_provider *const *p = sms_providers; *p; p++)
		set_up = set_up || provider_is_on(&(*p)->is);
	if (*order && set_up && !used)
		check_bad("sms.providers", "name one that is set up", "none of %s is set up", order);
}

void check_sms(struct arena *a)
{
	check_order(a);
	for (const struct sms_provider *const *p = sms_providers; *p; p++)
		check_sms_provider(a, *p);
}

/* ---- mail ---- */

void check_mail(struct arena *a)
{
	const char *problem;

	if (!*conf_str(CONF_MAIL_ENDPOINT)) {
		check_absent("mail", "mail.endpoint");
		return;
	}
	problem = mail_check(a);
	if (*problem)
		check_bad("mail", mend(NULL, problem), "%s", problem);
	else
		check_good("mail", "%s takes our commands%s; nothing was sent", conf_str(CONF_MAIL_ENDPOINT),
			   *conf_str(CONF_MAIL_USER) ? " and our password" : "");
}

/* ---- payments ---- */

static void check_pay_provider(struct arena *a, const struct pay_provider *p)
{
	struct pay_call c = {a, clock_now(), ""};
	struct pay_trade trade;
	const char *what = arena_printf(a, "pay %s", p->is.name);

	if (!provider_is_on(&p->is)) {
		check_absent(what, conf_name(p->is.access));
		return;
	}
	enum err e = p->check(&c);
	if (e == OK)
		e = p->query(&c, arena_printf(a, "check%s", crypt_random_digits(a, 20)), &trade);
	const char *problem = *c.problem ? c.problem : err_name(e);
	if (e == ERR_NOT_FOUND || (e == OK && trade.state == PAY_NONE))
		check_good(what, "our signature is accepted, and theirs holds; an order that cannot be was not found");
	else
		check_bad(what, mend(&p->is, e == ERR_TAMPERED ? "bad_signature" : problem), "%s", problem);
}

static bool is_web_address(const char *url)
{
	bool test = strcmp(conf_str(CONF_PROFILE), "test") == 0;

	return (strncmp(url, "https://", 8) == 0 || (test && strncmp(url, "http://", 7) == 0)) && !strpbrk(url, "?# ");
}

/* Where providers call back and payers come back to: only the cashier needs them. */
static void check_way_back(void)
{
	const char *notify = conf_str(CONF_PAY_NOTIFY_URL), *portal = conf_str(CONF_PORTAL_URL), *end = "/hook/pay/";
	size_t n = strlen(notify), end_n = strlen(end);

	if (*notify && (!is_web_address(notify) || n <= end_n || strcmp(notify + n - end_n, end) != 0))
		check_bad("pay.notify_url", "https://, the hook's name and /hook/pay/ at the end, without a question mark", "%s", notify);
	if (*portal && (!is_web_address(portal) || portal[strlen(portal) - 1] == '/'))
		check_bad("pay: site.portal_url", "https:// and the portal's name, without a slash at the end", "%s", portal);
}

void check_pay(struct arena *a)
{
	check_way_back();
	for (const struct pay_provider *const *p = pay_providers; *p; p++)
		check_pay_provider(a, *p);
}
