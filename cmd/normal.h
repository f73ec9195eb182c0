#ifndef RTOK_NORMAL_H
#define RTOK_NORMAL_H

#include "jschema.h"
#include "util.h"

/* How normalised JSON is laid out. */
struct normal {
	bool compact;      /* on one line */
	bool for_terminal; /* escape also what could drive a terminal */
};

/*
 * Adds a value in normal form and a line end: members in the order of the schema, two
 * spaces a level, UTF-8 with as few escapes as can be, numbers with their digits.
 */
void normal_print(struct buffer *, const struct normal *, struct jschema_value,
    struct jschema_subschema);

#endif
