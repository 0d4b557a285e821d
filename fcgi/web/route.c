/* route: see route.h and web.h. Every transaction of a page process is one of transact(). */
#include "web/route.h"

#include "base/arena.h"
#include "base/log.h"
#include "web/origin.h"
#include "web/reply.h"
#include "web/req.h"
#include "web/upload.h"
#include "web/view.h"

/* ---- transactions ---- */

struct work {
	struct req *r;
	page_fn step;
};

static enum err run_step(void *arg)
{
	const struct work *w = arg;

	return w->step(w->r);
}

static enum err transact(struct req *r, bool read_only, page_fn step)
{
	enum err e = db_transaction(r->db, read_only, run_step, &(struct work){r, step});

	if (e != OK)
		req_drop_cookies(r);
	return e;
}

/* ---- who, and may they ---- */

/* A refusal is an answer, not a failure. */
static enum err admit(struct req *r)
{
	req_rewind(r);
	TRY(r->site->identify(r));
	enum err e = r->site->permit(r, r->route->right);
	if (e == ERR_RETRY || e == ERR_LOST)
		return e;
	r->own->permitted = e;
	return OK;
}

static enum err step_seen(struct req *r)
{
	return r->site->seen == NULL ? OK : r->site->seen(r);
}

static enum err step_admit(struct req *r)
{
	TRY(admit(r));
	return step_seen(r);
}

static enum err step_keep(struct req *r)
{
	req_rewind(r);
	return r->site->keep(r);
}

/* To the sign-in page; what was typed is kept first. A file cannot be kept. */
static enum err go_to_sign_in(struct req *r)
{
	if (r->method == POST && r->upload == NULL && r->site->keep != NULL) {
		enum err e = transact(r, false, step_keep);

		if (e == ERR_LOST)
			return e;
		if (e != OK)
			log_warn("%s: form not kept: %s", r->route->path, err_name(e));
	}
	return req_redirect(r, "%s", r->site->sign_in_for ? r->site->sign_in_for(r) : r->site->sign_in);
}

/* ---- pages ---- */

static void rewind_all(struct req *r)
{
	req_rewind(r);
	if (r->site->rewind != NULL)
		r->site->rewind(r);
}

static void frame(struct req *r)
{
	if (r->site->frame != NULL)
		r->site->frame(r);
}

static bool wants_page(const struct req *r)
{
	return r->redirect == NULL && r->json == NULL && r->body_next == NULL && r->route->view != NULL;
}

/* What the row says that comes first, then the step itself unless that led away. */
static enum err begin_and(struct req *r, page_fn step)
{
	if (r->route->begin != NULL)
		TRY(r->route->begin(r));
	r->own->led_away = r->redirect != NULL;
	return r->own->led_away ? OK : step(r);
}

static enum err step_notes(struct req *r)
{
	return r->site->before_commit == NULL ? OK : r->site->before_commit(r);
}

/* ---- forms that are done once ---- */

static bool is_once(const struct req *r)
{
	return r->method == POST && r->site->form_begin != NULL && r->route->each == NULL;
}

static bool is_refused(const struct req *r)
{
	return r->errors || r->status == 422;
}

/* A handler that neither leads anywhere nor has a page to show again could not answer the same form twice. */
static enum err keep_answer(struct req *r)
{
	if (!is_refused(r) && r->redirect == NULL && r->route->again == NULL) {
		log_error("%s is done once and answers with nothing that can be given again", r->route->path);
		return ERR_IO;
	}
	return r->site->form_end(r);
}

static enum err answer_again(struct req *r)
{
	if (r->redirect != NULL)
		return OK;
	return r->route->again == NULL ? ERR_IO : begin_and(r, r->route->again);
}

/* What a refused handler wrote is rolled back (ERR_INVALID), unless it counted a wrong try. */
static enum err step_post(struct req *r)
{
	rewind_all(r);
	r->own->answered = false;
	if (is_once(r))
		TRY(r->site->form_begin(r, &r->own->answered));
	if (r->own->answered) {
		TRY(answer_again(r));
		return step_notes(r);
	}
	if (!r->errors)
		TRY(begin_and(r, r->route->page));
	if (is_refused(r) && !r->commit_refused)
		return ERR_INVALID;
	if (is_once(r))
		TRY(keep_answer(r));
	return step_notes(r);
}

static enum err step_recall(struct req *r)
{
	rewind_all(r);
	return r->site->form_recall(r, &r->own->answered);
}

/* After a refusal: the page again, with the errors gathered so far and none that show() might add. */
static enum err step_show(struct req *r)
{
	TRY(begin_and(r, r->route->show));
	frame(r);
	r->own->errors = r->own->refusals;
	return OK;
}

static enum err step_frame(struct req *r)
{
	frame(r);
	return OK;
}

static enum err render(struct req *r, struct reply *out)
{
	const char *html;
	size_t n;

	if (r->errors)
		req_show_errors(r);
	TRY(view_render(r, r->route->view, &html, &n));
	reply_page(r, out, r->status, html, n);
	return OK;
}

static enum err answer(struct req *r, struct reply *out)
{
	if (r->finish != NULL)
		TRY(r->finish(r));
	if (r->redirect != NULL) {
		reply_redirect(r, out);
		return OK;
	}
	if (r->json != NULL) {
		reply_json(r, out);
		return OK;
	}
	if (r->body_next != NULL)
		return reply_file(r, out);
	if (r->route->view != NULL)
		return render(r, out);
	log_error("%s neither redirects nor has a view", r->route->path);
	return ERR_IO;
}

static enum err show_refusal(struct req *r, struct reply *out)
{
	int status = r->refused_status ? r->refused_status : 422;

	r->redirect = NULL;
	r->status = status;
	if (r->route->show == NULL || r->route->view == NULL)
		return ERR_INVALID;
	r->own->refusals = r->own->errors;
	TRY(transact(r, true, step_show));
	if (r->own->led_away) {
		reply_redirect(r, out);
		return OK;
	}
	r->redirect = NULL;
	r->status = status;
	return render(r, out);
}

/* What could not be written is shown as it was typed, to be sent again: the page needs nothing but reading, which goes on when a disk is
 * full. A file would have to be chosen anew all the same. ERR_UNAVAILABLE: there is no such page, or it cannot be read either. */
static enum err show_unwritten(struct req *r, struct reply *out)
{
	if (r->route->show == NULL || r->upload != NULL)
		return ERR_UNAVAILABLE;
	req_error(r, "", err_name(ERR_UNAVAILABLE));
	r->refused_status = 503;
	enum err e = show_refusal(r, out);
	r->errors = e == OK;
	return e == OK || e == ERR_LOST ? e : ERR_UNAVAILABLE;
}

/* What is wrong with a POST is said on its page; a GET goes on without it. */
static enum err read_values(struct req *r, const struct params *given)
{
	const struct form *f = r->route->form;

	TRY(form_read(r->arena, r->now, f, given, r->method == POST, &r->own->value));
	for (size_t i = 0; f != NULL && r->method == POST && i < f->count; i++)
		if (r->own->value[i].problem != NULL)
			req_error(r, f->row[i].name, r->own->value[i].problem);
	return OK;
}

static enum err step_get(struct req *r)
{
	TRY(admit(r));
	if (r->own->permitted != OK)
		return OK;
	TRY(read_values(r, &r->query));
	req_show_values(r);
	TRY(begin_and(r, r->route->page));
	if (wants_page(r))
		frame(r);
	return OK;
}

static enum err run_get(struct req *r, struct reply *out)
{
	enum err e = transact(r, true, step_get);

	(void)transact(r, false, step_seen);
	TRY(e);
	if (r->own->permitted == ERR_SIGN_IN) {
		TRY(go_to_sign_in(r));
		reply_redirect(r, out);
		return OK;
	}
	TRY(r->own->permitted);
	if (r->site->has_notes != NULL && r->site->has_notes(r))
		TRY(transact(r, false, step_notes));
	return answer(r, out);
}

/* The transaction of the handler; after it, a file that came with a refused request, or came again, is removed. When the database was
 * lost, nobody knows whether COMMIT was done: the row may be there, so its file stays; without a row the store is swept of it. */
static enum err run_handler(struct req *r)
{
	enum err e = transact(r, false, step_post);

	if ((e != OK && e != ERR_LOST) || r->errors || r->own->answered || r->own->led_away)
		upload_abandon(r);
	return e;
}

static enum err run_post(struct req *r, struct body *b, struct reply *out)
{
	if (r->site->raw_max == 0 && !origin_has_token(r))
		return ERR_DENIED;
	TRY(read_values(r, &r->post));
	enum err e = OK;
	if (!r->errors && r->upload != NULL)
		e = upload_stream(r, b);
	bool refused = r->errors || e == ERR_INVALID;
	if (e == OK && !refused) {
		e = run_handler(r);
		refused = e == ERR_INVALID || (e == OK && is_refused(r));
	}
	if (refused)
		return show_refusal(r, out);
	if (e == ERR_UNAVAILABLE)
		return show_unwritten(r, out);
	TRY(e);
	if (wants_page(r))
		TRY(transact(r, true, step_frame));
	return answer(r, out);
}

/* ---- the order of things ---- */

/* A form whose right or token is gone: when it is what this browser did before, perhaps by that very form (registering, the
 * second factor), it gets the answer it got then. A file would have to be read first. */
static enum err recall(struct req *r)
{
	bool may = r->own->permitted == OK && origin_has_token(r);

	return is_once(r) && !may && r->upload == NULL ? transact(r, true, step_recall) : OK;
}

static enum err route_of(struct req *r)
{
	r->route = route_match(r->site, r->method, r, &r->own->allow);
	return r->route == NULL ? ERR_NOT_FOUND : OK;
}

static enum err run(struct req *r, struct body *b, struct reply *out)
{
	TRY(req_parse(r, b->x));
	TRY(route_of(r));
	if (r->db == NULL)
		return ERR_UNAVAILABLE;
	if (r->method == GET)
		return run_get(r, out);
	if (r->site->raw_max == 0 && !origin_same(b->x))
		return ERR_DENIED;
	TRY(body_begin(r, b));
	TRY(transact(r, false, step_admit));
	req_keep(r);
	TRY(recall(r));
	if (!r->own->answered && r->own->permitted == ERR_SIGN_IN)
		TRY(go_to_sign_in(r));
	if (r->own->answered || r->own->permitted == ERR_SIGN_IN) {
		reply_redirect(r, out);
		return OK;
	}
	TRY(r->own->permitted);
	return run_post(r, b, out);
}

void route_run(const struct site *site, struct db *db, struct arena *a, const struct exchange *x, struct reply *out)
{
	struct req *r = req_new(site, db, a, x);
	struct body b;

	body_open(&b, a, x);
	log_request(r->id);
	enum err e = run(r, &b, out);
	if (e == ERR_NO_RIGHT && r->site->no_right != NULL)
		(void)transact(r, false, r->site->no_right); /* the answer is the same whether it could be noted or not */
	if (e == ERR_SIGN_IN && r->route != NULL && go_to_sign_in(r) == OK) {
		reply_redirect(r, out);
		e = OK;
	}
	if (e != OK)
		reply_error(r, out, e);
	body_drain(&b);
	if (db != NULL && db_lost(db))
		out->leave = true;
	if (out->next == NULL)
		log_request(NULL);
}
