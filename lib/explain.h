#ifndef JSCHEMA_EXPLAIN_H
#define JSCHEMA_EXPLAIN_H

#include "evaluate.h"
#include "words.h"

enum {
	MOST_WRITTEN = 1 << 26, /* bytes of locations, which are as long as the way is */
};

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

/* A set of hashes: what was told already. */
struct told {
	uint64_t *places; /* 0: empty */
	size_t count;
	size_t capacity; /* a power of two, or 0 */
};

/* A branch of a choice that is tried: its faults are counted and not told. */
struct attempt {
	uint32_t target;
	uint32_t node;                    /* the value that the choice is about */
	const struct rule *discriminator; /* of a member with another value; or NULL */
	uint32_t member;                  /* the value of that member */
	size_t discriminators;
	size_t missing;
	size_t faults;
};

/* The one fault that a walk through a branch is to tell, in other words. */
struct decision {
	const struct rule *rule;
	uint32_t node;
	const char *message;
	bool is_told;
};

/* A walk that collects faults. */
struct explanation {
	struct jschema_result *result;
	size_t limit;
	struct attempt *attempt;   /* where one is made */
	struct decision *decision; /* where one is told */
	struct unit
	    *unit; /* where units are collected: the one that is open; else NULL */
	struct arena *arena;     /* for units */
	struct arena scratch;    /* for texts that are still growing */
	size_t written;          /* bytes of faults, or of the locations of units */
	size_t blamed;           /* how often something was, told or not */
	struct told told;        /* or counted, in an attempt */
	struct memo *memo;       /* of a long walk */
	uint64_t since;          /* steps before it */
	unsigned attempts;       /* branches that are tried inside each other */
	uint64_t compared;       /* to find spellings that are nearly alike */
	const struct rule *rule; /* at work */
	struct frame *frames;    /* from the start to here */
	size_t frame_count;
	size_t frame_capacity;
};

/*
 * Behind a choice of which no branch matched: tells the faults of the branch that was
 * meant, if that is clear, or the one member that decides; else nothing.
 */
void blame_branches(struct run *, const struct branches *, uint32_t node);
/* counts a fault of the attempt that is made; `rule` is NULL where a schema is false */
void blame_count(struct run *, const struct rule *, uint32_t node);

/* the JSON Pointer from the root to the value that the walk stands at (Core 12.3.3) */
void location_of_instance(struct words *, const struct run *);
/* the way through the keywords, then the rule's, if one is given (Core 12.3.1) */
void location_of_keyword(struct words *, const struct run *, const struct rule *);
/*
 * The node of a schema that the rule is, or where there is none the subschema that the
 * walk stands in; and its URI (Core 12.3.2), NULL without memory.
 */
uint32_t location_source(
    const struct run *, const struct rule *, const struct resource **);
const char *location_of_schema(struct arena *, const struct run *, const struct rule *);

/*
 * "expected X, got Y" for a rule that failed on a value, at the end of the walk's frames;
 * NULL is for where no value at all may stand.
 */
void message_write(struct words *, struct run *, const struct rule *, uint32_t node);

#endif
