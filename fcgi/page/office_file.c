/* office_file.c: looking at what identifies people: files, and masked values in full. Each look is in the audit chain. */
#include "core/case.h"
#include "core/store.h"
#include "page/office.h"

static const struct form_row file_rows[] = {
	{"case", rule_token, 22, FORM_REQUIRED},
};
const struct form office_file_form = FORM(file_rows);

static enum err next_chunk(void *reader, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(reader, p, n);
}

enum err office_file(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct application app;
	struct store_file file;
	struct crypt_reader *reader;
	TRY(application_for_staff(c, req_value(r, "case"), &app));
	TRY(store_find(c, app.id, r->arg[0], &file));
	TRY(store_open(r->arena, app.id, &file, &reader));
	audit_note(c, "file.view", "application", app.id, "{\"file\":\"%s\"}", file.public_id);
	r->body_next = next_chunk;
	r->body_ctx = reader;
	r->body_type = file.type;
	r->body_name = file.name;
	r->body_size = file.size;
	r->body_inline = true;
	return OK;
}

/* Answers with the page itself, the value shown once: it stands in no address and no other page. */
enum err office_reveal(struct req *r)
{
	struct application app;
	const char *value;
	TRY(office_application(r, &app));
	TRY(office_case_show(r));
	TRY(case_reveal(page_ctx(r), &app, app.version, req_value(r, "field"), &value));
	view_set(r, "revealed.name", req_value(r, "field"));
	view_set(r, "revealed.value", value);
	return OK;
}
