#ifndef RTOK_ORDER_H
#define RTOK_ORDER_H

#include "jschema.h"

/* A member of an object with what the schema knows of it. */
struct member {
	size_t position; /* in the schema; SIZE_MAX: it does not know the name */
	struct jschema_item item;
	struct jschema_subschema subschema;
};

/*
 * The members of an object in the order of the schema, unknown ones behind in their own
 * order. The caller frees the array; NULL where there are none.
 */
struct member *order_members(
    struct jschema_value object, struct jschema_subschema, size_t *count);

#endif
