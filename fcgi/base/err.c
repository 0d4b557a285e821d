/* err: the names of errors for logs, and what the system's numbers mean to us. */
#include "base/err.h"

#include <errno.h>
#include <stddef.h>

static const char *const names[] = {
	[OK] = "ok",
	[ERR_NOT_FOUND] = "not_found",
	[ERR_DENIED] = "denied",
	[ERR_SIGN_IN] = "sign_in",
	[ERR_INVALID] = "invalid",
	[ERR_CONFLICT] = "conflict",
	[ERR_STALE] = "stale",
	[ERR_LIMITED] = "limited",
	[ERR_TOO_LARGE] = "too_large",
	[ERR_BAD_REQUEST] = "bad_request",
	[ERR_RETRY] = "retry",
	[ERR_LOST] = "lost",
	[ERR_UNAVAILABLE] = "unavailable",
	[ERR_NO_RIGHT] = "no_right",
	[ERR_IO] = "io",
	[ERR_TAMPERED] = "tampered",
};

const char *err_name(enum err e)
{
	size_t i = (size_t)e;

	return i < sizeof(names) / sizeof *names && names[i] ? names[i] : "unknown";
}

enum err err_of_write(int number)
{
	return number == ENOSPC || number == EDQUOT || number == EROFS ? ERR_UNAVAILABLE : ERR_IO;
}
