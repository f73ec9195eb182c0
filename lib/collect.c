/*
 * Everything that an evaluation goes through, also what passes: the walk of explain.c
 * with every keyword of every subschema, and nothing left out once the verdict is clear.
 */
#include "collect.h"

#include "characters.h"
#include "error.h"
#include "pointer.h"
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

/* a unit takes memory, so that there may be fewer of them than steps elsewhere */
enum {
	UNITS = 200000,
	UNITS_PER_NODE = 100,
	MOST_WRITTEN = 1 << 26, /* of locations, which are as long as the way is */
};

/* a new unit inside the open one; NULL after run_fail() */
static struct unit *
add_unit(struct run *run, const struct rule *rule, const struct resource *resource,
    uint32_t source, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct words keyword = {.arena = x->arena}, instance = {.arena = x->arena};
	struct unit *u = arena_alloc(x->arena, 1, sizeof *u);
	location_of_keyword(&keyword, run, rule);
	location_of_instance(&instance, run);
	const char *schema = location_of_schema(x->arena, resource, source);
	if (!u || keyword.failed || instance.failed || !schema) {
		run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
		return NULL;
	}
	x->written += keyword.length + instance.length;
	if (x->written > MOST_WRITTEN) {
		run_fail(run, JSCHEMA_LIMIT, "limit reached: the output is too large");
		return NULL;
	}
	*u = (struct unit){.rule = rule,
	    .keyword_location = keyword.text,
	    .keyword_length = keyword.length,
	    .instance_location = instance.text,
	    .instance_length = instance.length,
	    .schema_location = schema,
	    .value = {run->document, node},
	    .token = x->frames[x->frame_count - 1].token,
	    .parent = x->unit};
	*(x->unit->last ? &x->unit->last->next : &x->unit->first) = u;
	x->unit->last = u;
	return u;
}

/* too many matches are no fault of those that did not match, nor are too few of them */
static bool
blames_a_child(const struct unit *u)
{
	const char *keyword = u->rule ? u->rule->keyword->name : "";
	bool choice = strcmp(keyword, "oneOf") == 0, blamed = false;
	if (strcmp(keyword, "contains") == 0)
		return false;
	for (const struct unit *child = u->first; child; child = child->next) {
		if (child->valid && choice)
			return false;
		blamed |= !child->valid;
	}
	return blamed;
}

/* the verdict of the unit that is open, with its reason, and closes it */
static bool
close_unit(struct run *run, struct unit *u, bool valid, const struct rule *rule)
{
	struct explanation *x = run->explanation;
	u->valid = valid;
	x->unit = u->parent;
	if (valid || run->undecided || blames_a_child(u))
		return valid;
	struct words message = {.arena = x->arena};
	message_write(&message, run, rule, u->value.node);
	u->error = words_text(&message);
	return u->error ? false : run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
}

static bool
collect_rule(struct run *run, const struct rule *rule, uint32_t node)
{
	struct explanation *x = run->explanation;
	unsigned kinds = rule->keyword->kinds ? rule->keyword->kinds : ANY_KIND;
	bool concerns = kinds >> node_kind(&run->nodes[node]) & 1;
	if (!concerns || !(rule->check || rule->keyword->annotates == ITS_VALUE))
		return true;
	struct unit *u = add_unit(run, rule, rule->resource, rule->source, node);
	if (!u)
		return false;
	x->unit = u;
	x->rule = rule;
	return close_unit(run, u, !rule->check || rule->check(run, rule, node), rule);
}

/* "type" is a set of kinds, and a rule only where it asks for integers */
static bool
collect_type(
    struct run *run, const struct subschema_origin *o, bool admits, uint32_t node)
{
	struct rule type = {.resource = o->resource, .source = o->type_source};
	struct rule *kept = arena_alloc(run->explanation->arena, 1, sizeof *kept);
	type.keyword = vocab_keyword("type");
	if (!kept)
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	*kept = type;
	struct unit *u = add_unit(run, kept, o->resource, o->type_source, node);
	if (!u)
		return false;
	run->explanation->unit = u;
	return close_unit(run, u, admits, kept);
}

bool
collect_subschema(struct run *run, uint32_t target, uint32_t node)
{
	const struct subschema_origin *o = &run->schema->origins[target];
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	struct unit *u = add_unit(run, NULL, o->resource, o->source, node);
	if (!u)
		return false;
	run->explanation->unit = u;
	/* of an alias the kinds are those of its target */
	bool admits = (o->alias ? ANY_KIND : run->subschemas[target].kinds) >> kind & 1;
	bool ok = true;
	for (uint32_t i = 0; i < o->rule_count && !run->undecided; i++) {
		const struct rule *rule = &o->rules[i];
		if (strcmp(rule->keyword->name, "type") != 0)
			ok &= collect_rule(run, rule, node);
		else
			admits = admits &&
			    (kind != JSCHEMA_NUMBER || rule->check(run, rule, node));
	}
	if (o->has_type)
		ok &= collect_type(run, o, admits, node);
	return close_unit(run, u, ok && admits, NULL);
}

struct unit *
collect(const struct jschema_schema *schema, struct jschema_value value,
    struct arena *arena, struct jschema_error *error)
{
	struct run run;
	struct unit *top = arena_alloc(arena, 1, sizeof *top);
	if (!top) {
		error_no_memory(error);
		return NULL;
	}
	struct explanation x = {.unit = top, .arena = arena};
	run_start(&run, schema, value, error);
	run.explanation = &x;
	run.wants_units = true;
	run.most_depth = MAX_EXPLANATION_DEPTH;
	run.most_steps = UNITS + (uint64_t)UNITS_PER_NODE * value.document->count;
	explain_apply(&run, schema->root, value.node, 0);
	run_finish(&run);
	free(x.frames);
	return run.undecided ? NULL : top->first;
}
