#ifndef RTOK_HARMLESS_H
#define RTOK_HARMLESS_H

#include "jschema.h"
#include "mask.h"

/* What is known of a value by the way that leads to it. */
struct place {
	const char *secret; /* the name that makes a secret of it; or NULL */
	struct jschema_value
	    parent; /* the name of the member that its object is; or none */
	struct jschema_value name; /* its own, of which an array's elements have it */
	bool closed;               /* nothing is known of what is in here */
};

/* Whether it is known that anybody may see a text, or the text of a number, there. */
bool harmless_is(
    const struct place *, enum jschema_kind, const char *text, size_t length);
/* which form the mask has of what stands there */
enum mask_form harmless_form(const struct place *);
/* whether a member of that name has what nothing is known of */
bool harmless_closes(struct jschema_value name);

#endif
