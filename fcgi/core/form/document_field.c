/* document_field.c: the table of what the generated documents print, by whole sections of form.def and by single fields. */
#include "core/form/document_field.h"

#include <string.h>

#include "core/form/field.h"

/* Not for paper: a tick of the page that says a doubtful code is meant so. */
static const char unprinted[] = "uscc_confirmed";

#define ACCOUNT_FORM "organisation signatory initiator confirmer contact project"

static const struct print {
	const char *code;
	const char *what; /* sections and fields, one space between */
} prints[] = {
	/* code                       what */
	{"registry_form_enterprise", ACCOUNT_FORM},
	{"registry_form_group",      ACCOUNT_FORM},
	{"registry_authorisation",   "org_name uscc subject signatory_name signatory_document signatory_number "
				     "initiator confirmer"},
	{"trading_form",             "organisation signatory trader project"},
	{"trading_recommendation",   "org_name uscc subject signatory_name trader"},
	{"trading_agreement",        "org_name uscc subject registered_address signatory_name agreement"},
	{"cover",                    "org_name uscc kind contact_name telephone"},
	{"packing_list",             "org_name uscc"},
	{"posting",                  "org_name uscc kind contact_name telephone"},
	{"correction_letter",        "org_name uscc"},
	{"refusal_letter",           "org_name uscc"},
};

static bool listed(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; (p = strstr(p, word)); p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

bool document_prints(const char *code, const char *field)
{
	const struct field *f = form_field(field);

	if (!f || !strcmp(field, unprinted))
		return false;
	for (size_t i = 0; i < sizeof prints / sizeof *prints; i++)
		if (!strcmp(prints[i].code, code))
			return listed(prints[i].what, f->section) || listed(prints[i].what, field);
	return false;
}
