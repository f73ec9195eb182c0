/*
 * The meta-data and content vocabularies (Validation 9 and 8): they describe, and never
 * fail.
 */
#include "compile.h"
#include "vocab.h"

/* it describes what a string holds, but has to be a schema (Validation 8.5) */
static bool
compile_content(struct compiler *c, struct rule *rule)
{
	return compile_subschema(c, rule->resource, rule->source, &rule->operand.target);
}

static const struct keyword metadata[] = {
    {.name = "title"},
    {.name = "description"},
    {.name = "default"},
    {.name = "deprecated"},
    {.name = "readOnly"},
    {.name = "writeOnly"},
    {.name = "examples"},
};

static const struct keyword content[] = {
    {.name = "contentEncoding"},
    {.name = "contentMediaType"},
    {.name = "contentSchema", .holds = HOLDS_ONE, .compile = compile_content},
};

const struct vocabulary vocab_metadata = {
    "https://json-schema.org/draft/2020-12/vocab/meta-data",
    metadata,
    sizeof metadata / sizeof *metadata,
};

const struct vocabulary vocab_content = {
    "https://json-schema.org/draft/2020-12/vocab/content",
    content,
    sizeof content / sizeof *content,
};
