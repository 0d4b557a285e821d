/* apply_confirm.c: the trading representative's mobile and e-mail, each confirmed by a code, since the review's messages and
 * the account go there. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/values.h"
#include "core/people/code.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/code_help.h"
#include "page/page.h"

static const struct contact {
	const char *field, *channel;
	char *(*mask)(struct arena *a, const char *value);
} contacts[] = {
	{"trader_mobile", "sms", text_mask_mobile},
	{"trader_email", "mail", text_mask_email},
};
enum { CONTACTS = sizeof contacts / sizeof *contacts };

static const struct contact *contact_of(const char *field)
{
	for (size_t i = 0; i < CONTACTS; i++)
		if (!strcmp(field, contacts[i].field))
			return &contacts[i];
	return NULL;
}

static const char *rule_contact(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return contact_of(*value) ? NULL : "choice";
}

static const struct form_row get_rows[] = {{"sent", rule_contact, 16, 0}};
const struct form apply_confirm_get_form = FORM(get_rows);
static const struct form_row send_rows[] = {{"contact", rule_contact, 16, FORM_REQUIRED}};
const struct form apply_confirm_send_form = FORM(send_rows);
static const struct form_row use_rows[] = {
	{"contact", rule_contact, 16, FORM_REQUIRED},
	{"code", rule_code6, 12, FORM_REQUIRED | FORM_SECRET},
};
const struct form apply_confirm_form = FORM(use_rows);

static struct code asked(struct req *r, const char *address)
{
	const struct actor *who = &page_ctx(r)->actor;

	return (struct code){CODE_CONTACT, address, code_asker(r->arena, who->kind, who->id)};
}

static enum err show_contact(struct req *r, const struct application *app, size_t i)
{
	const char *row = arena_printf(r->arena, "contact.%zu", i), *value;
	struct values v;
	bool confirmed;

	TRY(application_values(page_ctx(r), app, 0, &v));
	TRY(application_contact_confirmed(page_ctx(r), app, contacts[i].field, &confirmed));
	value = values_get(&v, contacts[i].field);
	view_set(r, arena_printf(r->arena, "%s.field", row), contacts[i].field);
	view_set(r, arena_printf(r->arena, "%s.channel", row), contacts[i].channel);
	if (value[0])
		view_set(r, arena_printf(r->arena, "%s.masked", row), contacts[i].mask(r->arena, value));
	view_num(r, arena_printf(r->arena, "%s.confirmed", row), confirmed);
	const struct code code = asked(r, value);
	return value[0] && !confirmed ? code_help_own(r, arena_printf(r->arena, "%s.help", row), &code) : OK;
}

enum err apply_confirm(struct req *r)
{
	struct application *app = page_application(r);

	for (size_t i = 0; i < CONTACTS; i++)
		TRY(show_contact(r, app, i));
	TRY(code_help_anybody(r, NULL));
	if (r->method == GET)
		view_set(r, "sent", req_value(r, "sent"));
	return OK;
}

/* The contact asked about and its address; *address "" when it has not been filled in. */
static enum err read_contact(struct req *r, const struct contact **contact, const char **address)
{
	struct values v;

	*contact = contact_of(req_value(r, "contact"));
	TRY(application_values(page_ctx(r), page_application(r), 0, &v));
	*address = values_get(&v, (*contact)->field);
	return OK;
}

enum err apply_confirm_send(struct req *r)
{
	const struct contact *contact;
	const char *address;
	enum err e;

	TRY(read_contact(r, &contact, &address));
	if (!address[0])
		return req_redirect(r, "/apply/confirm");
	const struct code code = asked(r, address);
	e = code_send(page_ctx(r), &code, false);
	if (e != OK)
		return page_refuse(r, e, contact->field);
	return req_redirect(r, "/apply/confirm?sent=%s", contact->field);
}

enum err apply_confirm_use(struct req *r)
{
	const struct contact *contact;
	const char *address;
	enum err e;

	TRY(read_contact(r, &contact, &address));
	if (!address[0])
		return req_redirect(r, "/apply/confirm");
	const struct code code = asked(r, address);
	e = code_use(page_ctx(r), &code, req_value(r, "code"));
	if (e != OK) {
		r->commit_refused = true; /* the try counts */
		return page_refuse_alike(r, e, contact->field, "code_wrong");
	}
	TRY(application_confirm_contact(page_ctx(r), page_application(r), contact->field));
	return req_redirect(r, "/apply/confirm");
}
