/*
 * The meta-data and content vocabularies (Validation 9 and 8): they describe, and never
 * fail.
 */
#include "compile.h"
#include "vocab.h"

static const struct keyword silent = {.name = "contentSchema"};

/* it describes what a string holds, but has to be a schema (Validation 8.5) */
static bool
compile_content(struct compiler *c, struct rule *rule)
{
	/* Validation 8.5: without a media type it says nothing */
	if (!compile_sibling(rule, "contentMediaType"))
		rule->keyword = &silent;
	return compile_subschema(c, rule->resource, rule->source, &rule->operand.target);
}

static const struct keyword metadata[] = {
    {.name = "title", .annotates = ITS_VALUE},
    {.name = "description", .annotates = ITS_VALUE},
    {.name = "default", .annotates = ITS_VALUE},
    {.name = "deprecated", .annotates = ITS_VALUE},
    {.name = "readOnly", .annotates = ITS_VALUE},
    {.name = "writeOnly", .annotates = ITS_VALUE},
    {.name = "examples", .annotates = ITS_VALUE},
};

static const struct keyword content[] = {
    {.name = "contentEncoding", .kinds = STRINGS, .annotates = ITS_VALUE},
    {.name = "contentMediaType", .kinds = STRINGS, .annotates = ITS_VALUE},
    {.name = "contentSchema",
	.kinds = STRINGS,
	.annotates = ITS_VALUE,
	.holds = HOLDS_ONE,
	.compile = compile_content},
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

/* Core 6.5: what is not known is an annotation */
const struct keyword vocab_unknown = {.name = "", .annotates = ITS_VALUE};
