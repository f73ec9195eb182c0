/*
 * The meta-data and content vocabularies (Validation 9 and 8): they describe and never
 * fail, but their values have to be what the specification says.
 */
#include "compile.h"
#include "vocab.h"

static bool
compile_flag(struct compiler *c, struct rule *rule)
{
	return node_kind(rule_value(rule)) == JSCHEMA_BOOLEAN ||
	    compile_expect(c, rule, "a boolean");
}

static bool
compile_examples(struct compiler *c, struct rule *rule)
{
	return node_kind(rule_value(rule)) == JSCHEMA_ARRAY ||
	    compile_expect(c, rule, "an array of values");
}

/* Validation 8.5: of what a string holds; it has to be a schema */
static bool
compile_content(struct compiler *c, struct rule *rule)
{
	return compile_subschema(c, rule->resource, rule->source, &rule->operand.target);
}

static const struct keyword keywords[] = {
    {.name = "title", .compile = compile_string},
    {.name = "description", .compile = compile_string},
    {.name = "default"},
    {.name = "deprecated", .compile = compile_flag},
    {.name = "readOnly", .compile = compile_flag},
    {.name = "writeOnly", .compile = compile_flag},
    {.name = "examples", .compile = compile_examples},
    {.name = "contentEncoding", .compile = compile_string},
    {.name = "contentMediaType", .compile = compile_string},
    {.name = "contentSchema", .holds = HOLDS_ONE, .compile = compile_content},
};

const struct vocabulary vocab_metadata = {
    "https://json-schema.org/draft/2020-12/vocab/meta-data",
    keywords,
    sizeof keywords / sizeof *keywords,
};
