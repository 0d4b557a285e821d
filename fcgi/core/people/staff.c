/* staff.c: people of the exchange and the registry, the first half of their sign-in. Sessions and codes are session.c's,
 * roles and new people staff_add.c's. */
#include "core/people/staff.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/seal_place.h"
#include "core/ground/session.h"
#include "core/people/authenticator.h"
#include "core/people/code.h"
#include "core/people/password.h"
#include "core/people/staff_add.h"

/* A row for each role, or one without. */
static enum err from_rows(struct ctx *c, const struct db_rows *rows, struct staff *out)
{
	struct db_cell sealed = db_raw(rows, 0, "mobile_sealed");
	size_t n;

	*out = (struct staff){.id = db_num(rows, 0, "id"), .username = db_str(rows, 0, "username"),
			      .name = db_str(rows, 0, "name"), .organisation = db_str(rows, 0, "organisation"),
			      .mobile_masked = db_str(rows, 0, "mobile_masked")};
	out->mobile = crypt_open(c->arena, staff_mobile_place(c->arena, out->username), sealed.data, sealed.size, &n);
	for (size_t i = 0; i < rows->count; i++)
		if (!db_is_null(rows, i, "role"))
			out->roles |= staff_role_bit(db_str(rows, i, "role"));
	return out->mobile ? OK : ERR_TAMPERED;
}

enum err staff_load(struct ctx *c, int64_t id, struct staff *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_STAFF_BY_ID, &rows, db_int(id)));
	if (!rows.count)
		return ERR_NOT_FOUND;
	return from_rows(c, &rows, out);
}

struct code staff_code(struct ctx *c, const struct staff *staff, enum code_purpose purpose)
{
	return (struct code){purpose, staff->mobile, code_asker(c->arena, ACTOR_STAFF, staff->id)};
}

/* Who has an authenticator may ask for one. One that was sent before may still hold, and the next page says whether it does: being
 * limited is no reason to stop here. */
static enum err send_second_factor(struct ctx *c, const struct staff *staff)
{
	struct authenticator app;

	TRY(authenticator_load(c, staff, &app));
	if (app.active)
		return OK;
	const struct code code = staff_code(c, staff, CODE_SECOND_FACTOR);
	enum err e = code_send(c, &code, false);

	return e == ERR_LIMITED ? OK : e;
}

enum err staff_password(struct ctx *c, const char *username, const char *password, int64_t *id)
{
	struct db_rows rows;
	struct staff staff;

	TRY(db_do(c->db, c->arena, SQL_STAFF_BY_USERNAME, &rows, db_text(username)));
	TRY(password_try(c, REALM_STAFF, username, &rows, password));
	TRY(from_rows(c, &rows, &staff));
	TRY(send_second_factor(c, &staff));
	audit_note(c, "staff.password_right", "staff", staff.id, NULL);
	*id = staff.id;
	return OK;
}

enum err staff_change_password(struct ctx *c, const struct password_wish *wish)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_STAFF_CREDENTIAL, &rows, db_int(c->actor.id)));
	return password_change(c, REALM_STAFF, &rows, SQL_STAFF_PASSWORD, wish);
}

enum err staff_with_role(struct ctx *c, unsigned bit, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_STAFF_WITH_ROLE, out, db_text(staff_role_name(bit)));
}

/* ---- addresses -------------------------------------------------------------------------------------------------- */

struct address { int family; unsigned char byte[16]; int bits; };

static bool parse_address(const char *s, struct address *out)
{
	memset(out, 0, sizeof *out);
	if (inet_pton(AF_INET, s, out->byte) == 1) {
		out->family = AF_INET;
		out->bits = 32;
		return true;
	}
	out->family = AF_INET6;
	out->bits = 128;
	return inet_pton(AF_INET6, s, out->byte) == 1;
}

static bool same_prefix(const unsigned char *a, const unsigned char *b, int bits)
{
	if (memcmp(a, b, (size_t)bits / 8))
		return false;
	unsigned rest = (unsigned)bits % 8, mask = 0xffu << (8 - rest) & 0xffu;
	return !rest || ((a[bits / 8] ^ b[bits / 8]) & mask) == 0;
}

/* One network, "10.0.0.0/8" or a single address. Text that is none matches nothing. */
static bool in_network(const struct address *who, char *network)
{
	struct address net;
	char *slash = strchr(network, '/');
	int bits = -1;

	if (slash) {
		*slash = '\0';
		bits = 0;
		for (const char *p = slash + 1; *p; p++) {
			if (*p < '0' || *p > '9' || bits > 128)
				return false;
			bits = bits * 10 + (*p - '0');
		}
		if (!slash[1])
			return false;
	}
	if (!parse_address(network, &net) || net.family != who->family || bits > net.bits)
		return false;
	return same_prefix(who->byte, net.byte, bits < 0 ? net.bits : bits);
}

bool staff_address_allowed(const char *ip)
{
	struct address who;
	char list[1024], *next = NULL;
	const char *setting = conf_str(CONF_OFFICE_NETWORKS);

	if (strlen(setting) >= sizeof list || !parse_address(ip, &who))
		return false;
	strcpy(list, setting);
	for (char *net = strtok_r(list, ", \t", &next); net; net = strtok_r(NULL, ", \t", &next))
		if (in_network(&who, net))
			return true;
	return false;
}
