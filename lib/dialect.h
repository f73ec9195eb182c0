#ifndef JSCHEMA_DIALECT_H
#define JSCHEMA_DIALECT_H

#include "registry.h"

/* the metaschema of a schema that names none */
#define DIALECT_DEFAULT "https://json-schema.org/draft/2020-12/schema"

/* OpenAPI 3.0 has one of its own, for which there is no metaschema here */
#define DIALECT_OPENAPI_30 "OpenAPI 3.0"
/* and 3.1 gives 2020-12 another name */
#define DIALECT_OPENAPI_31 "https://spec.openapis.org/oas/3.1/dialect/base"

/* the dialect of a document that says none by "$schema" */
const char *dialect_of_document(const struct jschema_document *);
/* whether a resource is written in that of OpenAPI 3.0 */
bool dialect_is_openapi_30(const struct resource *);

/*
 * Sets which vocabularies count in a resource, by the "$schema" at its root, which may
 * lead to a metaschema with a "$vocabulary" (Core 8.1). False after an error.
 */
bool dialect_set(struct registry *, struct resource *, struct jschema_error *);

/*
 * Looks at a "$schema" that stands inside a resource and not at its root, where it means
 * nothing: false, after an error, when it would mean something else than what holds
 * there.
 */
bool dialect_compare(
    struct registry *, const struct resource *, uint32_t schema, struct jschema_error *);

#endif
