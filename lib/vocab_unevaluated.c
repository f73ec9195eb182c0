/*
 * The unevaluated vocabulary (Core 11): what no other keyword of the subschema, nor of
 * those it applies in place, has evaluated. They come last, and read the sets that the
 * others have filled.
 */
#include "compile.h"
#include "evaluated.h"
#include "vocab.h"

static bool
compile_unevaluated(struct compiler *c, struct rule *rule)
{
	c->schema->asks = true;
	c->schema->subschemas[c->current].asks |= rule->keyword->kinds;
	return compile_subschema(c, rule->resource, rule->source, &rule->operand.target);
}

/* Core 11.2 */
static bool
check_unevaluated_items(struct run *run, const struct rule *rule, uint32_t node)
{
	uint32_t count = run_look(run, node), element = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		if (!evaluated_has(run, i))
			ok &= run_apply(run, rule->operand.target, element, i);
		element = run->nodes[element].next;
	}
	evaluated_mark_all(run);
	return ok;
}

/* Core 11.3 */
static bool
check_unevaluated_properties(struct run *run, const struct rule *rule, uint32_t node)
{
	uint32_t count = run_look(run, node), key = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		if (!evaluated_has(run, i))
			ok &= run_apply(run, rule->operand.target, key + 1, 0);
		key = next_key(run->nodes, key);
	}
	evaluated_mark_all(run);
	return ok;
}

/* clang-format off */
static const struct keyword keywords[] = {
	{.name = "unevaluatedItems", .annotates = ITS_REST, .holds = HOLDS_ONE, .kinds = ARRAYS, .order = ORDER_REST,
	 .compile = compile_unevaluated, .check = check_unevaluated_items},
	{.name = "unevaluatedProperties", .annotates = ITS_MEMBERS, .holds = HOLDS_ONE, .kinds = OBJECTS, .order = ORDER_REST,
	 .compile = compile_unevaluated, .check = check_unevaluated_properties},
};
/* clang-format on */

const struct vocabulary vocab_unevaluated = {
    "https://json-schema.org/draft/2020-12/vocab/unevaluated",
    keywords,
    sizeof keywords / sizeof *keywords,
};
