/*
 * The format vocabularies (Validation 7): one keyword and the table of formats. It
 * asserts only where the caller asks for it; else it is an annotation, as is a format
 * that is not known here (Validation 7.2.3).
 */
#include "compile.h"
#include "error.h"
#include "evaluate.h"
#include "format.h"
#include "pattern.h"
#include "phrases.h"
#include "place.h"
#include "suggest.h"
#include "vocab.h"

#include <errno.h>
#include <string.h>

static const struct format formats[] = {
    {"date-time", format_date_time, "a date-time", "2026-10-01T12:00:00Z", false},
    {"date", format_date, "a date", "2026-10-01", false},
    {"time", format_time, "a time", "12:00:00Z", false},
    {"duration", format_duration, "a duration", "P30DT12H", false},
    {"email", format_email, "an e-mail address", "ann@example.com", true},
    {"idn-email", format_idn_email, "an e-mail address", "ann@example.com", true},
    {"hostname", format_hostname, "a host name", "www.example.com", true},
    {"idn-hostname", format_idn_hostname, "a host name", "www.example.com", true},
    {"ipv4", format_ipv4, "an IPv4 address", "192.0.2.1", false},
    {"ipv6", format_ipv6, "an IPv6 address", "2001:db8::1", false},
    {"uri", format_uri, "a URI", "https://example.com/a", false},
    {"uri-reference", format_uri_reference, "a URI reference", "/a?b=c", false},
    {"iri", format_iri, "an IRI", "https://example.com/a", false},
    {"iri-reference", format_iri_reference, "an IRI reference", "/a?b=c", false},
    {"uuid", format_uuid, "a UUID", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", false},
    {"uri-template", format_uri_template, "a URI template", "https://example.com/{id}",
	false},
    {"json-pointer", format_json_pointer, "a JSON Pointer", "/a/0", false},
    {"relative-json-pointer", format_relative_json_pointer, "a relative JSON Pointer",
	"1/a", false},
    {"regex", pattern_valid, "a regular expression", "^[a-z]+$", true},
};

/* OpenAPI, Format Registry: what a number or text is meant for, and no form of it */
static const char *const described[] = {
    "binary",
    "byte",
    "commonmark",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "float",
    "html",
    "int16",
    "int32",
    "int64",
    "int8",
    "password",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
};

static bool
is_described(struct jschema_value name)
{
	size_t i = 0, count = sizeof described / sizeof *described;
	while (i < count && !jschema_string_is(name, described[i], strlen(described[i])))
		i++;
	return i < count;
}

/* NULL: none that is known, or one that only describes */
static const struct format *
find_format(struct jschema_value name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (jschema_string_is(name, formats[i].name, strlen(formats[i].name)))
			return &formats[i];
	}
	return NULL;
}

bool
vocab_is_format(struct jschema_value name)
{
	return find_format(name) != NULL;
}

static const struct names *
format_names(struct compiler *c)
{
	size_t count = sizeof formats / sizeof *formats;
	if (c->formats.count)
		return &c->formats;
	if (!names_init(&c->formats, &c->schema->arena, count))
		return NULL;
	for (size_t i = 0; i < count; i++)
		names_add(&c->formats, formats[i].name, strlen(formats[i].name), 0);
	return &c->formats;
}

/* with the one that may be meant */
static bool
warn_of_unknown(struct compiler *c, const struct rule *rule)
{
	struct words text = {.arena = &c->schema->arena};
	const struct names *names = format_names(c);
	if (!names)
		return error_no_memory(c->error);
	const struct name *meant =
	    suggest_word(names, rule->resource->document, rule_value(rule), &c->compared);
	words_say(&text, "the format ");
	say_value(&text, rule->resource->document, rule->source);
	words_say(&text, " is not known and not asserted");
	if (meant)
		words_format(&text, "; did you mean \"%s\"?", meant->text);
	return place_warning_say(&c->schema->registry, rule->resource, rule->source,
		   JSCHEMA_UNKNOWN_FORMAT, &text) ||
	    error_no_memory(c->error);
}

static bool
compile_format(struct compiler *c, struct rule *rule)
{
	struct jschema_value name = {rule->resource->document, rule->source};
	if (node_kind(rule_value(rule)) != JSCHEMA_STRING)
		return compile_expect(c, rule, "the name of a format, a string");
	bool assert =
	    c->assert_format || rule->resource->vocabularies & VOCAB_FORMAT_ASSERTION;
	rule->operand.format = find_format(name);
	rule->check = assert && rule->operand.format ? rule->keyword->check : NULL;
	return !assert || rule->check || is_described(name) || warn_of_unknown(c, rule);
}

/* a verdict that needs memory or a library may not come to be */
static bool __attribute__((noinline)) check_allocating(
    struct run *run, const struct format *format, const char *text, size_t length)
{
	int before = errno;
	errno = 0;
	bool ok = format->check(text, length);
	int why = ok ? 0 : errno;
	errno = before;
	if (why == ENOMEM)
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	if (why == ELIBACC)
		return run_fail(run, JSCHEMA_LIMIT,
		    "libidn2 cannot be loaded, which checks international host names: install it");
	return ok;
}

static bool
check_format(struct run *run, const struct rule *rule, uint32_t node)
{
	size_t length;
	const struct format *format = rule->operand.format;
	const char *text = run_characters(run, node, &length);
	if (!text)
		return false;
	return format->allocates ? check_allocating(run, format, text, length)
				 : format->check(text, length);
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
