#ifndef RTOK_BUILTIN_H
#define RTOK_BUILTIN_H

#include "jschema.h"
#include "util.h"

/* The schemas and examples that are part of the program: cmd/auth0/, embedded. */

/* a schema that has a short name */
struct builtin_schema {
	const char *name;
	const char *component; /* of the OpenAPI document */
	const char *what;
};
extern const struct builtin_schema builtin_schemas[];
extern const size_t builtin_schema_count;

struct builtin_example {
	const char *name;
	const char *text;
	size_t length;
	const char *what;
};
extern const struct builtin_example builtin_examples[];
extern const size_t builtin_example_count;

/* the revision of the schemas: the version of the OpenAPI document */
const char *builtin_revision(void);
/*
 * The compiled schema of a component or a short name, which has to stay and by which,
 * with whether formats count, it is found again. It stays the builtin's; STATUS_SCHEMA
 * else.
 */
const struct jschema_schema *builtin_compiled(const char *name, bool assert_format);
/* Gives back what the two functions above made. */
void builtin_free(void);

/*
 * Adds a schema on its own, with all it refers to, to a text: by its short name or that
 * of its component, or the whole OpenAPI document as "openapi". False when there is none.
 */
bool builtin_print_schema(const char *name, struct buffer *);

#endif
