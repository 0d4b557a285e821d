/* ctl_anchor: the signed state of the audit chain on its way to a second place, and back from there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "core/house/anchor.h"
#include "gate/flight.h"
#include "gate/http.h"
#include "gate/mail.h"
#include "main/ctl/ctl.h"

enum { TURN_MS = 100 };

/* "20261222T011400Z" */
static const char *stamp(struct arena *a, int64_t at)
{
	const char *s = clock_sql(a, at);

	return arena_printf(a, "%.4s%.2s%.2sT%.2s%.2s%.2sZ", s, s + 5, s + 8, s + 11, s + 14, s + 17);
}

static int put_file(const char *path, const char *text)
{
	size_t n = strlen(text);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0444);
	bool good = fd >= 0 && write(fd, text, n) == (ssize_t)n && fsync(fd) == 0;

	if (!good)
		ctl_failed("cannot write %s: %s", path, strerror(errno));
	else
		printf("%s\n", path);
	if (fd >= 0)
		(void)close(fd);
	return good ? CTL_OK : CTL_FAILED;
}

static void ended(void *ctx, struct delivery d)
{
	*(struct delivery *)ctx = d;
}

static int send_mail(struct arena *a, const struct anchor *x, const char *text)
{
	const char *to = conf_str(CONF_ANCHOR_MAIL), *id = arena_printf(a, "anchor-%s", stamp(a, x->at));
	const struct mail mail = {.id = id, .to = to, .text = text,
				  .subject = arena_printf(a, "CCER audit anchor: %lld rows at %s UTC", (long long)x->point.number,
							  clock_sql(a, x->at))};
	struct delivery d = {.result = DELIVERY_LATER, .problem = "libcurl"};

	if (http_open()) {
		struct flights *f = flights_open(1);

		mail_start(f, a, &mail, ended, &d);
		while (flights_count(f) > 0)
			flights_turn(f, TURN_MS);
		flights_close(f);
		http_close();
	}
	if (d.result != DELIVERY_SENT)
		return ctl_failed("not mailed to %s: %s", to, d.problem);
	printf("mailed to %s\n", to);
	return CTL_OK;
}

int ctl_anchor_put(struct arena *a, const struct audit_point *newest)
{
	const char *directory = conf_str(CONF_ANCHOR_DIRECTORY);
	const struct anchor x = {.at = clock_now(), .point = *newest};
	const char *text;
	int filed = CTL_OK, mailed = CTL_OK;

	if (!*directory && !*conf_str(CONF_ANCHOR_MAIL))
		return ctl_failed("neither audit.anchor_directory nor audit.anchor_mail is set");
	text = anchor_write(a, conf_str(CONF_KEYS), &x);
	if (!text)
		return CTL_FAILED;
	if (*directory)
		filed = put_file(arena_printf(a, "%s/anchor-%s.txt", directory, stamp(a, x.at)), text);
	if (*conf_str(CONF_ANCHOR_MAIL))
		mailed = send_mail(a, &x, text);
	return filed == CTL_OK ? mailed : filed;
}

bool ctl_anchor_get(struct arena *a, const char *file, const char *public_file, struct audit_point *out)
{
	const char *key = public_file ? public_file : arena_printf(a, "%s/anchor.public", conf_str(CONF_KEYS));
	const char *public_hex = ctl_read_file(a, key), *text = public_hex ? ctl_read_file(a, file) : NULL;
	struct anchor x;

	if (!text)
		return false;
	if (!anchor_read(a, public_hex, text, &x)) {
		ctl_failed("%s is no anchor signed with the key of %s", file, key);
		return false;
	}
	*out = x.point;
	printf("the anchor is of %s UTC, %lld rows\n", clock_sql(a, x.at), (long long)x.point.number);
	return true;
}
