/*
 * The applicator vocabulary (Core 10): keywords that apply subschemas, in place or to
 * what a value holds. Each goes on behind a failure only where all faults are wanted.
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "vocab.h"

/* ---- in place ---- */

/* Core 10.2.1: a non-empty array of schemas */
static bool
compile_branches(struct compiler *c, struct rule *rule)
{
	const struct node *value = rule_value(rule);
	if (node_kind(value) != JSCHEMA_ARRAY || value->size == 0)
		return compile_expect(c, rule, "a non-empty array of schemas");
	struct branches *b = arena_alloc(&c->schema->arena, 1, sizeof *b);
	uint32_t *targets = arena_alloc(&c->schema->arena, value->size, sizeof *targets);
	if (!b || !targets)
		return error_no_memory(c->error);
	uint32_t node = rule->source + 1;
	for (uint32_t i = 0; i < value->size; i++) {
		if (!compile_subschema(c, rule->resource, node, &targets[i]))
			return false;
		node = rule->resource->document->nodes[node].next;
	}
	*b = (struct branches){.count = value->size, .targets = targets};
	rule->operand.branches = b;
	return true;
}

static unsigned
accepts_any(struct jschema_schema *s, const struct rule *rule)
{
	const struct branches *b = rule->operand.branches;
	unsigned kinds = 0;
	for (uint32_t i = 0; i < b->count; i++)
		kinds |= schema_accepts(s, b->targets[i]);
	return kinds;
}

static unsigned
accepts_all(struct jschema_schema *s, const struct rule *rule)
{
	const struct branches *b = rule->operand.branches;
	unsigned kinds = ANY_KIND;
	for (uint32_t i = 0; i < b->count; i++)
		kinds &= schema_accepts(s, b->targets[i]);
	return kinds;
}

/* branches of which each kind of value has at most one are a switch */
static void
link_branches(struct jschema_schema *s, struct rule *rule)
{
	struct branches *b = rule->operand.branches;
	for (unsigned kind = 0; kind < KINDS; kind++)
		b->by_kind[kind] = NO_SUBSCHEMA;
	b->disjoint = true;
	for (uint32_t i = 0; i < b->count; i++) {
		unsigned accepted = schema_accepts(s, b->targets[i]);
		for (unsigned kind = 0; kind < KINDS; kind++) {
			if (!(accepted >> kind & 1))
				continue;
			b->disjoint = b->disjoint && b->by_kind[kind] == NO_SUBSCHEMA;
			b->by_kind[kind] = b->targets[i];
		}
	}
}

/* Core 10.2.1.1 */
static bool
check_all_of(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct branches *b = rule->operand.branches;
	bool ok = true;
	for (uint32_t i = 0; i < b->count && (ok || run_wants_all(run)); i++)
		ok &= run_apply(run, b->targets[i], node, 0);
	return ok;
}

/*
 * Behind a failure: where only one branch takes this kind of value at all, that is the
 * one that was meant, and its faults are the ones to tell.
 */
static bool
blame_branch(struct run *run, const struct branches *b, uint32_t node)
{
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	int64_t meant = NO_SUBSCHEMA;
	if (!run->explanation)
		return false;
	for (uint32_t i = 0; i < b->count; i++) {
		if (!(run->schema->origins[b->targets[i]].accepts >> kind & 1))
			continue;
		if (meant != NO_SUBSCHEMA)
			return false;
		meant = b->targets[i];
	}
	if (meant != NO_SUBSCHEMA)
		run_apply(run, (uint32_t)meant, node, 0);
	return false;
}

static bool
check_by_kind(struct run *run, const struct branches *b, uint32_t node)
{
	int64_t target = b->by_kind[node_kind(&run->nodes[node])];
	return target != NO_SUBSCHEMA && run_apply(run, (uint32_t)target, node, 0);
}

/* Core 10.2.1.2 */
static bool
check_any_of(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct branches *b = rule->operand.branches;
	if (b->disjoint)
		return check_by_kind(run, b, node);
	for (uint32_t i = 0; i < b->count; i++) {
		if (run_matches(run, b->targets[i], node))
			return true;
	}
	return blame_branch(run, b, node);
}

/* Core 10.2.1.3 */
static bool
check_one_of(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct branches *b = rule->operand.branches;
	if (b->disjoint)
		return check_by_kind(run, b, node);
	uint32_t matched = 0;
	for (uint32_t i = 0; i < b->count && matched < 2; i++)
		matched += run_matches(run, b->targets[i], node);
	return matched == 1 || (matched == 0 && blame_branch(run, b, node));
}

static bool
compile_one(struct compiler *c, struct rule *rule)
{
	return compile_subschema(c, rule->resource, rule->source, &rule->operand.target);
}

/* Core 10.2.1.4 */
static bool
check_not(struct run *run, const struct rule *rule, uint32_t node)
{
	return !run_matches(run, rule->operand.target, node);
}

/* ---- to elements ---- */

/* Core 10.3.1.2 */
static bool
check_items(struct run *run, const struct rule *rule, uint32_t node)
{
	uint32_t count = run->nodes[node].size, element = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && (ok || run_wants_all(run)); i++) {
		ok &= run_apply(run, rule->operand.target, element, i);
		element = run->nodes[element].next;
	}
	return ok;
}

/* ---- to members ---- */

/* the names of an object of schemas, each with its subschema */
static struct names *
compile_map(struct compiler *c, const struct rule *rule)
{
	const struct resource *resource = rule->resource;
	const struct node *nodes = resource->document->nodes;
	struct names *names = arena_alloc(&c->schema->arena, 1, sizeof *names);
	if (!names || !names_init(names, &c->schema->arena, rule_value(rule)->size)) {
		error_no_memory(c->error);
		return NULL;
	}
	uint32_t key = rule->source + 1, target;
	for (uint32_t i = 0; i < rule_value(rule)->size;
	     i++, key = next_key(nodes, key)) {
		size_t length;
		char *name = compile_characters(c, resource, key, &length);
		if (!name || !compile_subschema(c, resource, key + 1, &target))
			return NULL;
		names_add(names, name, length, target);
	}
	return names;
}

/* Core 10.3.2.1 */
static bool
compile_properties(struct compiler *c, struct rule *rule)
{
	if (node_kind(rule_value(rule)) != JSCHEMA_OBJECT)
		return compile_expect(c, rule, "an object of schemas");
	rule->operand.names = compile_map(c, rule);
	return rule->operand.names != NULL;
}

static bool
check_properties(struct run *run, const struct rule *rule, uint32_t node)
{
	uint32_t count = run->nodes[node].size, key = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && (ok || run_wants_all(run)); i++) {
		const struct name *name =
		    names_find_key(rule->operand.names, run->document, &run->nodes[key]);
		if (name)
			ok &= run_apply(run, name->value, key + 1, 0);
		key = next_key(run->nodes, key);
	}
	return ok;
}

/* Core 10.3.2.3: what "properties" beside it does not name */
static bool
compile_additional(struct compiler *c, struct rule *rule)
{
	struct additional *a = arena_alloc(&c->schema->arena, 1, sizeof *a);
	if (!a)
		return error_no_memory(c->error);
	if (!compile_one(c, rule))
		return false;
	a->target = rule->operand.target;
	struct rule beside = *rule;
	beside.source = compile_sibling(rule, "properties");
	if (beside.source && node_kind(rule_value(&beside)) == JSCHEMA_OBJECT) {
		a->properties = compile_map(c, &beside);
		if (!a->properties)
			return false;
	}
	rule->operand.additional = a;
	if (rule_value(rule)->about & NODE_TRUE)
		rule->check = NULL;
	return true;
}

static bool
check_additional(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct additional *a = rule->operand.additional;
	uint32_t count = run->nodes[node].size, key = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && (ok || run_wants_all(run)); i++) {
		if (!a->properties ||
		    !names_find_key(a->properties, run->document, &run->nodes[key]))
			ok &= run_apply(run, a->target, key + 1, 0);
		key = next_key(run->nodes, key);
	}
	return ok;
}

/* clang-format off */
static const struct keyword keywords[] = {
	{.name = "allOf", .holds = HOLDS_LIST, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_branches, .check = check_all_of, .accepts = accepts_all},
	{.name = "anyOf", .holds = HOLDS_LIST, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_branches, .check = check_any_of,
	 .accepts = accepts_any, .link = link_branches},
	{.name = "oneOf", .holds = HOLDS_LIST, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_branches, .check = check_one_of,
	 .accepts = accepts_any, .link = link_branches},
	{.name = "not", .holds = HOLDS_ONE, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_one, .check = check_not},
	{.name = "items", .holds = HOLDS_ONE, .kinds = ARRAYS, .order = ORDER_CHILDREN,
	 .compile = compile_one, .check = check_items},
	{.name = "properties", .holds = HOLDS_MAP, .kinds = OBJECTS, .order = ORDER_CHILDREN,
	 .compile = compile_properties, .check = check_properties},
	{.name = "additionalProperties", .holds = HOLDS_ONE, .kinds = OBJECTS, .order = ORDER_CHILDREN,
	 .compile = compile_additional, .check = check_additional},
	{.name = "if", .holds = HOLDS_ONE, .compile = compile_unknown},
	{.name = "then", .holds = HOLDS_ONE, .compile = compile_unknown},
	{.name = "else", .holds = HOLDS_ONE, .compile = compile_unknown},
	{.name = "dependentSchemas", .holds = HOLDS_MAP, .compile = compile_unknown},
	{.name = "prefixItems", .holds = HOLDS_LIST, .compile = compile_unknown},
	{.name = "contains", .holds = HOLDS_ONE, .compile = compile_unknown},
	{.name = "patternProperties", .holds = HOLDS_MAP, .compile = compile_unknown},
	{.name = "propertyNames", .holds = HOLDS_ONE, .compile = compile_unknown},
};
/* clang-format on */

const struct vocabulary vocab_applicator = {
    "https://json-schema.org/draft/2020-12/vocab/applicator",
    keywords,
    sizeof keywords / sizeof *keywords,
};
