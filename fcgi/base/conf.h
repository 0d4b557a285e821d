/* conf: the settings of an installation, from one INI file (libinih). Every setting there is stands in conf.def
 * with its kind, default and meaning; unknown names refuse the start. Secrets are never values here: a setting
 * that ends in _file names a file that holds one. */
#ifndef CCER_BASE_CONF_H
#define CCER_BASE_CONF_H

#include <stdbool.h>
#include <stdint.h>

enum conf_id {
#define CONF(id, name, kind, fallback, meaning) CONF_##id,
#include "base/conf.def"
#undef CONF
	CONF_COUNT
};

/* Reads the file. On failure prints what is wrong (file, line, setting) to stderr and returns false. */
bool conf_load(const char *path);
/* Sets one value over what the file said; for tests and command-line flags. */
void conf_set(enum conf_id id, const char *value);
/* "" when unset. Valid until the next conf_load or conf_set of the same id. */
const char *conf_str(enum conf_id id);
int64_t conf_int(enum conf_id id);
/* "section.name" */
const char *conf_name(enum conf_id id);
/* Prints all settings with default and meaning (for ccerctl conf). */
void conf_print(void);

#endif
