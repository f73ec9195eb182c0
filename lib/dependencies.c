/*
 * What an object is asked for where it has a certain member: a subschema (Core 10.2.2.4),
 * other members (Validation 6.5.4), or of old, in one keyword, the one or the other.
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "vocab.h"

#include <string.h>

static bool
compile_dependency(struct compiler *c, const struct rule *rule, uint32_t key)
{
	struct dependencies *d = rule->operand.dependencies;
	struct rule member = *rule;
	size_t length;
	uint32_t i = d->names.count, target;
	char *name = compile_characters(c, rule->resource, key, &length);
	if (!name)
		return false;
	names_add(&d->names, name, length, i);
	d->targets[i] = NO_SUBSCHEMA;
	member.source = key + 1;
	if (rule->keyword->holds == HOLDS_NONE) {
		d->required[i] = compile_strings(
		    c, &member, "an object of arrays of distinct strings");
		return d->required[i] != NULL;
	}
	if (!compile_subschema(c, rule->resource, key + 1, &target))
		return false;
	d->targets[i] = target;
	return true;
}

bool
compile_dependencies(struct compiler *c, struct rule *rule)
{
	struct arena *arena = &c->schema->arena;
	const struct node *nodes = rule->resource->document->nodes;
	bool schemas = rule->keyword->holds != HOLDS_NONE;
	bool of_old = strcmp(rule->keyword->name, "dependencies") == 0;
	if (node_kind(rule_value(rule)) != JSCHEMA_OBJECT)
		return compile_expect(c, rule, "an object");
	uint32_t size = rule_value(rule)->size, key = rule->source + 1;
	struct dependencies *d = arena_alloc(arena, 1, sizeof *d);
	if (!d || !names_init(&d->names, arena, size) ||
	    !(d->targets = arena_alloc(arena, size, sizeof *d->targets)) ||
	    !(d->required = arena_alloc(arena, size, sizeof *d->required)))
		return error_no_memory(c->error);
	rule->operand.dependencies = d;
	for (uint32_t i = 0; i < size; i++, key = next_key(nodes, key)) {
		bool array = node_kind(&nodes[key + 1]) == JSCHEMA_ARRAY;
		if (of_old && array == schemas)
			continue; /* for the other of its two rules */
		if (!compile_dependency(c, rule, key))
			return false;
	}
	if (d->names.count == 0)
		rule->check = NULL;
	return true;
}

bool
check_dependencies(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct dependencies *d = rule->operand.dependencies;
	uint32_t count = run_look(run, node), key = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && (ok || run_wants_all(run)); i++) {
		const struct name *name =
		    names_find_key(&d->names, run->document, &run->nodes[key]);
		if (name && d->required[name->value])
			ok &= run_has_names(run, d->required[name->value], node);
		else if (name)
			ok &= run_apply(run, (uint32_t)d->targets[name->value], node, 0);
		key = next_key(run->nodes, key);
	}
	return ok;
}

const struct keyword dependencies_required = {
    .name = "dependencies",
    .kinds = OBJECTS,
    .order = ORDER_SIZE,
    .compile = compile_dependencies,
    .check = check_dependencies,
};
