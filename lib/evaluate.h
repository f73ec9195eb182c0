#ifndef JSCHEMA_EVALUATE_H
#define JSCHEMA_EVALUATE_H

#include "pattern.h"
#include "schema.h"

struct explanation;

/*
 * The resources that evaluation is inside of, innermost first (Core 7.1): those that have
 * a dynamic anchor which none around them has. No two that a run enters have the same
 * number.
 */
struct scope {
	const struct resource *resource;
	const struct scope *outer;
	uint64_t number;
};

enum {
	MAX_EXPLANATION_DEPTH = 4096,
	MAX_EVALUATION_DEPTH = 8192, /* subschemas inside each other, on the C stack */
	SHORT_STRING = 128,
	LOOKS_PER_STEP = 2, /* at members or elements, by their number */
};

/* One walk of a schema over a document. */
struct run {
	const struct jschema_schema *schema;
	const struct subschema *subschemas;
	const struct rule *rules;
	const struct jschema_document *document;
	const struct node *nodes;
	struct explanation *explanation; /* NULL: only the verdict is wanted */
	bool wants_units;                /* not only faults, but all that was evaluated */
	size_t depth;
	size_t
	    most_depth; /* which is less where faults are collected: frames are larger */
	uint64_t steps; /* subschemas applied so far, and what else takes time */
	uint64_t most_steps;         /* after which no verdict is given */
	struct memo *memo;           /* once there have been many */
	const struct scope *scope;   /* only where a reference is dynamic */
	uint64_t scopes;             /* the last number of one */
	struct evaluated *evaluated; /* only where someone asks for it */
	uint64_t *bits;              /* of the sets of evaluated children */
	size_t bit_count;
	size_t bit_capacity;
	bool undecided; /* no verdict can be given; the error says why */
	struct jschema_error *error;
	struct matcher matcher;
	char *long_string;
	size_t long_string_size;
	char short_string[SHORT_STRING];
};

/* 0: outside of all */
static inline uint64_t
scope_number(const struct scope *scope)
{
	return scope ? scope->number : 0;
}

/* Starts a walk; run_finish() gives back what it allocated. */
void run_start(struct run *, const struct jschema_schema *, struct jschema_value,
    struct jschema_error *);
void run_finish(struct run *);

/* all rules of a subschema for a value of a kind it admits */
bool run_rules(struct run *, uint32_t target, enum jschema_kind, uint32_t node);
/* Enters the resource of a subschema, where that matters; run->scope is to be put back.
 */
void run_enter_scope(struct run *, uint32_t target, struct scope *);
/*
 * Whether a branch, which may fail without harm, matches; what it evaluated counts only
 * then.
 */
bool run_branch(struct run *, uint32_t target, uint32_t node);
/* whether a string or key matches; false too after run_fail() */
bool run_pattern(struct run *, const struct pattern *, uint32_t node);
/* whether an object has a member of each name, whose values are 0 and up */
bool run_has_names(struct run *, const struct names *, uint32_t node);
/* An empty set of such names, to be freed unless it is `few`; NULL after run_fail(). */
uint64_t *run_names_set(struct run *, const struct names *, uint64_t *few);
/* Puts those into a set that an object has; how many are left. */
uint32_t run_mark_names(
    const struct run *, const struct names *, uint32_t node, uint64_t *seen);
/* run_fail() for the limit that was reached: always false */
bool run_too_far(struct run *);
/* gives up: always false */
bool run_fail(struct run *, enum jschema_code, const char *text);
/* run_characters() of a string with escapes */
const char *run_decode(struct run *, uint32_t node, size_t *length);

/* run_apply() while faults are collected */
bool explain_apply(struct run *, uint32_t target, uint32_t node, uint32_t token);

/* one level deeper, unless that is too deep; the caller steps back by run->depth-- */
static inline bool
run_enter(struct run *run)
{
	if (run->depth >= run->most_depth || run->steps >= run->most_steps)
		return run_too_far(run);
	run->steps++;
	run->depth++;
	return true;
}

/* Children of a value that a keyword looks at: how many; a few of them are a step. */
static inline uint32_t
run_look(struct run *run, uint32_t node)
{
	uint32_t count = run->nodes[node].size;
	run->steps += count / LOOKS_PER_STEP;
	return count;
}

/* the decoded characters of a string, good until the next call; NULL without memory */
static inline const char *
run_characters(struct run *run, uint32_t node, size_t *length)
{
	const struct node *n = &run->nodes[node];
	*length = n->size;
	if (n->about & NODE_ESCAPED)
		return run_decode(run, node, length);
	return run->document->text + n->start;
}

/* whether a value is valid against a subschema, no questions asked */
static inline bool
run_check_node(struct run *run, uint32_t target, const struct node *n)
{
	const struct subschema *s = &run->subschemas[target];
	enum jschema_kind kind = node_kind(n);
	if (!(s->kinds >> kind & 1))
		return false;
	return s->rule_count[kind] == 0 ||
	    run_rules(run, target, kind, (uint32_t)(n - run->nodes));
}

static inline bool
run_check(struct run *run, uint32_t target, uint32_t node)
{
	return run_check_node(run, target, &run->nodes[node]);
}

/*
 * What a keyword calls for each value it applies a subschema to; collects faults where
 * those are wanted. `token` is the index of an element and of no matter elsewhere.
 */
static inline bool
run_apply(struct run *run, uint32_t target, uint32_t node, uint32_t token)
{
	if (run->explanation)
		return explain_apply(run, target, node, token);
	return run_check(run, target, node);
}

/*
 * Whether an applicator should go on, which behind a failure is for more faults; not
 * where no verdict can be given any more.
 */
static inline bool
run_goes_on(const struct run *run, bool ok)
{
	return (ok || run->explanation) && !run->undecided;
}

/* a verdict alone, whatever is collected */
static inline bool
run_verdict(struct run *run, uint32_t target, uint32_t node)
{
	struct explanation *explanation = run->explanation;
	bool wants_units = run->wants_units;
	run->explanation = NULL;
	run->wants_units = false;
	bool ok = run_check(run, target, node);
	run->explanation = explanation;
	run->wants_units = wants_units;
	return ok;
}

/*
 * The same for branches of which one must fail; but where every unit of the output is
 * wanted, the branch is one.
 */
static inline bool
run_matches(struct run *run, uint32_t target, uint32_t node, uint32_t token)
{
	if (run->wants_units)
		return explain_apply(run, target, node, token);
	return run_verdict(run, target, node);
}

#endif
