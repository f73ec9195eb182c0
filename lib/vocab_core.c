/*
 * The core vocabulary (Core 8). Identifiers and anchors are the registry's; what is left
 * here are references.
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "vocab.h"

#include <string.h>

static const char DIALECT[] = "https://json-schema.org/draft/2020-12/schema";

/* Core 8.1.1: a schema of another dialect would be misread, so it is refused */
static bool
compile_dialect(struct compiler *c, struct rule *rule)
{
	size_t length;
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING)
		return compile_expect(c, rule, "a URI, a string");
	char *uri = compile_characters(c, rule->resource, rule->source, &length);
	if (!uri)
		return false;
	size_t known = strlen(DIALECT);
	bool same = length >= known && memcmp(uri, DIALECT, known) == 0 &&
	    (length == known || (length == known + 1 && uri[known] == '#'));
	return same ||
	    compile_expect(c, rule,
		"https://json-schema.org/draft/2020-12/schema: no "
		"other dialect is known");
}

/* Core 8.2.4: they say nothing themselves, but they have to be schemas */
static bool
compile_definitions(struct compiler *c, struct rule *rule)
{
	const struct node *nodes = rule->resource->document->nodes;
	if (node_kind(rule_value(rule)) != JSCHEMA_OBJECT)
		return compile_expect(c, rule, "an object of schemas");
	uint32_t key = rule->source + 1, ignored;
	for (uint32_t i = 0; i < rule_value(rule)->size;
	     i++, key = next_key(nodes, key)) {
		if (!compile_subschema(c, rule->resource, key + 1, &ignored))
			return false;
	}
	return true;
}

/* Core 8.2.3.1 */
static bool
compile_reference(struct compiler *c, struct rule *rule)
{
	const struct resource *resource = rule->resource;
	size_t length;
	uint32_t node;
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING)
		return compile_expect(c, rule, "a URI reference, a string");
	char *reference = compile_characters(c, resource, rule->source, &length);
	if (!reference)
		return false;
	struct jschema_error why = {0};
	const struct resource *target = registry_resolve(
	    &c->schema->registry, resource, reference, length, &node, &why);
	if (!target)
		return compile_fail(c, resource, rule->source, why.code, why.text);
	return compile_subschema(c, target, node, &rule->operand.target);
}

static bool
check_reference(struct run *run, const struct rule *rule, uint32_t node)
{
	return run_apply(run, rule->operand.target, node, 0);
}

static unsigned
accepts_reference(struct jschema_schema *s, const struct rule *rule)
{
	return schema_accepts(s, rule->operand.target);
}

static const struct keyword keywords[] = {
    {.name = "$schema", .compile = compile_dialect},
    {.name = "$id"},
    {.name = "$anchor"},
    {.name = "$defs", .holds = HOLDS_MAP, .compile = compile_definitions},
    {.name = "$comment", .compile = compile_string},
    {.name = "$ref",
	.kinds = ANY_KIND,
	.order = ORDER_IN_PLACE,
	.is_reference = true,
	.compile = compile_reference,
	.check = check_reference,
	.accepts = accepts_reference},
    {.name = "$dynamicRef", .compile = compile_unknown},
    {.name = "$dynamicAnchor", .compile = compile_unknown},
    {.name = "$vocabulary", .compile = compile_unknown},
};

const struct vocabulary vocab_core = {
    "https://json-schema.org/draft/2020-12/vocab/core",
    keywords,
    sizeof keywords / sizeof *keywords,
};
