/* The validation vocabulary (Validation 6): assertions about one value, in its order. */
#include "characters.h"
#include "compile.h"
#include "equal.h"
#include "error.h"
#include "evaluate.h"
#include "number.h"
#include "vocab.h"

#include <string.h>

/* ---- 6.1 any kind ---- */

static const struct {
	const char *name;
	uint8_t kinds;
} type_names[] = {
    {"null", KIND_BIT(JSCHEMA_NULL)},
    {"boolean", KIND_BIT(JSCHEMA_BOOLEAN)},
    {"number", KIND_BIT(JSCHEMA_NUMBER)},
    {"string", KIND_BIT(JSCHEMA_STRING)},
    {"array", KIND_BIT(JSCHEMA_ARRAY)},
    {"object", KIND_BIT(JSCHEMA_OBJECT)},
};

/* adds one name of a type; false when it is none or was there before */
static bool
add_type(const struct rule *rule, uint32_t node, unsigned *kinds, bool *integer)
{
	struct jschema_value v = {rule->resource->document, node};
	if (jschema_string_is(v, "integer", 7)) {
		bool again = *integer;
		*integer = true;
		return !again;
	}
	for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
		if (jschema_string_is(
			v, type_names[i].name, strlen(type_names[i].name))) {
			bool again = *kinds & type_names[i].kinds;
			*kinds |= type_names[i].kinds;
			return !again;
		}
	}
	return false;
}

/* 6.1.1: becomes a set of kinds, and a rule only where integers are asked for */
static bool
compile_type(struct compiler *c, struct rule *rule)
{
	static const char must[] = "one of null, boolean, number, integer, string, array "
				   "and object, or an array of "
				   "them, each once";
	const struct node *nodes = rule->resource->document->nodes;
	bool list = node_kind(rule_value(rule)) == JSCHEMA_ARRAY, integer = false;
	uint32_t node = rule->source + list, count = list ? rule_value(rule)->size : 1;
	unsigned kinds = 0;
	if (count == 0)
		return compile_expect(c, rule, must);
	for (uint32_t i = 0; i < count; i++, node = nodes[node].next) {
		if (!add_type(rule, node, &kinds, &integer))
			return compile_expect(c, rule, must);
	}
	if (!integer || kinds & KIND_BIT(JSCHEMA_NUMBER))
		rule->check = NULL;
	if (integer)
		kinds |= KIND_BIT(JSCHEMA_NUMBER);
	c->schema->subschemas[c->current].kinds = (uint8_t)kinds;
	c->schema->origins[c->current].has_type = true;
	c->schema->origins[c->current].type_source = rule->source;
	return true;
}

static bool
check_integer(struct run *run, const struct rule *rule, uint32_t node)
{
	(void)rule;
	const struct node *n = &run->nodes[node];
	return n->about & NODE_PLAIN ||
	    number_is_integer(run->document->text + n->start, n->size);
}

/* 6.1.2 */
static bool
compile_enum(struct compiler *c, struct rule *rule)
{
	if (node_kind(rule_value(rule)) != JSCHEMA_ARRAY)
		return compile_expect(c, rule, "an array of values");
	return true;
}

static bool
check_enum(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct jschema_document *d = rule->resource->document;
	uint32_t allowed = rule->source + 1;
	for (uint32_t i = 0; i < rule_value(rule)->size; i++) {
		if (equal_values(d, allowed, run->document, node))
			return true;
		allowed = d->nodes[allowed].next;
	}
	return false;
}

static unsigned
accepts_enum(struct jschema_schema *s, const struct rule *rule)
{
	const struct node *nodes = rule->resource->document->nodes;
	uint32_t allowed = rule->source + 1;
	unsigned kinds = 0;
	(void)s;
	for (uint32_t i = 0; i < rule_value(rule)->size; i++) {
		kinds |= KIND_BIT(node_kind(&nodes[allowed]));
		allowed = nodes[allowed].next;
	}
	return kinds;
}

/* 6.1.3 */
static bool
compile_const(struct compiler *c, struct rule *rule)
{
	(void)c;
	(void)rule;
	return true;
}

static bool
check_const(struct run *run, const struct rule *rule, uint32_t node)
{
	return equal_values(rule->resource->document, rule->source, run->document, node);
}

static unsigned
accepts_const(struct jschema_schema *s, const struct rule *rule)
{
	(void)s;
	return KIND_BIT(node_kind(rule_value(rule)));
}

/* ---- 6.2 numbers ---- */

static bool
compile_number(struct compiler *c, struct rule *rule)
{
	if (node_kind(rule_value(rule)) != JSCHEMA_NUMBER)
		return compile_expect(c, rule, "a number");
	return true;
}

/* how a number of the document compares with the keyword's */
static int
compare(const struct run *run, const struct rule *rule, uint32_t node)
{
	const struct node *n = &run->nodes[node], *m = rule_value(rule);
	return number_compare(run->document->text + n->start, n->size,
	    rule->resource->document->text + m->start, m->size);
}

static bool
check_maximum(struct run *run, const struct rule *rule, uint32_t node)
{
	return compare(run, rule, node) <= 0;
}

static bool
check_exclusive_maximum(struct run *run, const struct rule *rule, uint32_t node)
{
	return compare(run, rule, node) < 0;
}

static bool
check_minimum(struct run *run, const struct rule *rule, uint32_t node)
{
	return compare(run, rule, node) >= 0;
}

static bool
check_exclusive_minimum(struct run *run, const struct rule *rule, uint32_t node)
{
	return compare(run, rule, node) > 0;
}

/* ---- 6.3 strings, 6.4 arrays, 6.5 objects: how many ---- */

static bool
compile_count(struct compiler *c, struct rule *rule)
{
	const struct node *n = rule_value(rule);
	const char *text = rule->resource->document->text + n->start;
	bool number = node_kind(n) == JSCHEMA_NUMBER;
	if (number && number_to_count(text, n->size, &rule->operand.count))
		return true;
	/* what does not fit is more than any value has */
	rule->operand.count = UINT64_MAX;
	return (number && text[0] != '-' && number_is_integer(text, n->size)) ||
	    compile_expect(c, rule, "a non-negative integer");
}

static bool
check_max_length(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct node *n = &run->nodes[node];
	return n->size <= rule->operand.count ||
	    characters_count(run->document, n) <= rule->operand.count;
}

static bool
check_min_length(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct node *n = &run->nodes[node];
	return n->size >= rule->operand.count &&
	    characters_count(run->document, n) >= rule->operand.count;
}

static bool
check_max_count(struct run *run, const struct rule *rule, uint32_t node)
{
	return run->nodes[node].size <= rule->operand.count;
}

static bool
check_min_count(struct run *run, const struct rule *rule, uint32_t node)
{
	return run->nodes[node].size >= rule->operand.count;
}

/* 6.3.3 */
static bool
compile_pattern(struct compiler *c, struct rule *rule)
{
	size_t length;
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING)
		return compile_expect(c, rule, "a regular expression, a string");
	char *text = compile_characters(c, rule->resource, rule->source, &length);
	if (!text)
		return false;
	struct jschema_error why = {0};
	rule->operand.pattern = pattern_compile(text, length, &why);
	if (!rule->operand.pattern)
		return compile_fail(c, rule->resource, rule->source, why.code, why.text);
	return compile_keep_pattern(c, rule->operand.pattern);
}

static bool
check_pattern(struct run *run, const struct rule *rule, uint32_t node)
{
	size_t length;
	const char *text = run_characters(run, node, &length);
	if (!text)
		return false;
	switch (pattern_match(rule->operand.pattern, &run->matcher, text, length)) {
	case PATTERN_MATCH:
		return true;
	case PATTERN_LIMIT:
		return run_fail(run, JSCHEMA_LIMIT,
		    "limit reached: a pattern takes too many steps on this string");
	case PATTERN_NO_MEMORY:
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	default:
		return false;
	}
}

/* 6.5.3: an array of distinct names */
static bool
compile_required(struct compiler *c, struct rule *rule)
{
	static const char must[] = "an array of distinct strings";
	const struct resource *resource = rule->resource;
	const struct node *value = rule_value(rule);
	if (node_kind(value) != JSCHEMA_ARRAY)
		return compile_expect(c, rule, must);
	struct names *names = arena_alloc(&c->schema->arena, 1, sizeof *names);
	if (!names || !names_init(names, &c->schema->arena, value->size))
		return error_no_memory(c->error);
	uint32_t node = rule->source + 1;
	for (uint32_t i = 0; i < value->size; i++) {
		const struct node *n = &resource->document->nodes[node];
		size_t length;
		if (node_kind(n) != JSCHEMA_STRING)
			return compile_expect(c, rule, must);
		char *name = compile_characters(c, resource, node, &length);
		if (!name)
			return false;
		if (!names_add(names, name, length, i))
			return compile_expect(c, rule, must);
		node = n->next;
	}
	rule->operand.names = names;
	if (names->count == 0)
		rule->check = NULL;
	return true;
}

/* 64 names at a time, so that a set of those seen needs no memory */
static bool
check_required(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct names *names = rule->operand.names;
	for (uint32_t from = 0; from < names->count; from += 64) {
		uint32_t span = names->count - from < 64 ? names->count - from : 64;
		uint64_t wanted = span < 64 ? (UINT64_C(1) << span) - 1 : UINT64_MAX;
		uint64_t seen = 0;
		uint32_t key = node + 1;
		for (uint32_t i = 0; i < run->nodes[node].size && seen != wanted; i++) {
			const struct name *name =
			    names_find_key(names, run->document, &run->nodes[key]);
			if (name && name->value - from < span)
				seen |= UINT64_C(1) << (name->value - from);
			key = next_key(run->nodes, key);
		}
		if (seen != wanted)
			return false;
	}
	return true;
}

/* clang-format off */
static const struct keyword keywords[] = {
	{.name = "type", .kinds = NUMBERS, .order = ORDER_SIZE, .compile = compile_type, .check = check_integer},
	{.name = "enum", .kinds = ANY_KIND, .order = ORDER_VALUE, .compile = compile_enum, .check = check_enum, .accepts = accepts_enum},
	{.name = "const", .kinds = ANY_KIND, .order = ORDER_VALUE, .compile = compile_const, .check = check_const, .accepts = accepts_const},
	{.name = "maximum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_number, .check = check_maximum},
	{.name = "exclusiveMaximum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_number, .check = check_exclusive_maximum},
	{.name = "minimum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_number, .check = check_minimum},
	{.name = "exclusiveMinimum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_number, .check = check_exclusive_minimum},
	{.name = "maxLength", .kinds = STRINGS, .order = ORDER_SIZE, .compile = compile_count, .check = check_max_length},
	{.name = "minLength", .kinds = STRINGS, .order = ORDER_SIZE, .compile = compile_count, .check = check_min_length},
	{.name = "pattern", .kinds = STRINGS, .order = ORDER_TEXT, .compile = compile_pattern, .check = check_pattern},
	{.name = "maxItems", .kinds = ARRAYS, .order = ORDER_SIZE, .compile = compile_count, .check = check_max_count},
	{.name = "minItems", .kinds = ARRAYS, .order = ORDER_SIZE, .compile = compile_count, .check = check_min_count},
	{.name = "maxProperties", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_count, .check = check_max_count},
	{.name = "minProperties", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_count, .check = check_min_count},
	{.name = "required", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_required, .check = check_required},
	{.name = "multipleOf", .compile = compile_unknown},
	{.name = "uniqueItems", .compile = compile_unknown},
	{.name = "maxContains", .compile = compile_unknown},
	{.name = "minContains", .compile = compile_unknown},
	{.name = "dependentRequired", .compile = compile_unknown},
};
/* clang-format on */

const struct vocabulary vocab_validation = {
    "https://json-schema.org/draft/2020-12/vocab/validation",
    keywords,
    sizeof keywords / sizeof *keywords,
};

const struct keyword *
vocab_type(void)
{
	return &keywords[0];
}
