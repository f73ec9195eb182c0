#ifndef JSCHEMA_METASCHEMA_H
#define JSCHEMA_METASCHEMA_H

#include "compile.h"

/*
 * The document of a metaschema of 2020-12 by its URI, read anew, which the registry owns;
 * NULL when it is none, or after an error.
 */
const struct jschema_document *metaschema_read(
    struct registry *, const char *uri, struct jschema_error *);

/*
 * Checks every schema on the registry's list against the metaschema of its dialect;
 * false, with the place of the first fault, when one is no schema.
 */
bool metaschema_check(struct compiler *);

#endif
