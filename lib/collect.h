#ifndef JSCHEMA_COLLECT_H
#define JSCHEMA_COLLECT_H

#include "explain.h"

/*
 * A unit of the output (Core 12.4): a keyword that was evaluated, or a subschema that a
 * keyword applied. Units form the tree that the evaluation went through.
 */
struct unit {
	const struct rule *rule; /* of a keyword; NULL: a subschema */
	const char *keyword_location;
	size_t keyword_length; /* of that: NUL may be in a name */
	const char *instance_location;
	size_t instance_length;
	const char *schema_location;
	struct jschema_value value;
	uint32_t token; /* index of the value in an array */
	bool valid;
	const char *error; /* of a keyword that is to blame itself, and no child of it */
	struct unit *parent, *first, *last, *next;
};

/* a subschema on a walk that collects units */
bool collect_subschema(struct run *, uint32_t target, uint32_t node);
/* The root of the tree of a whole evaluation, in an arena; NULL after an error. */
struct unit *collect(const struct jschema_schema *, struct jschema_value, struct arena *,
    struct jschema_error *);

#endif
