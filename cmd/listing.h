#ifndef RTOK_LISTING_H
#define RTOK_LISTING_H

#include "jschema.h"
#include "util.h"

#include <stdint.h>

/* A name that a schema lists, and what it says of the member of that name. */
struct listed {
	struct word name;
	struct jschema_subschema subschema;
};

/* Those for the members of an object, in the order of the schema. */
struct listing {
	struct jschema_subschema subschema; /* of the object */
	struct listed *members;
	size_t count;
	struct jschema_listing *finder;
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
/* Where the name of a key stands, or UNLISTED; what is expected is tried first. */
static inline size_t
listing_position(const struct listing *l, struct jschema_value key, size_t expected)
{
	return l->count ? jschema_listing_find(l->finder, key, expected) : UNLISTED;
}
/* What the schema says of the member at a position. */
static inline struct jschema_subschema
listing_subschema(const struct listing *l, size_t position)
{
	static const struct jschema_subschema unknown = {NULL, 0};
	return position == UNLISTED ? unknown : l->members[position].subschema;
}
/* Where a name in memory stands; the count where it is not among them. */
size_t listing_find(const struct listing *, const char *name, size_t length);
void listings_free(struct listings *);

#endif
