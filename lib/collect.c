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
	UNITS = 50000,
	UNITS_PER_NODE = 100,
};

/* Opens a unit inside the open one, of a rule or of the subschema; NULL after run_fail().
 */
static struct unit *
open_unit(struct run *run, const struct rule *rule, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct words keyword = {.arena = x->arena}, instance = {.arena = x->arena};
	struct unit *u = arena_alloc(x->arena, 1, sizeof *u);
	location_of_keyword(&keyword, run, rule);
	location_of_instance(&instance, run);
	const char *schema = location_of_schema(x->arena, run, rule);
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
	x->unit = u;
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
close_unit(struct run *run, struct unit *u, bool valid)
{
	struct explanation *x = run->explanation;
	u->valid = valid;
	x->unit = u->parent;
	if (valid || run->undecided || blames_a_child(u))
		return valid;
	struct words message = {.arena = x->arena};
	message_write(&message, run, u->rule, u->value.node);
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
	struct unit *u = open_unit(run, rule, node);
	x->rule = rule;
	return u && close_unit(run, u, !rule->check || rule->check(run, rule, node));
}

/* "type" is a set of kinds, and a rule too where it asks for integers */
static bool
collect_type(struct run *run, const struct rule *type, bool admits, uint32_t node)
{
	bool numbers = type->check && node_kind(&run->nodes[node]) == JSCHEMA_NUMBER;
	struct unit *u = open_unit(run, type, node);
	return u &&
	    close_unit(run, u, admits && (!numbers || type->check(run, type, node)));
}

bool
collect_subschema(struct run *run, uint32_t target, uint32_t node)
{
	const struct subschema_origin *o = &run->schema->origins[target];
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	/* of an alias the kinds are those of its target */
	bool admits = (o->alias ? ANY_KIND : run->subschemas[target].kinds) >> kind & 1;
	bool ok = true;
	struct unit *u = open_unit(run, NULL, node);
	for (uint32_t i = 0; u && i < o->rule_count && !run->undecided; i++) {
		if (!o->type || o->rules[i].source != o->type->source)
			ok &= collect_rule(run, &o->rules[i], node);
	}
	if (u && o->type)
		ok &= collect_type(run, o->type, admits, node);
	return u && close_unit(run, u, ok && admits);
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
