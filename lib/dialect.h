#ifndef JSCHEMA_DIALECT_H
#define JSCHEMA_DIALECT_H

#include "registry.h"

/* the metaschema of a schema that names none */
#define DIALECT_DEFAULT "https://json-schema.org/draft/2020-12/schema"

/*
 * Sets which vocabularies count in a resource, by the "$schema" at its root, which may
 * lead to a metaschema with a "$vocabulary" (Core 8.1). False after an error.
 */
bool dialect_set(struct registry *, struct resource *, struct jschema_error *);

#endif
