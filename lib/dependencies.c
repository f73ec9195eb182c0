/*
 * What an object is asked for where it has a certain member: a subschema (Core 10.2.2.4),
 * other members (Validation 6.5.4), or of old, in one keyword, the one or the other.
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

/* gives the names that one name asks for the numbers that they have among all */
static bool
number_names(struct compiler *c, struct dependencies *d, const struct names *required)
{
	for (uint32_t i = 0; i < required->count; i++) {
		struct name *name = &required->list[i];
		if (!names_reserve(&d->wanted, &c->schema->arena))
			return error_no_memory(c->error);
		names_add(&d->wanted, name->text, name->length, d->wanted.count);
		name->value = names_find(&d->wanted, name->text, name->length)->value;
	}
	return true;
}

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
		return d->required[i] && number_names(c, d, d->required[i]);
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

static bool
are_seen(const struct names *required, const uint64_t *seen)
{
	for (uint32_t i = 0; i < required->count; i++) {
		uint32_t number = required->list[i].value;
		if (!(seen[number / 64] >> number % 64 & 1))
			return false;
	}
	return true;
}

const struct names *
dependencies_missing(const struct dependencies *d, uint32_t index, const uint64_t *seen)
{
	const struct names *required = d->required[index];
	return required && !are_seen(required, seen) ? required : NULL;
}

static bool
check_members(
    struct run *run, const struct dependencies *d, uint32_t node, const uint64_t *seen)
{
	uint32_t count = run_look(run, node), key = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		const struct name *name =
		    names_find_key(&d->names, run->document, &run->nodes[key]);
		if (name && d->required[name->value])
			ok &= !dependencies_missing(d, name->value, seen);
		else if (name)
			ok &= run_apply(run, (uint32_t)d->targets[name->value], node, 0);
		key = next_key(run->nodes, key);
	}
	return ok;
}

bool
check_dependencies(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct dependencies *d = rule->operand.dependencies;
	uint64_t few, *seen = run_names_set(run, &d->wanted, &few);
	if (!seen)
		return false;
	if (d->wanted.count)
		run_mark_names(run, &d->wanted, node, seen);
	bool ok = check_members(run, d, node, seen);
	if (seen != &few)
		free(seen);
	return ok;
}

const struct keyword dependencies_required = {
    .name = "dependencies",
    .kinds = OBJECTS,
    .order = ORDER_SIZE,
    .compile = compile_dependencies,
    .check = check_dependencies,
};
