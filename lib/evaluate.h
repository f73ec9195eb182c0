#ifndef JSCHEMA_EVALUATE_H
#define JSCHEMA_EVALUATE_H

#include "pattern.h"
#include "schema.h"

struct explanation;

enum {
	MAX_EVALUATION_DEPTH = 4096, /* subschemas inside each other, on the C stack */
	SHORT_STRING = 128,
};

/* One walk of a schema over a document. */
struct run {
	const struct jschema_schema *schema;
	const struct subschema *subschemas;
	const struct rule *rules;
	const struct jschema_document *document;
	const struct node *nodes;
	struct explanation *explanation; /* NULL: only the verdict is wanted */
	size_t depth;
	bool undecided; /* no verdict can be given; the error says why */
	struct jschema_error *error;
	struct matcher matcher;
	char *long_string;
	size_t long_string_size;
	char short_string[SHORT_STRING];
};

/* Starts a walk; run_finish() gives back what it allocated. */
void run_start(struct run *, const struct jschema_schema *, struct jschema_value,
    struct jschema_error *);
void run_finish(struct run *);

/* all rules of a subschema for a value of a kind it admits */
bool run_rules(struct run *, const struct subschema *, enum jschema_kind, uint32_t node);
/* one level deeper, unless that is too deep; the caller steps back by run->depth-- */
bool run_enter(struct run *);
/* gives up: always false */
bool run_fail(struct run *, enum jschema_code, const char *text);
/* the decoded characters of a string, good until the next call; NULL without memory */
const char *run_characters(struct run *, uint32_t node, size_t *length);

/* run_apply() while faults are collected */
bool explain_apply(struct run *, uint32_t target, uint32_t node, uint32_t token);

/* whether a value is valid against a subschema, no questions asked */
static inline bool
run_check(struct run *run, uint32_t target, uint32_t node)
{
	const struct subschema *s = &run->subschemas[target];
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	if (!(s->kinds >> kind & 1))
		return false;
	return s->rule_count[kind] == 0 || run_rules(run, s, kind, node);
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

/* whether an applicator should go on behind a failure, to find more faults */
static inline bool
run_wants_all(const struct run *run)
{
	return run->explanation && !run->undecided;
}

/* a verdict alone, also while faults are collected: for branches of which one must fail
 */
static inline bool
run_matches(struct run *run, uint32_t target, uint32_t node)
{
	struct explanation *explanation = run->explanation;
	run->explanation = NULL;
	bool ok = run_check(run, target, node);
	run->explanation = explanation;
	return ok;
}

#endif
