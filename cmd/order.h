#ifndef RTOK_ORDER_H
#define RTOK_ORDER_H

#include "listing.h"

/* The order of members. What it leaves open is that of the text. */
enum sort {
	SORT_SCHEMA, /* that of the schema, with unknown ones behind */
	SORT_NAME, /* by the UTF-16 code units of their names (RFC 8785 section 3.2.3) */
	SORT_NONE,
};

/* A member of an object with what the schema knows of it. */
struct member {
	size_t position; /* in the schema, or UNLISTED */
	struct jschema_item item;
	struct jschema_subschema subschema;
};

/* Where objects that stand inside each other are put in order. {0} begins, order_free()
 * ends. */
struct order {
	struct listings listings;
	struct member *members; /* those of the innermost object last */
	size_t count;
	size_t capacity;
};

/*
 * Adds the members of an object in order, and returns how many there are. They stand from
 * the count before on, and there they are taken away again by order_pop(), once those of
 * the objects in it are.
 */
size_t order_push(
    struct order *, struct jschema_value object, struct jschema_subschema, enum sort);
void order_pop(struct order *, size_t count);
/* whether all members of a value, and of all that it holds, stand in order in the text */
bool order_is_kept(
    struct order *, struct jschema_value, struct jschema_subschema, enum sort);
void order_free(struct order *);

#endif
