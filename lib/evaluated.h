#ifndef JSCHEMA_EVALUATED_H
#define JSCHEMA_EVALUATED_H

#include "evaluate.h"

/*
 * Which members or elements of one value have been evaluated, for unevaluatedProperties
 * and unevaluatedItems (Core 11): a bit for each, on a stack of the run. Each subschema
 * that asks, and each branch that may fail, gets a set of its own, which joins the one
 * around it only when the subschema passes: this is how annotations are dropped.
 */
struct evaluated {
	uint32_t node;
	size_t first; /* word of the run's stack */
	size_t words;
	struct evaluated *outer;
};

/* Begins an empty set for the children of a node; false after run_fail(). */
bool evaluated_begin(struct run *, struct evaluated *, uint32_t node);
/* Ends it; with `keep` it joins the set around it, where that is of the same node. */
void evaluated_end(struct run *, struct evaluated *, bool keep);

/* whether anybody asks for what is evaluated of a node */
static inline bool
evaluated_wanted(const struct run *run, uint32_t node)
{
	return run->evaluated && run->evaluated->node == node;
}

/* the child at this position is evaluated; only where that is wanted */
void evaluated_mark(struct run *, uint32_t position);
/* all children are */
void evaluated_mark_all(struct run *);
bool evaluated_has(const struct run *, uint32_t position);

#endif
