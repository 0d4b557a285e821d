/* staff_change.c: changes members of staff. How they are added is staff_add.c's. */
#include "core/people/staff_change.h"

#include <string.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/seal_place.h"
#include "core/ground/session.h"
#include "core/people/authenticator.h"
#include "core/people/staff_add.h"
#include "core/people/staff_tell.h"
#include "db/db.h"

enum err staff_lock(struct ctx *c, const char *username, struct staff_member *out)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_STAFF_LOCK, &row, db_text(username)));
	if (!row.count)
		return ERR_NOT_FOUND;
	*out = (struct staff_member){db_num(&row, 0, "id"), db_str(&row, 0, "username"), db_str(&row, 0, "organisation")};
	return OK;
}

/* What every change begins with, so that who loses the role of a security administrator hears of it as well. */
static enum err begin(struct ctx *c, const struct staff_member *who, const char *action, const char *detail)
{
	const struct message_value values[] = {{"username", who->username}, {"change", action}, {NULL, NULL}};

	TRY(staff_tell_security(c, MESSAGE_STAFF_CHANGED, values));
	TRY(session_end_all(c, REALM_STAFF, who->id));
	audit_note(c, action, "staff", who->id, detail ? "%s" : NULL, detail);
	return OK;
}

enum err staff_enable(struct ctx *c, const struct staff_member *who, bool enabled)
{
	TRY(begin(c, who, enabled ? "staff.enable" : "staff.disable", NULL));
	return db_do(c->db, c->arena, SQL_STAFF_ENABLE, NULL, db_int(enabled), db_int(who->id));
}

/* What they were, for the audit. */
static enum err roles_text(struct ctx *c, const struct staff_member *who, const char **out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_STAFF_ROLES, &rows, db_int(who->id)));
	*out = "";
	for (size_t i = 0; i < rows.count; i++)
		*out = arena_printf(c->arena, "%s%s%s", *out, i ? " " : "", db_str(&rows, i, "role"));
	return OK;
}

enum err staff_set_roles(struct ctx *c, const struct staff_member *who, unsigned roles)
{
	const char *before, *after;

	if (!staff_roles_fit(who->organisation, roles))
		return ERR_INVALID;
	TRY(roles_text(c, who, &before));
	after = staff_roles_text(c->arena, roles);
	TRY(begin(c, who, "staff.role",
		  arena_printf(c->arena, "{\"from\":\"%s\",\"to\":\"%s\"}", before, after)));
	TRY(db_do(c->db, c->arena, SQL_STAFF_ROLE_DROP, NULL, db_int(who->id)));
	return staff_insert_roles(c, who->id, roles);
}

enum err staff_set_mobile(struct ctx *c, const struct staff_member *who, const char *mobile)
{
	uint8_t *index = arena_alloc(c->arena, CRYPT_HASH_BYTES);
	size_t n;

	if (check_mobile(mobile))
		return ERR_INVALID;
	const char *masked = text_mask_mobile(c->arena, mobile);
	TRY(begin(c, who, "staff.mobile", arena_printf(c->arena, "{\"to\":\"%s\"}", masked)));
	const uint8_t *sealed = crypt_seal(c->arena, staff_mobile_place(c->arena, who->username), mobile, strlen(mobile), &n);
	crypt_keyed_hash(index, KEY_INDEX, mobile, strlen(mobile));
	return db_do(c->db, c->arena, SQL_STAFF_MOBILE, NULL, db_bytes(sealed, n), db_bytes(index, CRYPT_HASH_BYTES), db_text(masked),
		     db_int(who->id));
}

enum err staff_set_password(struct ctx *c, const struct staff_member *who, const char *password)
{
	if (check_password(password))
		return ERR_INVALID;
	const char *hash = crypt_password_hash(c->arena, password);
	if (!hash)
		return ERR_UNAVAILABLE;
	TRY(begin(c, who, "staff.password", NULL));
	return db_do(c->db, c->arena, SQL_STAFF_PASSWORD, NULL, db_text(hash), db_int(who->id));
}

enum err staff_drop_factor(struct ctx *c, const struct staff_member *who)
{
	TRY(begin(c, who, "staff.second_factor", NULL));
	return authenticator_remove(c, who->id);
}
