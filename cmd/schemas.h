#ifndef RTOK_SCHEMAS_H
#define RTOK_SCHEMAS_H

#include "options.h"
#include "shape.h"

#include <sys/stat.h>

/*
 * The schema that documents are checked against: the one of --schema, or the built-in one
 * for what a document is. The one of --schema is compiled at once; false where it
 * cannot be. What there is to say of it, see objections.h.
 */
bool schemas_open(const struct options *);
const struct jschema_schema *schemas_for(const struct shape *);

/* The schema for what the document before was, as most are of one shape. {0} begins. */
struct schema_choice {
	const struct shape *shape;
	const struct jschema_schema *schema;
};
const struct jschema_schema *schemas_choose(struct schema_choice *, const struct shape *);
/* whether a file is one that schemas are read from */
bool schemas_have(const struct stat *);
void schemas_close(void);

#endif
