#ifndef JSCHEMA_EXPLAIN_H
#define JSCHEMA_EXPLAIN_H

#include "evaluate.h"
#include "words.h"

/* A step of the walk: a keyword applied one of its subschemas to a value. */
struct frame {
	const struct rule *rule; /* NULL: the start */
	uint32_t target;
	uint32_t node;
	uint32_t token; /* index of an element */
};

/* A walk that collects faults. */
struct explanation {
	struct jschema_result *result;
	size_t limit;
	struct unit
	    *unit; /* where units are collected: the one that is open; else NULL */
	struct arena *arena;     /* for units */
	const struct rule *rule; /* at work */
	struct frame *frames;    /* from the start to here */
	size_t frame_count;
	size_t frame_capacity;
};

/* the JSON Pointer from the root to the value that the walk stands at (Core 12.3.3) */
void location_of_instance(struct words *, const struct run *);
/* the way through the keywords, then the rule's, if one is given (Core 12.3.1) */
void location_of_keyword(struct words *, const struct run *, const struct rule *);
/* the URI of a node of a schema (Core 12.3.2); NULL without memory */
const char *location_of_schema(struct arena *, const struct resource *, uint32_t source);

/* "expected X, got Y" for a rule that failed on a value, at the end of the walk's frames
 */
void message_write(
    struct words *, const struct run *, const struct rule *rule, uint32_t node);
/* the same where no value at all may stand */
void message_write_forbidden(struct words *, const struct run *, uint32_t node);

#endif
