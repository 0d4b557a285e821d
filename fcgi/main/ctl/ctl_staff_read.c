/* ctl_staff_read: what commands about people read: roles by their names, passwords. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/crypt/crypt.h"
#include "core/people/staff_add.h"
#include "main/ctl/ctl.h"

enum { GENERATED_LENGTH = 20, LINE_MAX_BYTES = 1024 };

/* Every role must be one of the organisation's: so nobody is of two organisations, and nobody with security_admin or
 * auditor is a reviewer. */
bool ctl_staff_roles(struct arena *a, const char *names, const char *organisation, unsigned *roles)
{
	char *next = NULL;

	*roles = 0;
	for (char *s = strtok_r(arena_strdup(a, names), ",", &next); s; s = strtok_r(NULL, ",", &next)) {
		unsigned bit = staff_role_bit(s);

		if (!bit || strcmp(staff_role_organisation(bit), organisation) != 0) {
			ctl_wrong("%s is not a role of the organisation %s", s, organisation);
			return false;
		}
		*roles |= bit;
	}
	if (!*roles)
		ctl_wrong("--role names no role");
	return *roles != 0;
}

static const char *read_password(struct arena *a)
{
	char line[LINE_MAX_BYTES] = "";
	struct termios shown, hidden;
	bool terminal = !tcgetattr(STDIN_FILENO, &shown);
	const char *password;

	if (terminal) {
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
		fputs("password: ", stderr);
	}
	if (!fgets(line, sizeof line, stdin))
		line[0] = '\0';
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		fputc('\n', stderr);
	}
	line[strcspn(line, "\r\n")] = '\0';
	password = arena_strdup(a, line);
	crypt_wipe(line, sizeof line);
	return password;
}

const char *ctl_staff_password(struct arena *a, bool generate)
{
	const char *password = generate ? crypt_random_text(a, GENERATED_LENGTH) : read_password(a);
	const char *problem = check_password(password);

	if (problem)
		ctl_failed("the password does not hold: %s", problem);
	return problem ? NULL : password;
}
