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

/* A fault with what its order needs. */
struct kept {
	struct jschema_fault fault;
	const struct rule *rule;
	size_t offset;
	size_t number;
};

struct jschema_result {
	struct arena arena;
	enum jschema_verdict verdict;
	struct kept *faults;
	size_t count;
	size_t capacity;
	size_t dropped;
};

enum { TOLD = 256 };

/* A fault that was told: what the schema says there, of which value. */
struct told {
	const struct node *source;
	uint32_t node;
};

/* A walk that collects faults. */
struct explanation {
	struct jschema_result *result;
	size_t limit;
	struct unit
	    *unit; /* where units are collected: the one that is open; else NULL */
	struct arena *arena;     /* for units */
	size_t written;          /* bytes of their locations */
	size_t blamed;           /* how often something was, told or not */
	struct told told[TOLD];  /* what was told lately */
	struct memo *memo;       /* of a long walk */
	unsigned attempts;       /* branches that are tried inside each other */
	unsigned tries;          /* of branches, in all */
	unsigned suggestions;    /* looked for, which is dear */
	const struct rule *rule; /* at work */
	struct frame *frames;    /* from the start to here */
	size_t frame_count;
	size_t frame_capacity;
};

/*
 * Notes that a fault is told; true when it was told lately, on another way: once is
 * enough. `rule` is NULL where a schema "false" stands.
 */
bool result_knows(struct run *, const struct rule *, uint32_t node);
/* Keeps a fault, or drops one where the limit is reached; false without memory. */
bool result_keep(struct explanation *, const struct kept *);

/*
 * Behind a choice of which no branch matched: tells the faults of the branch that was
 * meant, if that is clear, or the one member that decides; else nothing.
 */
void blame_branches(struct run *, const struct branches *, uint32_t node);

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
