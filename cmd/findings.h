#ifndef RTOK_FINDINGS_H
#define RTOK_FINDINGS_H

#include "jose.h"
#include "redact.h"

/* Adds that a token stands in a value, which comes behind all that have findings yet. */
void findings_add_token(struct redacted *, struct jschema_value, const struct jose *);
/* The same of a secret by the name of its member; NULL: inside of a longer text, and
 * nothing is told of one that has an empty name. */
void findings_add_secret(struct redacted *, struct jschema_value, const char *name);
/* Forgets all but the first ones. */
void findings_forget(struct redacted *, size_t count);

#endif
