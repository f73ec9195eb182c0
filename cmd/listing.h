#ifndef RTOK_LISTING_H
#define RTOK_LISTING_H

#include "jschema.h"
#include "util.h"

#include <stdint.h>

/* The names that a schema lists for the members of an object, in its order. */
struct listing {
	struct jschema_subschema subschema; /* of the object */
	struct listed {
		struct word name;
		struct jschema_subschema subschema;
	} * members;  /* none where they are too many to be tried */
	size_t count; /* of those members */
};

/* Listings that were asked for, each made once. {0} is empty. */
struct listings {
	struct listing **slots;
	size_t capacity;
	size_t count;
};

/* The position of a name that no schema lists. */
#define UNLISTED SIZE_MAX

/* The listing for the objects that a subschema describes; it stays that of the listings.
 */
const struct listing *listing_of(struct listings *, struct jschema_subschema);
/*
 * Where the name of a key stands. Members mostly come in the order of the schema, so what
 * is expected, the position behind that of the member before, is tried first.
 */
size_t listing_position(const struct listing *, struct jschema_value key, size_t expected,
    struct jschema_subschema *);
/* The same for a name in memory. */
size_t listing_find(const struct listing *, const char *name, size_t length);
void listings_free(struct listings *);

#endif
