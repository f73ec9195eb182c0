/* The validation vocabulary (Validation 6): assertions about one value, in its order. */
#include "ascii.h"
#include "characters.h"
#include "compile.h"
#include "dialect.h"
#include "equal.h"
#include "error.h"
#include "evaluate.h"
#include "number.h"
#include "phrases.h"
#include "suggest.h"
#include "vocab.h"
#include "words.h"

#include <string.h>

enum {
	MANY_VALUES = 16,    /* of an "enum", for which a table is made */
	LEAST_BEGINNING = 3, /* of the name of a type, that means it */
};

static const char INTEGER[] = "integer"; /* of a kind that has another name, too */

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

/* OpenAPI 3.0, Schema Object: a boolean that changes the keyword beside it */
static bool
is_true_beside(const struct rule *rule, const char *keyword)
{
	uint32_t node =
	    dialect_is_openapi_30(rule->resource) ? compile_sibling(rule, keyword) : 0;
	return node && rule->resource->document->nodes[node].about & NODE_TRUE;
}

/* adds one name of a type; false when it is none or was there before */
static bool
add_type(const struct rule *rule, uint32_t node, unsigned *kinds, bool *integer)
{
	struct jschema_value v = {rule->resource->document, node};
	if (jschema_string_is(v, INTEGER, strlen(INTEGER))) {
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

const char *
vocab_type(struct jschema_value v)
{
	for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
		const char *name = type_names[i].name;
		if (jschema_string_is(v, name, strlen(name)))
			return name;
	}
	return jschema_string_is(v, INTEGER, strlen(INTEGER)) ? INTEGER : NULL;
}

const char *
vocab_type_among(unsigned kinds)
{
	size_t i = 0;
	while (!(type_names[i].kinds & kinds))
		i++;
	return type_names[i].name;
}

/* whatever its capitals */
static bool
begins(const char *name, const char *text, size_t length)
{
	size_t i = 0;
	while (i < length && name[i] && name[i] == to_lower(text[i]))
		i++;
	return i == length;
}

/* what other languages call them, where it is no beginning of a name here */
static const struct {
	const char *name;
	const char *meant;
} of_others[] = {
    {"decimal", "number"},
    {"dict", "object"},
    {"double", "number"},
    {"float", "number"},
    {"list", "array"},
    {"long", "integer"},
    {"map", "object"},
    {"nil", "null"},
    {"none", "null"},
    {"text", "string"},
};

static const char *
name_of_others(struct compiler *c, const struct jschema_document *d, const struct node *n)
{
	for (size_t i = 0; i < sizeof of_others / sizeof *of_others; i++) {
		if (suggest_is(d, n, of_others[i].name, &c->compared))
			return of_others[i].meant;
	}
	return NULL;
}

/* a slip, or no more than the beginning, as in other languages */
static const char *
meant_type(struct compiler *c, const struct rule *rule, uint32_t node)
{
	const struct jschema_document *d = rule->resource->document;
	const struct node *n = &d->nodes[node];
	size_t count = sizeof type_names / sizeof *type_names;
	struct names names = {0};
	if (node_kind(n) != JSCHEMA_STRING ||
	    !names_init(&names, &c->schema->arena, count + 1))
		return NULL;
	for (size_t i = 0; i <= count; i++) {
		const char *name = i < count ? type_names[i].name : INTEGER;
		if (n->size >= LEAST_BEGINNING &&
		    begins(name, d->text + n->start, n->size))
			return name;
		names_add(&names, name, strlen(name), 0);
	}
	const char *usual = name_of_others(c, d, n);
	const struct name *near = usual ? NULL : suggest_word(&names, d, n, &c->compared);
	return near ? near->text : usual;
}

/* a format in the place of a type is one of strings */
static void
say_meant_type(
    struct compiler *c, const struct rule *rule, uint32_t node, struct words *w)
{
	struct jschema_value found = {rule->resource->document, node};
	const char *meant = meant_type(c, rule, node);
	if (vocab_is_format(found) && node == rule->source) {
		words_say(w, "; did you mean {\"type\": \"string\", \"format\": ");
		say_value(w, found.document, node);
		words_say(w, "}?");
	} else if (meant) {
		words_format(w, "; did you mean \"%s\"?", meant);
	}
}

static bool
refuse_type(struct compiler *c, const struct rule *rule, uint32_t node)
{
	static const char must[] = "one of null, boolean, number, integer, string, array "
				   "and object, or an array of them, each once";
	struct words more = {.arena = &c->schema->arena};
	struct jschema_value found = {rule->resource->document, node};
	bool again = vocab_type(found) != NULL;
	words_say(&more, again ? " again" : "");
	if (!again)
		say_meant_type(c, rule, node, &more);
	return more.failed ? error_no_memory(c->error)
			   : compile_expect_at(c, rule, node, must, more.text);
}

/* 6.1.1: becomes a set of kinds, and a rule only where integers are asked for */
static bool
compile_type(struct compiler *c, struct rule *rule)
{
	const struct node *nodes = rule->resource->document->nodes;
	bool list = node_kind(rule_value(rule)) == JSCHEMA_ARRAY, integer = false;
	uint32_t node = rule->source + list, count = list ? rule_value(rule)->size : 1;
	unsigned kinds = 0;
	if (count == 0)
		return refuse_type(c, rule, rule->source);
	for (uint32_t i = 0; i < count; i++, node = nodes[node].next) {
		if (!add_type(rule, node, &kinds, &integer))
			return refuse_type(c, rule, node);
	}
	if (!integer || kinds & KIND_BIT(JSCHEMA_NUMBER))
		rule->check = NULL;
	if (integer)
		kinds |= KIND_BIT(JSCHEMA_NUMBER);
	if (is_true_beside(rule, "nullable"))
		kinds |= KIND_BIT(JSCHEMA_NULL);
	c->schema->subschemas[c->current].kinds = (uint8_t)kinds;
	struct rule *type = arena_alloc(&c->schema->arena, 1, sizeof *type);
	if (!type)
		return error_no_memory(c->error);
	*type = *rule;
	c->schema->origins[c->current].type = type;
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
	if (rule_value(rule)->size < MANY_VALUES)
		return true;
	rule->operand.values =
	    equal_set_make(&c->schema->arena, rule->resource->document, rule->source);
	return rule->operand.values || error_no_memory(c->error);
}

/* where there is no answer, there is no verdict */
static bool
settle(struct run *run, enum answer answer)
{
	if (answer == ANSWER_NO_MEMORY)
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	if (answer == ANSWER_LIMIT)
		return run_fail(run, JSCHEMA_LIMIT,
		    "limit reached: values take too many steps to compare");
	return answer == ANSWER_YES;
}

static bool
check_enum(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct jschema_document *d = rule->resource->document;
	uint32_t allowed = rule->source + 1;
	if (rule->operand.values)
		return settle(run,
		    equal_to_one(rule->operand.values, run->document, node, &run->steps,
			run->most_steps));
	for (uint32_t i = 0; i < rule_value(rule)->size; i++) {
		enum answer answer = equal_values(
		    d, allowed, run->document, node, &run->steps, run->most_steps);
		if (answer != ANSWER_NO)
			return settle(run, answer);
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
	return settle(run,
	    equal_values(rule->resource->document, rule->source, run->document, node,
		&run->steps, run->most_steps));
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

/* 6.2.2 and 6.2.4; in OpenAPI 3.0 the bound may be said to be exclusive */
static bool
compile_bound(struct compiler *c, struct rule *rule)
{
	bool most = strcmp(rule->keyword->name, "maximum") == 0;
	const char *exclusive = most ? "exclusiveMaximum" : "exclusiveMinimum";
	if (is_true_beside(rule, exclusive)) {
		rule->keyword = vocab_keyword(exclusive);
		rule->check = rule->keyword->check;
	}
	return compile_number(c, rule);
}

/* 6.2.3 and 6.2.5, numbers of their own since 2020-12's forebears */
static bool
compile_exclusive(struct compiler *c, struct rule *rule)
{
	if (dialect_is_openapi_30(rule->resource) &&
	    node_kind(rule_value(rule)) == JSCHEMA_BOOLEAN) {
		rule->check = NULL;
		return true;
	}
	if (node_kind(rule_value(rule)) == JSCHEMA_BOOLEAN)
		return compile_expect_at(c, rule, rule->source, "a number",
		    "; since draft-06 it is the bound itself, and no word about the one "
		    "beside it");
	return compile_number(c, rule);
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

/* 6.2.1 */
static bool
compile_multiple(struct compiler *c, struct rule *rule)
{
	const struct node *n = rule_value(rule);
	const char *text = rule->resource->document->text + n->start;
	if (node_kind(n) != JSCHEMA_NUMBER || number_compare(text, n->size, "0", 1) <= 0)
		return compile_expect(c, rule, "a number above 0");
	if (number_digits(text, n->size) > NUMBER_DIVISOR_DIGITS)
		return compile_fail(c, rule->resource, rule->source, JSCHEMA_LIMIT,
		    "limit reached: a divisor of more than 1000 digits");
	return true;
}

static bool
check_multiple(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct node *n = &run->nodes[node], *m = rule_value(rule);
	return number_is_multiple(run->document->text + n->start, n->size,
		   rule->resource->document->text + m->start, m->size) == NUMBER_MULTIPLE;
}

/* ---- 6.3 strings, 6.4 arrays, 6.5 objects: how many ---- */

static bool
compile_count(struct compiler *c, struct rule *rule)
{
	const struct node *n = rule_value(rule);
	const char *text = rule->resource->document->text + n->start;
	bool number = node_kind(n) == JSCHEMA_NUMBER;
	if (number && number_to_count(text, n->size, &rule->operand.count)) {
		/* nothing has less than none */
		if (rule->operand.count == 0 &&
		    strncmp(rule->keyword->name, "min", 3) == 0)
			rule->check = NULL;
		return true;
	}
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
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING)
		return compile_expect(c, rule, "a regular expression, a string");
	rule->operand.pattern = compile_pattern_at(c, rule->resource, rule->source);
	return rule->operand.pattern != NULL;
}

static bool
check_pattern(struct run *run, const struct rule *rule, uint32_t node)
{
	return run_pattern(run, rule->operand.pattern, node);
}

/* 6.4.3 */
static bool
compile_unique(struct compiler *c, struct rule *rule)
{
	if (node_kind(rule_value(rule)) != JSCHEMA_BOOLEAN)
		return compile_expect(c, rule, "a boolean");
	if (!(rule_value(rule)->about & NODE_TRUE))
		rule->check = NULL;
	return true;
}

static bool
check_unique(struct run *run, const struct rule *rule, uint32_t node)
{
	(void)rule;
	return settle(
	    run, equal_unique(run->document, node, &run->steps, run->most_steps, NULL));
}

/* whether "contains" fits at least so many elements, which are units of that keyword */
static bool
has_matches(struct run *run, uint32_t target, uint32_t node, uint64_t wanted)
{
	uint32_t count = run_look(run, node), element = node + 1;
	uint64_t found = 0;
	for (uint32_t i = 0; i < count && found < wanted && !run->undecided; i++) {
		found += run_verdict(run, target, element);
		element = run->nodes[element].next;
	}
	return found >= wanted;
}

static bool
check_min_contains(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct contains *c = rule->operand.contains;
	return has_matches(run, c->target, node, c->count);
}

static bool
check_max_contains(struct run *run, const struct rule *rule, uint32_t node)
{
	const struct contains *c = rule->operand.contains;
	return c->count == UINT64_MAX || !has_matches(run, c->target, node, c->count + 1);
}

/* 6.4.4 and 6.4.5, which do nothing without "contains" beside them */
static bool
compile_contains_count(struct compiler *c, struct rule *rule)
{
	struct contains *contains = arena_alloc(&c->schema->arena, 1, sizeof *contains);
	uint32_t beside = rule->resource->vocabularies & VOCAB_APPLICATOR
	    ? compile_sibling(rule, "contains")
	    : 0;
	if (!contains)
		return error_no_memory(c->error);
	if (!compile_count(c, rule))
		return false;
	if (!beside)
		rule->check = NULL;
	if (!rule->check)
		return true;
	contains->count = rule->operand.count;
	rule->operand.contains = contains;
	return compile_subschema(c, rule->resource, beside, &contains->target);
}

/* 6.5.3: an array of distinct names */
static bool
compile_required(struct compiler *c, struct rule *rule)
{
	static const char must[] = "an array of distinct strings";
	if (node_kind(rule_value(rule)) == JSCHEMA_BOOLEAN)
		return compile_expect_at(c, rule, rule->source, must,
		    "; since draft-04 the object around it lists the names");
	rule->operand.names = compile_strings(c, rule, must);
	if (!rule->operand.names)
		return false;
	if (rule->operand.names->count == 0)
		rule->check = NULL;
	return true;
}

static bool
check_required(struct run *run, const struct rule *rule, uint32_t node)
{
	return run_has_names(run, rule->operand.names, node);
}

/* clang-format off */
static const struct keyword keywords[] = {
	{.name = "type", .kinds = NUMBERS, .order = ORDER_SIZE, .compile = compile_type, .check = check_integer},
	{.name = "enum", .kinds = ANY_KIND, .order = ORDER_VALUE, .compile = compile_enum, .check = check_enum, .accepts = accepts_enum},
	{.name = "const", .kinds = ANY_KIND, .order = ORDER_VALUE, .compile = compile_const, .check = check_const, .accepts = accepts_const},
	{.name = "maximum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_bound, .check = check_maximum},
	{.name = "exclusiveMaximum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_exclusive, .check = check_exclusive_maximum},
	{.name = "minimum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_bound, .check = check_minimum},
	{.name = "exclusiveMinimum", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_exclusive, .check = check_exclusive_minimum},
	{.name = "maxLength", .kinds = STRINGS, .order = ORDER_SIZE, .compile = compile_count, .check = check_max_length},
	{.name = "minLength", .kinds = STRINGS, .order = ORDER_SIZE, .compile = compile_count, .check = check_min_length},
	{.name = "pattern", .kinds = STRINGS, .order = ORDER_TEXT, .compile = compile_pattern, .check = check_pattern},
	{.name = "maxItems", .kinds = ARRAYS, .order = ORDER_SIZE, .compile = compile_count, .check = check_max_count},
	{.name = "minItems", .kinds = ARRAYS, .order = ORDER_SIZE, .compile = compile_count, .check = check_min_count},
	{.name = "maxProperties", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_count, .check = check_max_count},
	{.name = "minProperties", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_count, .check = check_min_count},
	{.name = "required", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_required, .check = check_required},
	{.name = "multipleOf", .kinds = NUMBERS, .order = ORDER_VALUE, .compile = compile_multiple, .check = check_multiple},
	{.name = "uniqueItems", .kinds = ARRAYS, .order = ORDER_TEXT, .compile = compile_unique, .check = check_unique},
	{.name = "maxContains", .kinds = ARRAYS, .order = ORDER_CHILDREN, .compile = compile_contains_count, .check = check_max_contains},
	{.name = "minContains", .kinds = ARRAYS, .order = ORDER_CHILDREN, .compile = compile_contains_count, .check = check_min_contains},
	{.name = "dependentRequired", .kinds = OBJECTS, .order = ORDER_SIZE, .compile = compile_dependencies, .check = check_dependencies},
};
/* clang-format on */

const struct vocabulary vocab_validation = {
    "https://json-schema.org/draft/2020-12/vocab/validation",
    keywords,
    sizeof keywords / sizeof *keywords,
};
