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
	const struct rule *rule; /* at work */
	struct frame *frames;    /* from the start to here */
	size_t frame_count;
	size_t frame_capacity;
};

/* "expected X, got Y" for a rule that failed on a value, at the end of the walk's frames
 */
void message_write(
    struct words *, const struct run *, const struct rule *rule, uint32_t node);
/* the same where no value at all may stand */
void message_write_forbidden(struct words *, const struct run *, uint32_t node);

#endif
