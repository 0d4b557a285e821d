/* staff_add: the roles there are, and how people are added. What becomes of them later is staff_change.c's. */
#include "core/people/staff_add.h"

#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/seal_place.h"
#include "db/db.h"

static const struct role_row {
	unsigned bit;
	const char *name, *organisation;
} role_rows[] = {
	{ROLE_INITIAL_REVIEWER,    "initial_reviewer",    "exchange"},
	{ROLE_SECOND_REVIEWER,     "second_reviewer",     "exchange"},
	{ROLE_FINANCE,             "finance",             "exchange"},
	{ROLE_EDITOR,              "editor",              "exchange"},
	{ROLE_EXCHANGE_SUPERVISOR, "exchange_supervisor", "exchange"},
	{ROLE_RECEIVER,            "receiver",            "registry"},
	{ROLE_REGISTRY_REVIEWER,   "registry_reviewer",   "registry"},
	{ROLE_REGISTRY_SUPERVISOR, "registry_supervisor", "registry"},
	{ROLE_SECURITY_ADMIN,      "security_admin",      "security"},
	{ROLE_AUDITOR,             "auditor",             "security"},
};
enum { ROLE_ROWS = sizeof role_rows / sizeof *role_rows };

unsigned staff_role_bit(const char *name)
{
	for (size_t i = 0; i < ROLE_ROWS; i++)
		if (!strcmp(role_rows[i].name, name))
			return role_rows[i].bit;
	return 0;
}

static const struct role_row *role_row(unsigned bit)
{
	for (size_t i = 0; i < ROLE_ROWS; i++)
		if (role_rows[i].bit == bit)
			return &role_rows[i];
	die("no role of staff: %#x", bit);
}

const char *staff_role_name(unsigned bit)
{
	return role_row(bit)->name;
}

const char *staff_role_organisation(unsigned bit)
{
	return role_row(bit)->organisation;
}

bool staff_roles_fit(const char *organisation, unsigned roles)
{
	unsigned fitting = 0;

	for (size_t i = 0; i < ROLE_ROWS; i++)
		if (!strcmp(role_rows[i].organisation, organisation))
			fitting |= role_rows[i].bit;
	return roles && !(roles & ~fitting);
}

const char *staff_mobile_place(struct arena *a, const char *username)
{
	return arena_printf(a, "staff/%s/mobile", username);
}

static enum err insert_staff(struct ctx *c, const char *username, const char *name, const char *organisation,
			     const char *mobile, const char *hash, int64_t *id)
{
	struct db_rows rows;
	uint8_t index[CRYPT_HASH_BYTES];
	size_t n;
	uint8_t *sealed = crypt_seal(c->arena, staff_mobile_place(c->arena, username), mobile, strlen(mobile), &n);

	crypt_keyed_hash(index, KEY_INDEX, mobile, strlen(mobile));
	TRY(db_do(c->db, c->arena, SQL_STAFF_INSERT, &rows, db_text(username), db_text(name), db_text(organisation),
		  db_text(hash), db_bytes(sealed, n), db_bytes(index, sizeof index),
		  db_text(text_mask_mobile(c->arena, mobile)), db_time(c->arena, c->now)));
	*id = (int64_t)rows.insert_id;
	return OK;
}

const char *staff_roles_text(struct arena *a, unsigned roles)
{
	const char *text = "";

	for (size_t i = 0; i < ROLE_ROWS; i++)
		if (roles & role_rows[i].bit)
			text = arena_printf(a, "%s%s%s", text, *text ? " " : "", role_rows[i].name);
	return text;
}

enum err staff_insert_roles(struct ctx *c, int64_t id, unsigned roles)
{
	for (size_t i = 0; i < ROLE_ROWS; i++)
		if (roles & role_rows[i].bit)
			TRY(db_do(c->db, c->arena, SQL_STAFF_ROLE_INSERT, NULL, db_int(id), db_text(role_rows[i].name)));
	return OK;
}

enum err staff_add(struct ctx *c, const char *username, const char *name, const char *organisation, unsigned roles,
		   const char *mobile, const char *password, int64_t *id)
{
	char *hash;

	if (!staff_roles_fit(organisation, roles) || check_username(username) || check_mobile(mobile) ||
	    check_password(password) || !name[0] || text_length(name) > 64)
		return ERR_INVALID;
	hash = crypt_password_hash(c->arena, password);
	if (!hash)
		return ERR_UNAVAILABLE;
	TRY(insert_staff(c, username, name, organisation, mobile, hash, id));
	TRY(staff_insert_roles(c, *id, roles));
	audit_note(c, "staff.add", "staff", *id, "{\"organisation\":\"%s\",\"roles\":%u}", organisation, roles);
	return OK;
}
