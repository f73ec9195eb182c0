#ifndef RTOK_LIFETIME_H
#define RTOK_LIFETIME_H

#include "jschema.h"
#include "util.h"

/* From the first day of a token to the earlier one of its two ends. */
struct lifetime {
	const char *state; /* "active", "expired", "idle", "no end"; "-": nothing tells */
	const char *color; /* of the state, or NULL */
	struct jschema_value end; /* the value that counts, which may be no date */
	const char *end_name;     /* of its member */
	int percent;              /* that is used, from 0 to 100; -1: not known */
};

struct lifetime lifetime_of(struct jschema_value token, int64_t now);
/*
 * Adds "lifetime: [####......] 40% used, ..." and a line end, in lines of so many columns
 * where that is not 0; nothing where nothing tells of a lifetime.
 */
void lifetime_print(struct buffer *, const struct lifetime *, int64_t now, size_t width);

#endif
