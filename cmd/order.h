#ifndef RTOK_ORDER_H
#define RTOK_ORDER_H

#include "jschema.h"

/* The order of members. What it leaves open is that of the text. */
enum sort {
	SORT_SCHEMA, /* that of the schema, with unknown ones behind */
	SORT_NAME, /* by the UTF-16 code units of their names (RFC 8785 section 3.2.3) */
	SORT_NONE,
};

/* A member of an object with what the schema knows of it. */
struct member {
	size_t position; /* in the schema; SIZE_MAX: it does not know the name */
	struct jschema_item item;
	struct jschema_subschema subschema;
};

/* The members of an object in order. The caller frees the array; NULL where there are
 * none. */
struct member *order_members(
    struct jschema_value object, struct jschema_subschema, enum sort, size_t *count);

#endif
