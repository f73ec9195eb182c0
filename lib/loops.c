/*
 * Circles of subschemas that apply each other to the same value: nothing of the value is
 * used up on the way round, so that no evaluation would end (Core 9.4.1). Found by a walk
 * in depth, whose stack is in memory and not on the machine's, since references make ways
 * of any length.
 */
#include "loops.h"

#include "error.h"

#include <stdlib.h>

enum color { WHITE, GREY, BLACK }; /* not seen, on the way here, done */

struct step {
	uint32_t subschema;
	uint32_t rule;
	uint32_t edge; /* of the rule */
};

/*
 * The i-th subschema that a rule applies in place, or NO_SUBSCHEMA; false when there are
 * no more. Where a reference leads that depends on the way is not known before, nor
 * whether the value that gets to a "then" or "else" ever gets round to it again.
 */
static bool
in_place(const struct rule *rule, uint32_t i, int64_t *target)
{
	const struct keyword *keyword = rule->keyword;
	*target = NO_SUBSCHEMA;
	if (!rule->check || keyword->order != ORDER_IN_PLACE)
		return false;
	if (keyword->holds == HOLDS_LIST) {
		const struct branches *b = rule->operand.branches;
		if (i < b->count)
			*target = b->targets[i];
		return i < b->count;
	}
	if (keyword->holds == HOLDS_MAP || keyword->holds == HOLDS_EITHER) {
		const struct dependencies *d = rule->operand.dependencies;
		if (i < d->names.count)
			*target = d->targets[i];
		return i < d->names.count;
	}
	if (keyword->is_condition) {
		*target = rule->operand.condition->if_target;
		return i == 0;
	}
	if (!keyword->is_reference)
		*target = rule->operand.target;
	else if (!reference_is_dynamic(rule))
		*target = reference_target(rule);
	return i == 0;
}

/* the next edge out of a step, or false when all are behind */
static bool
advance(const struct jschema_schema *s, struct step *step, int64_t *target)
{
	const struct subschema_origin *o = &s->origins[step->subschema];
	while (step->rule < o->rule_count) {
		if (in_place(&o->rules[step->rule], step->edge++, target)) {
			if (*target != NO_SUBSCHEMA)
				return true;
			continue;
		}
		step->rule++;
		step->edge = 0;
	}
	return false;
}

static const struct rule *
walk(const struct jschema_schema *s, uint32_t from, uint8_t *colors, struct step *stack)
{
	size_t depth = 1;
	stack[0] = (struct step){from, 0, 0};
	colors[from] = GREY;
	while (depth) {
		struct step *top = &stack[depth - 1];
		int64_t target;
		if (!advance(s, top, &target)) {
			colors[top->subschema] = BLACK;
			depth--;
		} else if (colors[target] == GREY) {
			return &s->origins[top->subschema].rules[top->rule];
		} else if (colors[target] == WHITE) {
			colors[target] = GREY;
			stack[depth++] = (struct step){(uint32_t)target, 0, 0};
		}
	}
	return NULL;
}

bool
loops_refuse(struct compiler *c)
{
	const struct jschema_schema *s = c->schema;
	uint8_t *colors = calloc(s->count, 1);
	struct step *stack = calloc(s->count, sizeof *stack);
	const struct rule *rule = NULL;
	bool memory = colors && stack;
	for (uint32_t i = 0; memory && i < s->count && !rule; i++) {
		if (colors[i] == WHITE)
			rule = walk(s, i, colors, stack);
	}
	free(colors);
	free(stack);
	if (rule)
		return compile_fail(c, rule->resource, rule->source, JSCHEMA_BAD_SCHEMA,
		    "this leads back to the schema it stands in, for the same value");
	return memory || error_no_memory(c->error);
}
