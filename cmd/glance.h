#ifndef RTOK_GLANCE_H
#define RTOK_GLANCE_H

#include "lint.h"
#include "schemas.h"

/*
 * A first look at documents: most are good, and there is nothing to tell of them. It has
 * all that it needs, so that several threads can look. {.lint.options = o} begins,
 * glance_free() ends.
 */
struct glance {
	struct lint lint;
	struct remarks remarks;
	size_t *hints; /* that nobody sees, of all that was good, by their codes */
	struct schema_choice choice;
};

/* Whether a document, read from this text, is good and nothing is to be told of it. */
bool glance(struct glance *, struct jschema_value root, const char *text, size_t length);
void glance_free(struct glance *);

#endif
