#ifndef RTOK_WAY_H
#define RTOK_WAY_H

#include "jschema.h"
#include "util.h"

/* What is known of a value by the way that leads to it. {0} is that of a root. */
struct place {
	const char *secret; /* the name that makes a secret of it; or NULL */
	bool inherited;     /* it may be no more than a part of what has that name */
	struct jschema_value
	    parent; /* the name of the member that its object is; or none */
	struct jschema_value name; /* its own, of which an array's elements have it */
	bool closed;               /* nothing is known of what is in here */
	bool base64;               /* it may be a text in base64 */
};

/* What the members of an object tell of each other. */
struct company {
	const struct place *place; /* of the object */
	const char *pair;          /* the secret that its member "value" is; or NULL */
	bool is_record;            /* of a refresh token, and no such token itself */
	bool is_pair;              /* the name and the value of a cookie, and no more */
	bool has_pairs;            /* its members are names and values of such pairs */
	bool base64;               /* it says that something in it is base64 */
};

/* stays good as long as the place does */
struct company way_company(const struct place *, struct jschema_value object);
struct place way_to_member(const struct company *, struct jschema_value key);
/* of the i-th element of an array, and the one before that, if there is one */
struct place way_to_element(const struct place *array, size_t i,
    struct jschema_value before, struct jschema_value element);

#endif
