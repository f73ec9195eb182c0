/*
 * The applicator vocabulary (Core 10): keywords that apply subschemas, in place or to
 * what a value holds. Each goes on behind a failure only where all faults are wanted.
 */
#include "compile.h"
#include "error.h"
#include "evaluated.h"
#include "explain.h"
#include "number.h"
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

static int64_t
leads_to_branch(const struct rule *rule, unsigned kind)
{
	const struct branches *b = rule->operand.branches;
	return b->disjoint ? b->by_kind[kind] : NO_SUBSCHEMA;
}

/* Core 10.2.1.1 */
static bool
check_all_of(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct branches *b = rule->operand.branches;
	bool ok = true;
	for (uint32_t i = 0; i < b->count && run_goes_on(run, ok); i++)
		ok &= run_apply(run, b->targets[i], node, 0);
	return ok;
}

static bool
blame(struct run *run, const struct branches *b, uint32_t node)
{
	if (run->explanation && !run->wants_units)
		blame_branches(run, b, node);
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
	bool all = run->wants_units || evaluated_wanted(run, node), ok = false;
	if (b->disjoint && !run->wants_units)
		return check_by_kind(run, b, node);
	/* each branch that matches says what it has evaluated, if somebody asks */
	for (uint32_t i = 0; i < b->count && (!ok || all) && !run->undecided; i++)
		ok |= run_branch(run, b->targets[i], node);
	return ok || blame(run, b, node);
}

/* Core 10.2.1.3 */
static bool
check_one_of(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct branches *b = rule->operand.branches;
	if (b->disjoint && !run->wants_units)
		return check_by_kind(run, b, node);
	uint32_t matched = 0;
	bool all = run->wants_units;
	for (uint32_t i = 0; i < b->count && (matched < 2 || all) && !run->undecided; i++)
		matched += run_branch(run, b->targets[i], node);
	return matched == 1 || (matched == 0 && blame(run, b, node));
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
	struct evaluated dropped;
	bool asked = evaluated_wanted(run, node);
	if (asked && !evaluated_begin(run, &dropped, node))
		return false;
	bool matches = run_matches(run, rule->operand.target, node, 0);
	if (asked)
		evaluated_end(run, &dropped, false);
	return !matches;
}

/* the subschema of a keyword beside a rule, or NO_SUBSCHEMA; false after an error */
static bool
compile_sibling_schema(
    struct compiler *c, const struct rule *rule, const char *keyword, int64_t *target)
{
	uint32_t node = compile_sibling(rule, keyword), found;
	*target = NO_SUBSCHEMA;
	if (node == 0)
		return true;
	if (!compile_subschema(c, rule->resource, node, &found))
		return false;
	*target = found;
	return true;
}

/* Core 10.2.2.1: "then" and "else" belong to the "if" beside them */
static bool
compile_if(struct compiler *c, struct rule *rule)
{
	struct condition *condition =
	    arena_alloc(&c->schema->arena, 1, sizeof *condition);
	if (!condition)
		return error_no_memory(c->error);
	rule->operand.condition = condition;
	return compile_subschema(
		   c, rule->resource, rule->source, &condition->if_target) &&
	    compile_sibling_schema(c, rule, "then", &condition->then_target) &&
	    compile_sibling_schema(c, rule, "else", &condition->else_target);
}

static bool
check_if(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct condition *c = rule->operand.condition;
	bool holds = run_branch(run, c->if_target, node);
	int64_t target = holds ? c->then_target : c->else_target;
	return target == NO_SUBSCHEMA || run_apply(run, (uint32_t)target, node, 0);
}

/* without an "if" they say nothing, but they have to be schemas */
static bool
compile_then(struct compiler *c, struct rule *rule)
{
	rule->check = NULL;
	return compile_one(c, rule);
}

/* ---- to elements ---- */

/* Core 10.3.1.1 */
static bool
check_prefix_items(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct branches *b = rule->operand.branches;
	uint32_t count = run_look(run, node), element = node + 1;
	bool wanted = evaluated_wanted(run, node), ok = true;
	for (uint32_t i = 0; i < count && i < b->count && run_goes_on(run, ok); i++) {
		ok &= run_apply(run, b->targets[i], element, i);
		if (wanted)
			evaluated_mark(run, i);
		element = run->nodes[element].next;
	}
	return ok;
}

/* Core 10.3.1.2: what is behind "prefixItems" */
static bool
compile_items(struct compiler *c, struct rule *rule)
{
	struct items *items = arena_alloc(&c->schema->arena, 1, sizeof *items);
	if (!items)
		return error_no_memory(c->error);
	if (node_kind(rule_value(rule)) == JSCHEMA_ARRAY)
		return compile_expect_at(c, rule, rule->source, "a schema",
		    "; a list of schemas is \"prefixItems\" in 2020-12");
	if (!compile_one(c, rule))
		return false;
	uint32_t prefix = compile_sibling(rule, "prefixItems");
	items->target = rule->operand.target;
	items->from = prefix ? rule->resource->document->nodes[prefix].size : 0;
	rule->operand.items = items;
	return true;
}

static bool
check_items(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct items *items = rule->operand.items;
	uint32_t count = run_look(run, node), element = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		if (i >= items->from)
			ok &= run_apply(run, items->target, element, i);
		element = run->nodes[element].next;
	}
	if (evaluated_wanted(run, node))
		evaluated_mark_all(run);
	return ok;
}

/* Core 10.3.1.3: one is enough, and none where "minContains" is 0 */
static bool
compile_contains(struct compiler *c, struct rule *rule)
{
	struct contains *contains = arena_alloc(&c->schema->arena, 1, sizeof *contains);
	uint32_t least = rule->resource->vocabularies & VOCAB_VALIDATION
	    ? compile_sibling(rule, "minContains")
	    : 0;
	const struct node *n = &rule->resource->document->nodes[least];
	const char *text = rule->resource->document->text + n->start;
	uint64_t count;
	if (!contains)
		return error_no_memory(c->error);
	bool none = least && node_kind(n) == JSCHEMA_NUMBER &&
	    number_to_count(text, n->size, &count) && count == 0;
	contains->count = !none;
	contains->is_told_more = least != 0;
	rule->operand.contains = contains;
	return compile_subschema(c, rule->resource, rule->source, &contains->target);
}

static bool
is_idle_contains(const struct jschema_schema *s, const struct rule *rule)
{
	(void)s;
	return rule->operand.contains->is_told_more;
}

static bool
check_contains(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct contains *contains = rule->operand.contains;
	uint32_t count = run_look(run, node), element = node + 1;
	bool all = run->wants_units || evaluated_wanted(run, node);
	uint64_t found = 0;
	for (uint32_t i = 0; i < count && (found == 0 || all) && !run->undecided; i++) {
		bool matches = run_matches(run, contains->target, element, i);
		found += matches;
		if (matches && evaluated_wanted(run, node))
			evaluated_mark(run, i);
		element = run->nodes[element].next;
	}
	/* of the two keywords, "minContains" tells more, and one fault is enough */
	return found >= contains->count || (contains->is_told_more && !run->wants_units);
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
	if (!c->properties)
		c->properties = compile_map(c, rule);
	rule->operand.names = c->properties;
	return c->properties != NULL;
}

/* the same where all that is wanted is a verdict, as it mostly is */
static bool
properties_hold(struct run *run, const struct names *names, uint32_t node)
{
	const struct jschema_document *d = run->document;
	const struct node *nodes = run->nodes, *key = &nodes[node + 1];
	const struct name *name, *next = names->list;
	for (uint32_t left = run_look(run, node); left; left--) {
		name = names_find_next(names, d, key, next);
		if (name) {
			if (!run_check_node(run, name->value, key + 1))
				return false;
			next = name + 1;
		}
		key = &nodes[key[1].next];
	}
	return true;
}

static bool
check_properties(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct names *names = rule->operand.names;
	const struct name *name, *next = names->list;
	if (!run->explanation && !evaluated_wanted(run, node))
		return properties_hold(run, names, node);
	uint32_t count = run_look(run, node), key = node + 1;
	bool wanted = evaluated_wanted(run, node), ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		name = names_find_next(names, run->document, &run->nodes[key], next);
		if (name) {
			next = name + 1;
			ok &= run_apply(run, name->value, key + 1, 0);
		}
		if (name && wanted)
			evaluated_mark(run, i);
		key = next_key(run->nodes, key);
	}
	return ok;
}

/* the patterns of an object of schemas, each with its subschema; NULL after an error */
static struct pattern_targets *
compile_patterns(struct compiler *c, const struct rule *rule)
{
	const struct node *nodes = rule->resource->document->nodes;
	uint32_t size = rule_value(rule)->size, key = rule->source + 1;
	struct pattern_targets *p = arena_alloc(&c->schema->arena, 1, sizeof *p);
	if (p) {
		p->patterns = arena_alloc(&c->schema->arena, size, sizeof *p->patterns);
		p->targets = arena_alloc(&c->schema->arena, size, sizeof *p->targets);
	}
	if (!p || !p->patterns || !p->targets) {
		error_no_memory(c->error);
		return NULL;
	}
	for (; p->count < size; p->count++, key = next_key(nodes, key)) {
		p->patterns[p->count] = compile_pattern_at(c, rule->resource, key);
		if (!p->patterns[p->count] ||
		    !compile_subschema(c, rule->resource, key + 1, &p->targets[p->count]))
			return NULL;
	}
	return p;
}

/* Core 10.3.2.2 */
static bool
compile_pattern_properties(struct compiler *c, struct rule *rule)
{
	if (node_kind(rule_value(rule)) != JSCHEMA_OBJECT)
		return compile_expect(c, rule, "an object of schemas");
	if (!c->patterns)
		c->patterns = compile_patterns(c, rule);
	rule->operand.pattern_targets = c->patterns;
	return c->patterns != NULL;
}

/* each member is looked at once more with each pattern */
static uint32_t
look_with(struct run *run, const struct pattern_targets *p, uint32_t node)
{
	uint32_t count = run_look(run, node);
	if (p)
		run->steps += (uint64_t)p->count * count / LOOKS_PER_STEP;
	return count;
}

static bool
check_pattern_properties(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct pattern_targets *p = rule->operand.pattern_targets;
	uint32_t count = look_with(run, p, node), key = node + 1;
	bool wanted = evaluated_wanted(run, node), ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		for (uint32_t j = 0; j < p->count && !run->undecided; j++) {
			if (!run_pattern(run, p->patterns[j], key))
				continue;
			ok &= run_apply(run, p->targets[j], key + 1, 0);
			if (wanted)
				evaluated_mark(run, i);
		}
		key = next_key(run->nodes, key);
	}
	return ok && !run->undecided;
}

/*
 * A keyword beside a rule, compiled as it is where it stands; without one the source is
 * 0. False after an error.
 */
static bool
compile_sibling_rule(
    struct compiler *c, const struct rule *rule, const char *keyword, struct rule *beside)
{
	*beside = (struct rule){
	    .resource = rule->resource,
	    .object = rule->object,
	    .source = compile_sibling(rule, keyword),
	    .keyword = vocab_keyword(keyword),
	};
	return beside->source == 0 || beside->keyword->compile(c, beside);
}

/* Core 10.3.2.3: what the keywords beside it do not name */
static bool
compile_additional(struct compiler *c, struct rule *rule)
{
	struct additional *a = arena_alloc(&c->schema->arena, 1, sizeof *a);
	struct rule beside;
	if (!a)
		return error_no_memory(c->error);
	if (!compile_subschema(c, rule->resource, rule->source, &a->target) ||
	    !compile_sibling_rule(c, rule, "properties", &beside) ||
	    !compile_sibling_rule(c, rule, "patternProperties", &beside))
		return false;
	a->properties = c->properties;
	a->patterns = c->patterns;
	rule->operand.additional = a;
	return true;
}

static bool
is_idle_additional(const struct jschema_schema *s, const struct rule *rule)
{
	return schema_is_true(s, rule->operand.additional->target);
}

static bool
is_named(struct run *run, const struct additional *a, uint32_t key)
{
	if (a->properties &&
	    names_find_key(a->properties, run->document, &run->nodes[key]))
		return true;
	for (uint32_t i = 0; a->patterns && i < a->patterns->count; i++) {
		if (run_pattern(run, a->patterns->patterns[i], key))
			return true;
	}
	return false;
}

static bool
check_additional(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct additional *a = rule->operand.additional;
	uint32_t count = look_with(run, a->patterns, node), key = node + 1;
	bool wanted = evaluated_wanted(run, node), ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		bool named = is_named(run, a, key);
		if (!named)
			ok &= run_apply(run, a->target, key + 1, 0);
		if (!named && wanted)
			evaluated_mark(run, i);
		key = next_key(run->nodes, key);
	}
	return ok && !run->undecided;
}

/* Core 10.3.2.4 */
static bool
check_property_names(struct run *run, const struct rule *rule, uint32_t node)
{
	uint32_t count = run_look(run, node), key = node + 1;
	bool ok = true;
	for (uint32_t i = 0; i < count && run_goes_on(run, ok); i++) {
		ok &= run_apply(run, rule->operand.target, key, 0);
		key = next_key(run->nodes, key);
	}
	return ok;
}

/* clang-format off */
static const struct keyword keywords[] = {
	{.name = "allOf", .holds = HOLDS_LIST, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_branches, .check = check_all_of, .accepts = accepts_all},
	{.name = "anyOf", .holds = HOLDS_LIST, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_branches, .check = check_any_of, .accepts = accepts_any, .link = link_branches,
	 .leads = leads_to_branch},
	{.name = "oneOf", .holds = HOLDS_LIST, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_branches, .check = check_one_of, .accepts = accepts_any, .link = link_branches,
	 .leads = leads_to_branch},
	{.name = "not", .holds = HOLDS_ONE, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_one, .check = check_not},
	{.name = "if", .is_condition = true, .holds = HOLDS_ONE, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_if, .check = check_if},
	{.name = "then", .holds = HOLDS_ONE, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_then},
	{.name = "else", .holds = HOLDS_ONE, .kinds = ANY_KIND, .order = ORDER_IN_PLACE,
	 .compile = compile_then},
	{.name = "dependentSchemas", .holds = HOLDS_MAP, .kinds = OBJECTS, .order = ORDER_IN_PLACE,
	 .compile = compile_dependencies, .check = check_dependencies},
	{.name = "dependencies", .holds = HOLDS_EITHER, .kinds = OBJECTS, .order = ORDER_IN_PLACE,
	 .compile = compile_dependencies, .check = check_dependencies, .also = &dependencies_required},
	{.name = "prefixItems", .annotates = ITS_PREFIX, .holds = HOLDS_LIST, .kinds = ARRAYS, .order = ORDER_CHILDREN,
	 .compile = compile_branches, .check = check_prefix_items},
	{.name = "items", .annotates = ITS_REST, .holds = HOLDS_ONE, .kinds = ARRAYS, .order = ORDER_CHILDREN,
	 .compile = compile_items, .check = check_items},
	{.name = "contains", .annotates = ITS_MATCHES, .holds = HOLDS_ONE, .kinds = ARRAYS, .order = ORDER_CHILDREN,
	 .compile = compile_contains, .check = check_contains, .is_idle = is_idle_contains},
	{.name = "properties", .annotates = ITS_MEMBERS, .holds = HOLDS_MAP, .kinds = OBJECTS, .order = ORDER_CHILDREN,
	 .compile = compile_properties, .check = check_properties},
	{.name = "patternProperties", .annotates = ITS_MEMBERS, .holds = HOLDS_MAP, .kinds = OBJECTS, .order = ORDER_CHILDREN,
	 .compile = compile_pattern_properties, .check = check_pattern_properties},
	{.name = "additionalProperties", .annotates = ITS_MEMBERS, .holds = HOLDS_ONE, .kinds = OBJECTS, .order = ORDER_CHILDREN,
	 .compile = compile_additional, .check = check_additional, .is_idle = is_idle_additional},
	{.name = "propertyNames", .holds = HOLDS_ONE, .kinds = OBJECTS, .order = ORDER_CHILDREN,
	 .compile = compile_one, .check = check_property_names},
};
/* clang-format on */

const struct vocabulary vocab_applicator = {
    "https://json-schema.org/draft/2020-12/vocab/applicator",
    keywords,
    sizeof keywords / sizeof *keywords,
};
