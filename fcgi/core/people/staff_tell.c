/* staff_tell.c: finds whom to tell, and writes to each. */
#include "core/people/staff_tell.h"

#include "base/crypt/crypt.h"
#include "core/ground/seal_place.h"
#include "core/people/staff_add.h"

enum err staff_tell_security(struct ctx *c, enum message message, const struct message_value *values)
{
	struct db_rows who;

	TRY(db_do(c->db, c->arena, SQL_STAFF_MOBILES, &who, db_text(staff_role_name(ROLE_SECURITY_ADMIN))));
	for (size_t i = 0; i < who.count; i++) {
		struct db_cell sealed = db_raw(&who, i, "mobile_sealed");
		size_t n;
		const char *mobile = crypt_open(c->arena, staff_mobile_place(c->arena, db_str(&who, i, "username")), sealed.data,
						sealed.size, &n);

		if (mobile == NULL)
			return ERR_TAMPERED;
		TRY(outbox_add(c, message, mobile, 0, values));
	}
	return OK;
}
