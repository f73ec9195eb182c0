#ifndef RTOK_CLAIM_H
#define RTOK_CLAIM_H

#include "endpoint.h"
#include "jschema.h"
#include "util.h"

/*
 * What a document is said to be: by --as, or by the endpoint that has answered it. A kind
 * that is no object or array as it should be is left to the schema, and so is whatever
 * may be meant.
 */
struct claim {
	const char *as;                  /* NULL: nothing is said */
	const struct endpoint *endpoint; /* that says it; NULL: --as */
};

/* false where the document clearly is something else */
bool claim_holds(const struct claim *, struct jschema_value);
/* Adds what was expected, and what the document is instead. */
void claim_say(struct buffer *, const struct claim *, struct jschema_value);

#endif
