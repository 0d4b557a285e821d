/* application_section: the working copy of an application, section by section, and the answers of any version (rules.md
 * § 2). */
#ifndef CCER_CORE_APPLICATION_APPLICATION_SECTION_H
#define CCER_CORE_APPLICATION_APPLICATION_SECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"

/* What was answered, in the arena, opened from its seals. version 0: the working copy. */
enum err application_values(struct ctx *c, const struct application *app, int version, struct values *out);

struct section_state { const char *section; int saved; bool complete; int64_t saved_at; };
/* One per section in order, saved 0 when never saved. */
enum err application_section_states(struct ctx *c, const struct application *app, struct section_state *out);
/* Saves a section in draft or returned state, or while amending. Values of the section only;
 * those of fields not asked for any more are cleared. What was typed is kept even when incomplete. saved: the counter the
 * page was made from; refused, ERR_CONFLICT: another tab has saved since (nothing is written). */
enum err application_section_save(struct ctx *c, const struct application *app, const char *section, int saved,
				  const struct values *v, bool complete);

#endif
