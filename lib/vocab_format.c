/*
 * The format vocabularies (Validation 7): one keyword and the table of formats. It
 * asserts only where the caller asks for it; else it is an annotation, as is a format
 * that is not known here (Validation 7.2.3).
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "format.h"
#include "vocab.h"

#include <string.h>

static const struct format formats[] = {
    {"date-time", format_date_time, "date-time", "2026-10-01T12:00:00Z"},
    {"date", format_date, "date", "2026-10-01"},
    {"time", format_time, "time", "12:00:00Z"},
    {"duration", format_duration, "duration", "P30DT12H"},
};

static bool
compile_format(struct compiler *c, struct rule *rule)
{
	struct jschema_value name = {rule->resource->document, rule->source};
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING)
		return compile_expect(c, rule, "the name of a format, a string");
	bool assert =
	    c->assert_format || rule->resource->vocabularies & VOCAB_FORMAT_ASSERTION;
	rule->check = NULL;
	if (!assert)
		return true;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (jschema_string_is(name, formats[i].name, strlen(formats[i].name))) {
			rule->operand.format = &formats[i];
			rule->check = rule->keyword->check;
			return true;
		}
	}
	return registry_warn(&c->schema->registry, rule->resource->document, rule->source,
		   "this format is not known and not asserted") ||
	    error_no_memory(c->error);
}

static bool
check_format(struct run *run, const struct rule *rule, uint32_t node)
{
	size_t length;
	const char *text = run_characters(run, node, &length);
	return text && rule->operand.format->check(text, length);
}

static const struct keyword keywords[] = {
    {.name = "format",
	.annotates = ITS_VALUE,
	.kinds = STRINGS,
	.order = ORDER_TEXT,
	.compile = compile_format,
	.check = check_format},
};

const struct vocabulary vocab_format = {
    "https://json-schema.org/draft/2020-12/vocab/format-annotation",
    keywords,
    sizeof keywords / sizeof *keywords,
};

/* Validation 7.2.2: where a metaschema names it, the keyword asserts */
const struct vocabulary vocab_format_assertion = {
    "https://json-schema.org/draft/2020-12/vocab/format-assertion",
    keywords,
    sizeof keywords / sizeof *keywords,
};
