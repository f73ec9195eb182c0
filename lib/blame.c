/*
 * Which branch of a oneOf or anyOf was meant. Branches that do not take this kind of
 * value are out. Of several, each is tried: one whose "const" or "enum" members agree
 * with the value comes before one whose do not, then the one that lacks fewer members,
 * then the one with fewer faults. Where they are equally far off, nobody is blamed but
 * the choice.
 */
#include "explain.h"
#include "phrases.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_BRANCHES = 16, /* that are tried */
	MOST_ATTEMPTS = 4,  /* inside each other */
	TRIES = 200,        /* in all, and one more for each node */
	TRIED_STEPS = 200000,
	TRIED_STEPS_PER_NODE = 100,
	MOST_FAULTS = 32, /* of an attempt */
};

struct attempt {
	uint32_t target;
	struct jschema_result *result;
	const struct kept *discriminator; /* a member that has another value, or NULL */
	size_t discriminators;
	size_t missing;
	size_t faults;
};

/* a member of the value itself whose value is not the one, or one of those, asked for */
static bool
is_discriminator(const struct run *run, const struct kept *kept, uint32_t node)
{
	const char *keyword = kept->fault.keyword;
	uint32_t value = kept->fault.value.node;
	if (strcmp(keyword, "const") != 0 && strcmp(keyword, "enum") != 0)
		return false;
	if (node_kind(&run->nodes[node]) != JSCHEMA_OBJECT)
		return false;
	uint32_t key = node + 1;
	for (uint32_t i = 0; i < run->nodes[node].size && key + 1 < value; i++)
		key = next_key(run->nodes, key);
	return key + 1 == value;
}

static void
judge(const struct run *run, struct attempt *a, uint32_t node)
{
	const struct jschema_result *r = a->result;
	a->faults = r->count + r->dropped;
	for (size_t i = 0; i < r->count; i++) {
		a->missing += strcmp(r->faults[i].fault.keyword, "required") == 0;
		if (!is_discriminator(run, &r->faults[i], node))
			continue;
		a->discriminators++;
		if (!a->discriminator)
			a->discriminator = &r->faults[i];
	}
}

/* the faults of a branch on a sheet of their own; false after run_fail() */
static bool
try_branch(struct run *run, struct attempt *a, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct explanation saved = *x;
	a->result = calloc(1, sizeof *a->result);
	if (!a->result)
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	x->result = a->result;
	x->limit = MOST_FAULTS;
	x->attempts++;
	x->tries++;
	x->memo = NULL; /* what is told on this sheet is not told on the other */
	memset(x->told, 0, sizeof x->told);
	run_apply(run, a->target, node, 0);
	free(x->memo);
	/* the frames may have moved */
	saved.frames = x->frames;
	saved.frame_capacity = x->frame_capacity;
	saved.tries = x->tries;
	*x = saved;
	judge(run, a, node);
	return !run->undecided;
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
		    attempts[i].discriminator->fault.value.node !=
			attempts[0].discriminator->fault.value.node)
			return false;
	}
	return true;
}

/* one fault at that member, with what all of them want of it */
static void
blame_discriminator(struct run *run, const struct attempt *attempts, size_t count)
{
	struct explanation *x = run->explanation;
	struct jschema_result *r = x->result;
	const struct kept *first = attempts[0].discriminator;
	struct phrases values = {.arena = &r->arena};
	struct words message = {.arena = &r->arena};
	struct kept kept = *first;
	x->blamed++;
	if (result_knows(run, first->rule, first->fault.value.node))
		return;
	for (size_t i = 0; i < count; i++)
		phrases_add_values(&values, attempts[i].discriminator->rule,
		    strcmp(attempts[i].discriminator->fault.keyword, "enum") == 0);
	words_say(&message, "expected ");
	phrases_say(&message, &values);
	say_got(&message, run->document, first->fault.value.node);
	kept.number = r->count + r->dropped;
	kept.fault.message = message.text;
	kept.fault.instance_location = arena_copy(&r->arena,
	    first->fault.instance_location, strlen(first->fault.instance_location));
	kept.fault.keyword_location = arena_copy(&r->arena, first->fault.keyword_location,
	    strlen(first->fault.keyword_location));
	kept.fault.schema_location = arena_copy(&r->arena, first->fault.schema_location,
	    strlen(first->fault.schema_location));
	if (message.failed || !kept.fault.instance_location ||
	    !kept.fault.keyword_location || !kept.fault.schema_location ||
	    !result_keep(x, &kept))
		run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
}

static void
try_all(struct run *run, struct attempt *attempts, size_t count, uint32_t node)
{
	size_t tried = 0;
	while (tried < count && try_branch(run, &attempts[tried], node))
		tried++;
	if (tried < count)
		return;
	const struct attempt *best = best_of(attempts, count);
	if (best && best->discriminators == 0)
		run_apply(run, best->target, node, 0);
	else if (share_discriminator(attempts, count))
		blame_discriminator(run, attempts, count);
	else if (best)
		run_apply(run, best->target, node, 0);
}

/* a choice for each value can be tried, but not choices upon choices of a few */
static bool
may_try(const struct run *run)
{
	uint64_t nodes = run->document->count;
	return run->explanation->tries < TRIES + nodes &&
	    run->steps < TRIED_STEPS + TRIED_STEPS_PER_NODE * nodes;
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
			attempts[n++].target = b->targets[i];
	}
	try_all(run, attempts, count, node);
	for (size_t i = 0; i < count; i++)
		jschema_result_free(attempts[i].result);
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
	else if (count && count <= MOST_BRANCHES && x->attempts < MOST_ATTEMPTS &&
	    may_try(run))
		blame_several(run, b, node, count);
}
