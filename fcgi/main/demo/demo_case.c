/* demo_case.c: the rows of one case: its answers, files, versions, decisions, marks, papers and messages. Its accounts and fees are
 * demo_account.c's. */
#include <string.h>

#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/application/application_index.h"
#include "core/form/field.h"
#include "core/ground/seal_place.h"
#include "core/message/outbox.h"
#include "core/people/visitor.h"
#include "core/store/store.h"
#include "gate/sms/sms.h"
#include "main/demo/demo.h"

enum { VERSION = 1, LIST_CASES = 20, COPIES = 2 };

static const struct slot { const char *code, *slot; } slots[] = {
	{"subject_licence", "document"},          {"signatory_id", "front"},          {"signatory_id", "back"},
	{"registry_form_enterprise", "document"}, {"registry_authorisation", "document"}, {"initiator_id", "front"},
	{"initiator_id", "back"},                 {"confirmer_id", "front"},          {"confirmer_id", "back"},
	{"contact_id", "front"},                  {"contact_id", "back"},             {"trading_form", "document"},
	{"trading_recommendation", "document"},   {"trading_recommendation", "front"}, {"trading_recommendation", "back"},
	{"trading_agreement", "document"},        {"project_design_document", "document"}, {"project_proof", "document"},
};
enum { SLOTS = sizeof slots / sizeof *slots, SLOTS_OF_ALL = SLOTS - 2 }; /* the last two are asked of owners of projects */

/* What lists and searches show of a case long finished. */
static const char *const kept_fields[] = {"org_name", "uscc", "kind", "subject", "initiator_number", "initiator_mobile", "trader_name",
					  "trader_mobile"};

static struct db_value sealed(struct demo_case *k, const char *place, const char *text)
{
	size_t n;
	const uint8_t *bytes = crypt_seal(k->arena, place, text, strlen(text), &n);

	return db_bytes(bytes, n);
}

static struct db_value when(struct demo_case *k, int64_t t)
{
	return db_time(k->arena, t);
}

static struct db_value random_hash(struct demo_case *k)
{
	uint8_t *bytes = arena_alloc(k->arena, CRYPT_HASH_BYTES);

	crypt_random(bytes, CRYPT_HASH_BYTES);
	return db_bytes(bytes, CRYPT_HASH_BYTES);
}

static const char *get(struct demo_case *k, const char *name)
{
	return values_get(&k->values, name);
}

static bool is_draft(const struct demo_case *k)
{
	return k->state == STATE_DRAFT;
}

/* May its working copy still change? */
static bool is_open(const struct demo_case *k)
{
	return !state_is_over(k->state);
}

/* ---- who and what ---- */

static bool write_visitor(struct demo_case *k)
{
	const char *mobile = get(k, "contact_mobile");

	return demo_row(k->bulk, DEMO_VISITOR, db_int(k->id), db_text(k->username), db_text(k->plan->password_hash),
			sealed(k, visitor_mobile_place(k->arena, k->username), mobile), visitor_mobile_index(k->arena, mobile),
			db_text(text_mask_mobile(k->arena, mobile)), when(k, k->submitted_at - 3600)) &&
	       (!is_open(k) || demo_row(k->bulk, DEMO_SESSION, random_hash(k), db_text("visitor"), db_int(k->id), db_text("full"),
					when(k, k->plan->now - 7200), when(k, k->plan->now - 3600), when(k, k->plan->now - 3600),
					db_text("127.0.0.1")));
}

static bool write_application(struct demo_case *k)
{
	bool draft = is_draft(k);

	return demo_row(k->bulk, DEMO_APPLICATION, db_int(k->id), db_text(k->public_id), db_int(k->id), db_text(k->number),
			db_text(state_name(k->state)), db_int(draft ? 0 : VERSION), db_int(draft ? 0 : 1 + k->steps),
			db_int(k->plan->revision_id), db_text(draft ? "" : get(k, "org_name")), db_text(draft ? NULL : get(k, "uscc")),
			db_text(draft ? "" : get(k, "kind")), db_text(draft ? "" : get(k, "subject")),
			is_open(k) ? db_int(k->id) : db_null(), is_open(k) && !draft ? db_text(get(k, "uscc")) : db_null(),
			k->claimed_by ? db_int(k->claimed_by) : db_null(), when(k, k->claimed_by ? k->plan->now - 3600 : -1),
			when(k, k->since), db_text(k->due_on), when(k, k->submitted_at - 3600), when(k, draft ? -1 : k->submitted_at));
}

static bool write_field(struct demo_case *k, const char *name, const char *value)
{
	struct db_value bytes = sealed(k, application_place(k->arena, k->id, name), value);
	uint8_t index[CRYPT_HASH_BYTES];

	application_value_index(k->arena, index, name, value);
	if (is_open(k) && !demo_row(k->bulk, DEMO_FIELD, db_int(k->id), db_text(name), bytes))
		return false;
	return is_draft(k) || demo_row(k->bulk, DEMO_VERSION_FIELD, db_int(k->id), db_int(VERSION), db_text(name), bytes,
				       db_bytes(index, sizeof index));
}

static bool write_fields(struct demo_case *k)
{
	for (size_t i = 0; k->whole && i < form_field_count; i++)
		if (k->values.v[i][0] && values_meet(&k->values, form_fields[i].when) &&
		    !write_field(k, form_fields[i].name, k->values.v[i]))
			return false;
	for (size_t i = 0; !k->whole && i < sizeof kept_fields / sizeof *kept_fields; i++)
		if (!write_field(k, kept_fields[i], get(k, kept_fields[i])))
			return false;
	return true;
}

static bool write_confirmation(struct demo_case *k, const char *name)
{
	uint8_t index[CRYPT_HASH_BYTES];

	application_value_index(k->arena, index, name, get(k, name));
	return demo_row(k->bulk, DEMO_CONFIRMATION, db_int(k->id), db_text(name), db_bytes(index, sizeof index),
			when(k, k->submitted_at - 600));
}

static bool write_sections(struct demo_case *k)
{
	for (size_t i = 0; is_open(k) && i < form_section_count; i++)
		if (values_section_applies(&k->values, form_sections[i]) &&
		    !demo_row(k->bulk, DEMO_SECTION, db_int(k->id), db_text(form_sections[i]), db_int(1), db_int(1),
			      when(k, k->submitted_at - 1200)))
			return false;
	return !k->whole || (write_confirmation(k, "trader_mobile") && write_confirmation(k, "trader_email"));
}

/* ---- files ---- */

/* A page that says what it stands for. */
static const char *document(struct demo_case *k, const struct slot *s)
{
	static const char *const parts[] = {
		"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
		("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
		 "/BaseFont/Helvetica>>>>>>>>\nendobj\n")};
	const char *text = arena_printf(k->arena, "BT /F 16 Tf 40 200 Td (%s / %s) Tj 0 -30 Td (demonstration, case %lld) Tj ET", s->code,
					s->slot, (long long)k->id);
	const char *pdf = "%PDF-1.4\n", *table = "0000000000 65535 f \n";

	for (size_t i = 0; i < 4; i++) {
		table = arena_printf(k->arena, "%s%010zu 00000 n \n", table, strlen(pdf));
		pdf = arena_printf(k->arena, "%s%s", pdf, i < 3 ? parts[i] : arena_printf(k->arena,
				   "4 0 obj\n<</Length %zu>>\nstream\n%s\nendstream\nendobj\n", strlen(text), text));
	}
	return arena_printf(k->arena, "%sxref\n0 5\n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", pdf, table, strlen(pdf));
}

struct bytes { const char *public_id; struct db_value sha; size_t size; };

static bool put_on_disk(struct demo_case *k, const char *content, struct bytes *out)
{
	struct store_writer *w = store_begin(k->arena, STORE_FILE, k->id);

	if (!w || store_feed(w, (const uint8_t *)content, out->size) != OK || store_finish(w) != OK)
		return false;
	out->public_id = store_name(w);
	out->sha = db_bytes(store_hash(w), CRYPT_HASH_BYTES);
	return true;
}

static bool write_file(struct demo_case *k, size_t i)
{
	const struct slot *s = &slots[i];
	const char *content = document(k, s);
	struct bytes b = {.size = strlen(content)};
	int64_t id = k->id * SLOTS + (int64_t)i, at = k->submitted_at - 900;

	if (!k->plan->files) {
		b.public_id = crypt_random_text(k->arena, 22);
		b.sha = random_hash(k);
	} else if (!put_on_disk(k, content, &b)) {
		return false;
	}
	return demo_row(k->bulk, DEMO_FILE, db_int(id), db_text(b.public_id), db_int(k->id), b.sha, db_int((int64_t)b.size),
			db_text("application/pdf"), db_text(arena_printf(k->arena, "%s_%s.pdf", s->code, s->slot)), when(k, at),
			db_text("clean"), when(k, at)) &&
	       demo_row(k->bulk, DEMO_INSPECTION, db_int(id), db_text("good"), when(k, at), db_int(1)) &&
	       (!is_open(k) || demo_row(k->bulk, DEMO_APPLICATION_FILE, db_int(k->id), db_text(s->code), db_text(s->slot), db_int(id),
					db_int(1))) &&
	       (is_draft(k) || demo_row(k->bulk, DEMO_VERSION_FILE, db_int(k->id), db_int(VERSION), db_text(s->code), db_text(s->slot),
					db_int(id), db_int(1)));
}

static bool write_files(struct demo_case *k)
{
	size_t count = !k->whole ? 1 : strcmp(get(k, "kind"), "project_owner") ? SLOTS_OF_ALL : SLOTS;

	for (size_t i = 0; i < count; i++)
		if (!write_file(k, i))
			return false;
	return true;
}

/* ---- what became of it ---- */

bool demo_case_message(struct demo_case *k, const char *channel, const char *name, const char *recipient, int64_t sent_at)
{
	const char *id = crypt_random_text(k->arena, 22);
	bool mail = !strcmp(channel, "mail");
	const char *values = arena_printf(k->arena, "{\"number\":\"%s\",\"organisation\":\"%s\",\"items\":\"1\",\"due\":\"\","
					  "\"reason\":\"\"}", k->number, get(k, "org_name"));

	return demo_row(k->bulk, DEMO_OUTBOX, db_text(id), db_text(channel), db_text(name),
			sealed(k, outbox_place(k->arena, id, "recipient"), recipient), outbox_recipient_index(k->arena, recipient),
			db_text(mail ? text_mask_email(k->arena, recipient) : text_mask_mobile(k->arena, recipient)),
			sealed(k, outbox_place(k->arena, id, "values"), values), db_int(k->id), db_text("sent"),
			db_text(mail ? "smtp" : sms_providers[0]->is.name), db_text(id),
			when(k, sent_at), when(k, sent_at), when(k, sent_at + 2),
			mail ? db_null() : when(k, sent_at + 5));
}

static bool event(struct demo_case *k, const char *action, enum state from, enum state to, const char *kind, int64_t actor, int64_t at)
{
	return demo_row(k->bulk, DEMO_EVENT, db_int(k->id), db_int(VERSION), db_text(action), db_text(state_name(from)),
			db_text(state_name(to)), db_text(kind), db_int(actor), db_text(""), when(k, at),
			db_text(to == k->state ? k->due_on : NULL));
}

static bool decision(struct demo_case *k, enum state stage, const char *verdict, int64_t staff, int64_t proposer, int64_t at)
{
	return demo_row(k->bulk, DEMO_DECISION, db_int(k->id), db_int(VERSION), db_text(state_name(stage)), db_text(verdict), db_int(staff),
			proposer ? db_int(proposer) : db_null(), db_text(proposer ? "不符合开户条件" : ""), when(k, at));
}

static bool mark(struct demo_case *k, enum state stage, const char *target, const char *problem, int64_t staff, int64_t at)
{
	return demo_row(k->bulk, DEMO_MARK, db_int(k->id), db_int(VERSION), db_text(state_name(stage)), db_text(target),
			db_text(problem[0] ? "wrong" : "right"), db_text(problem), db_text(problem[0] ? "请核对后重新填写" : ""), db_int(staff),
			when(k, at));
}

static bool right_marks(struct demo_case *k, enum state stage, int64_t staff, int64_t at)
{
	static const char *const targets[] = {"field:org_name", "field:uscc", "material:subject_licence"};

	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
		if (!mark(k, stage, targets[i], "", staff, at))
			return false;
	return true;
}

/* The steps of the way: who does what to get on from each place. */
static bool write_step(struct demo_case *k, int place)
{
	const struct demo_staff *s = &k->plan->staff;
	const struct { const char *action; int64_t staff; bool decides; } steps[DEMO_WAY - 1] = {
		{"pass", s->initial, true},      {"receive", s->second, false},  {"pass", s->second, true},
		{"hand_over", s->second, false}, {"accept", s->receiver, false}, {"pass", s->registry, true},
	};
	enum state from = demo_story_way[place], to = demo_story_way[place + 1];
	int64_t at = demo_story_reached(k, place + 1);

	if (!event(k, steps[place].action, from, to, "staff", steps[place].staff, at))
		return false;
	if (!steps[place].decides)
		return true;
	return decision(k, from, "pass", steps[place].staff, 0, at) && (!k->whole || right_marks(k, from, steps[place].staff, at));
}

static bool write_return(struct demo_case *k)
{
	int64_t by = k->plan->staff.initial;

	return event(k, "return", STATE_INITIAL_REVIEW, STATE_RETURNED, "staff", by, k->since) &&
	       decision(k, STATE_INITIAL_REVIEW, "return", by, 0, k->since) &&
	       mark(k, STATE_INITIAL_REVIEW, "field:telephone", "电话无法接通", by, k->since) &&
	       demo_row(k->bulk, DEMO_CORRECTION, db_int(k->id), db_int(VERSION), db_int(1), db_text("field:telephone"), db_text("电话无法接通"),
			db_text("请核对后重新填写")) &&
	       demo_case_message(k, "sms", "returned", get(k, "trader_mobile"), k->since);
}

/* How it ended when it did not get to accounts. */
static bool write_end(struct demo_case *k)
{
	enum state from = demo_story_way[k->steps];
	const struct demo_staff *s = &k->plan->staff;

	if (k->state == STATE_RETURNED)
		return write_return(k);
	if (k->state == STATE_WITHDRAWN)
		return event(k, "withdraw", from, k->state, "visitor", k->id, k->since);
	if (k->state == STATE_REFUSED)
		return event(k, "refuse", from, k->state, "staff", s->second_supervisor, k->since) &&
		       decision(k, from, "refuse", s->second_supervisor, s->initial, k->since);
	if (k->claimed_by && k->state == STATE_INITIAL_REVIEW && demo_name_roll(&k->dice, 200) == 0)
		return demo_row(k->bulk, DEMO_PROPOSAL, db_int(k->id), db_int(VERSION), db_text(state_name(from)), db_int(k->claimed_by),
				db_text("经营范围与开户类型不符"), when(k, k->plan->now - 1800));
	return true;
}

static bool write_papers(struct demo_case *k)
{
	int64_t at = demo_story_reached(k, 2 <= k->steps ? 2 : k->steps);
	size_t count = k->whole ? SLOTS_OF_ALL : 1;

	if (k->steps < 1)
		return true;
	if ((k->steps > 1 || demo_name_roll(&k->dice, 3)) &&
	    !demo_row(k->bulk, DEMO_SHIPMENT, db_int(k->id), db_int(VERSION), db_int(2), db_text("顺丰速运"),
		      db_text(arena_printf(k->arena, "SF%012lld", (long long)k->id)), when(k, at - 3600)))
		return false;
	for (size_t i = 0; k->steps > 1 && i < count; i++)
		if ((i == 0 || strcmp(slots[i].code, slots[i - 1].code)) &&
		    !demo_row(k->bulk, DEMO_PAPER, db_int(k->id), db_int(VERSION), db_text(slots[i].code), db_int(COPIES),
			      db_int(1), db_int(1), db_int(1), db_int(k->plan->staff.second), when(k, at)))
			return false;
	return true;
}

/* Lists hold twenty neighbours; the first of them makes the list. */
static bool write_hand_over(struct demo_case *k)
{
	int64_t list = (k->id - 1) / LIST_CASES + 1, first = (list - 1) * LIST_CASES + 1;
	int64_t at = demo_story_reached(k, k->steps < 4 ? k->steps : 4);
	bool accepted = k->steps > 4;
	const char *digits = arena_printf(k->arena, "20200101%07lld", (long long)list);

	if (k->id == first && !demo_row(k->bulk, DEMO_HAND_OVER, db_int(list),
					db_text(arena_printf(k->arena, "YJ%s%c", digits, text_luhn(digits))), db_int(k->plan->staff.second),
					when(k, at)))
		return false;
	if (k->steps < 4)
		return true;
	return demo_row(k->bulk, DEMO_HAND_OVER_LINE, db_int(list), db_int(k->id), db_int(VERSION), db_int(COPIES),
			db_text(accepted ? "accepted" : "sent"), accepted ? db_int(COPIES) : db_null(),
			accepted ? db_int(k->plan->staff.receiver) : db_null(), when(k, accepted ? demo_story_reached(k, 5) : -1)) &&
	       demo_row(k->bulk, DEMO_HAND_OVER_PAPER, db_int(list), db_int(k->id), db_text("subject_licence"), db_int(COPIES),
			accepted ? db_int(COPIES) : db_null());
}

static bool write_version(struct demo_case *k)
{
	if (is_draft(k))
		return true;
	if (!demo_row(k->bulk, DEMO_VERSION, db_int(k->id), db_int(VERSION), random_hash(k), db_int(k->plan->revision_id),
		      when(k, k->submitted_at)) ||
	    !event(k, "submit", STATE_DRAFT, STATE_INITIAL_REVIEW, "visitor", k->id, k->submitted_at) ||
	    !demo_case_message(k, "sms", "accepted", get(k, "trader_mobile"), k->submitted_at))
		return false;
	for (int place = 0; place < k->steps; place++)
		if (!write_step(k, place))
			return false;
	return write_end(k) && write_papers(k) && write_hand_over(k);
}

bool demo_case_write(struct demo_case *k)
{
	return write_visitor(k) && write_application(k) && write_version(k) && write_fields(k) && write_sections(k) && write_files(k);
}
