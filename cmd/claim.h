#ifndef RTOK_CLAIM_H
#define RTOK_CLAIM_H

#include "jschema.h"
#include "util.h"

/*
 * What --as says that a document is. A kind that is no object or array as it should be is
 * left to the schema, and so is whatever may be meant.
 */

/* false where the document clearly is something else */
bool claim_holds(const char *as, struct jschema_value);
/* Adds what was expected, and what the document is instead. */
void claim_say(struct buffer *, const char *as, struct jschema_value);

#endif
