/* office_finance_transfers_upload.c: the bank's statement handed in as CSV: its entries become proposals for matching. */
#include <string.h>

#include "base/arena.h"
#include "core/finance/bank_statement.h"
#include "core/finance/bank_transfer.h"
#include "page/office/finance/finance_pages.h"
#include "page/page.h"

/* The file as it came. */
struct incoming {
	char *bytes;
	size_t n;
};

static enum err sink_open(struct req *r, const char *file_name, void **ctx)
{
	(void)file_name;
	struct incoming *in = ARENA_NEW(r->arena, struct incoming);
	in->bytes = arena_alloc(r->arena, BANK_STATEMENT_BYTES);
	*ctx = in;
	return OK;
}

static enum err sink_feed(void *ctx, const uint8_t *p, size_t n)
{
	struct incoming *in = ctx;

	if (n > BANK_STATEMENT_BYTES - in->n)
		return ERR_TOO_LARGE;
	memcpy(in->bytes + in->n, p, n);
	in->n += n;
	return OK;
}

static enum err sink_close(void *ctx)
{
	(void)ctx;
	return OK;
}

static void sink_abandon(void *ctx)
{
	(void)ctx; /* nothing was written */
}

const struct upload_sink office_finance_transfers_sink = {
	.open = sink_open, .feed = sink_feed, .close = sink_close, .abandon = sink_abandon, .max_bytes = BANK_STATEMENT_BYTES,
};

static const char *word(const char *name)
{
	const char *s = view_label("finance", name);

	return s ? s : name;
}

static const char *read(struct req *r, struct bank_entry **entries, size_t *count, int *line)
{
	const struct bank_statement_words words = {word("statement.day"), word("statement.number"), word("statement.payer"),
						   word("statement.amount"), word("statement.remark")};
	const struct incoming *in = r->upload ? r->upload->ctx : NULL;

	if (r->upload && r->upload->too_large)
		return "statement_long";
	if (!in)
		return "file_required";
	return bank_statement_read(r->arena, in->bytes, in->n, &words, entries, count, line);
}

enum err office_finance_transfers_upload(struct req *r)
{
	struct bank_entry *entries;
	size_t count, added;
	int line = 0;
	const char *problem = read(r, &entries, &count, &line);

	if (problem) {
		if (line)
			view_num(r, "statement.line", line);
		req_error(r, "file", problem);
		return OK;
	}
	TRY(bank_entry_import(page_ctx(r), entries, count, &added));
	return req_redirect(r, "/office/finance/transfers?added=%zu&known=%zu", added, count - added);
}
