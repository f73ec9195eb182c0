/*
 * Which branch of a oneOf or anyOf was meant. Branches that do not take this kind of
 * value are out. Of several, each is tried: one whose "const" or "enum" members agree
 * with the value comes before one whose do not, then the one that lacks fewer members,
 * then the one with fewer faults, which are counted and not told. Where they are equally
 * far off, nobody is blamed but the choice.
 */
#include "explain.h"
#include "phrases.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_ATTEMPTS = 4, /* inside each other */
	/* after which none is made: a choice for each value can be tried, but not choices
	 * upon choices of a few */
	TRIED_STEPS = 200000,
	TRIED_STEPS_PER_NODE = 100,
};

static bool
may_try(const struct run *run)
{
	return run->steps <
	    TRIED_STEPS + (uint64_t)TRIED_STEPS_PER_NODE * run->document->count;
}

/* whether the walk stands at the value of a member of this object: its frames tell */
static bool
is_at_member(const struct run *run, uint32_t object)
{
	const struct explanation *x = run->explanation;
	const struct frame *frame = &x->frames[x->frame_count - 1];
	uint32_t node = frame->node;
	if (node_kind(&run->nodes[object]) != JSCHEMA_OBJECT ||
	    run->nodes[node].about & NODE_KEY || node == object)
		return false;
	while (frame > x->frames && frame->node == node)
		frame--;
	return frame->node == object;
}

void
blame_count(struct run *run, const struct rule *rule, uint32_t node)
{
	struct attempt *a = run->explanation->attempt;
	const char *keyword = rule ? rule->keyword->name : "";
	a->faults++;
	a->missing += strcmp(keyword, "required") == 0;
	if ((strcmp(keyword, "const") != 0 && strcmp(keyword, "enum") != 0) ||
	    !is_at_member(run, a->node))
		return;
	a->discriminators++;
	if (!a->discriminator) {
		a->discriminator = rule;
		a->member = node;
	}
}

/* what was told elsewhere is not told on this walk, nor the other way round */
static void
walk_apart(struct run *run, uint32_t target, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct memo *memo = x->memo;
	uint64_t since = x->since;
	x->memo = NULL;
	x->since = run->steps;
	run_apply(run, target, node, 0);
	free(x->memo);
	x->memo = memo;
	x->since = since;
}

static void
try_branch(struct run *run, struct attempt *a)
{
	struct explanation *x = run->explanation;
	struct attempt *around = x->attempt;
	struct told told = x->told;
	size_t blamed = x->blamed;
	x->attempt = a;
	x->told = (struct told){0};
	x->attempts++;
	walk_apart(run, a->target, a->node);
	free(x->told.places);
	x->attempts--;
	x->told = told;
	x->attempt = around;
	x->blamed = blamed;
}

static int
compare(const struct attempt *a, const struct attempt *b)
{
	if (a->discriminators != b->discriminators)
		return a->discriminators < b->discriminators ? -1 : 1;
	if (a->missing != b->missing)
		return a->missing < b->missing ? -1 : 1;
	return (a->faults > b->faults) - (a->faults < b->faults);
}

/* the one that is better than all others, or NULL */
static const struct attempt *
best_of(const struct attempt *attempts, size_t count)
{
	const struct attempt *best = &attempts[0];
	for (size_t i = 1; i < count; i++) {
		if (compare(&attempts[i], best) < 0)
			best = &attempts[i];
	}
	for (size_t i = 0; i < count; i++) {
		if (&attempts[i] != best && compare(&attempts[i], best) == 0)
			return NULL;
	}
	return best;
}

/* whether every branch wants another value of the same member */
static bool
share_discriminator(const struct attempt *attempts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!attempts[i].discriminator ||
		    attempts[i].member != attempts[0].member)
			return false;
	}
	return true;
}

/* one fault at that member, with what all of them want of it */
static void
blame_discriminator(struct run *run, const struct attempt *attempts, size_t count)
{
	struct explanation *x = run->explanation;
	const struct attempt *first = &attempts[0];
	struct arena arena = {0};
	struct words message = {.arena = &arena};
	struct phrases values = {.words = &message};
	size_t blamed = x->blamed;
	for (size_t i = 0; i < count; i++)
		phrases_add_values(&values, attempts[i].discriminator, ANY_KIND);
	words_say(&message, "expected ");
	phrases_say(&message, &values);
	say_got(&message, document_told(run->document), first->member);
	struct decision decision = {
	    first->discriminator, first->member, message.text, false};
	x->decision = &decision;
	if (message.failed)
		run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	else
		walk_apart(run, first->target, first->node);
	x->decision = NULL;
	/* on another way nothing is found, and the choice is to blame */
	x->blamed = blamed + decision.is_told;
	arena_free(&arena);
}

/* inside another choice, that is not all which is wanted there of the member */
static void
blame_decisive(struct run *run, const struct attempt *attempts, size_t count)
{
	struct explanation *x = run->explanation;
	if (!x->attempt && !x->decision) {
		blame_discriminator(run, attempts, count);
		return;
	}
	x->blamed++;
	if (x->attempt) {
		x->attempt->faults++;
		x->attempt->discriminators += attempts[0].node == x->attempt->node;
	}
}

static void
try_all(struct run *run, struct attempt *attempts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!may_try(run) || run->undecided)
			return;
		try_branch(run, &attempts[i]);
	}
	const struct attempt *best = best_of(attempts, count);
	if (share_discriminator(attempts, count))
		blame_decisive(run, attempts, count);
	else if (best)
		run_apply(run, best->target, best->node, 0);
}

/* of its own, so that its frame is not paid for where only one branch is in question */
static void __attribute__((noinline))
blame_several(struct run *run, const struct branches *b, uint32_t node, size_t count)
{
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	struct attempt *attempts = calloc(count, sizeof *attempts);
	size_t n = 0;
	if (!attempts) {
		run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
		return;
	}
	for (uint32_t i = 0; i < b->count; i++) {
		if (run->schema->origins[b->targets[i]].accepts >> kind & 1)
			attempts[n++] =
			    (struct attempt){.target = b->targets[i], .node = node};
	}
	try_all(run, attempts, count);
	free(attempts);
}

void
blame_branches(struct run *run, const struct branches *b, uint32_t node)
{
	const struct explanation *x = run->explanation;
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	uint32_t only = 0;
	size_t count = 0;
	for (uint32_t i = 0; i < b->count; i++) {
		if (!(run->schema->origins[b->targets[i]].accepts >> kind & 1))
			continue;
		only = b->targets[i];
		count++;
	}
	if (count == 1)
		run_apply(run, only, node, 0);
	else if (count && x->attempts < MOST_ATTEMPTS && may_try(run))
		blame_several(run, b, node, count);
}
