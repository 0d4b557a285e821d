/* err: the one list of ways an operation in the world can fail.
 * Bugs and exhausted memory are not errors: they die() (log.h) and the supervisor starts a new worker.
 * A contract names the errors a caller has to tell apart. What any function may hand on from below it is not said again in each: what
 * the database answers (db.h), ERR_TAMPERED where sealed values or files are opened, ERR_UNAVAILABLE where memory for a password's hash is
 * short, ERR_IO. */
#ifndef CCER_BASE_ERR_H
#define CCER_BASE_ERR_H

enum err {
	OK = 0,
	ERR_NOT_FOUND,   /* no such object, or not this caller's: the two look the same outside (404) */
	ERR_DENIED,      /* signed in, but this is not theirs to do (403) */
	ERR_SIGN_IN,     /* nobody is signed in, or the session has ended */
	ERR_INVALID,     /* input that does not hold; messages stand in the form's errors (422) */
	ERR_CONFLICT,    /* somebody else was first: compare-and-set lost, unique key taken (409) */
	ERR_STALE,       /* the application changed since the caller looked (409, "look again") */
	ERR_LIMITED,     /* too often (429) */
	ERR_TOO_LARGE,   /* body or file over its limit (413) */
	ERR_BAD_REQUEST, /* not something our pages could have sent (400) */
	ERR_RETRY,       /* deadlock or lock wait: the whole transaction may be run again */
	ERR_LOST,        /* database connection gone: 503 and the worker leaves */
	ERR_UNAVAILABLE, /* a service is down or full: 503, ask again */
	ERR_NO_RIGHT,    /* the database gives this program no right to a statement: only an operator can mend it (503) */
	ERR_IO,          /* a file could not be read or written */
	ERR_TAMPERED,    /* a seal, signature or chain does not verify */
};

/* Hands a failure to the caller. For functions that return enum err. */
#define TRY(call)                          \
	do {                               \
		enum err try_err = (call); \
		if (try_err != OK)         \
			return try_err;    \
	} while (0)

/* What the errno of a write that failed means: ERR_UNAVAILABLE when the disk is full or may only be read, else ERR_IO. */
enum err err_of_write(int number);

/* The name of an error for logs, e.g. "conflict". Never NULL. */
const char *err_name(enum err e);

#endif
