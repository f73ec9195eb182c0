/*
 * The output formats of the specification (Core 12.4), one object a document. What is
 * wrong beyond the schema becomes a unit of its own, without a place in a schema; the
 * name of the file and the number of the document in it are additions.
 */
#include "report.h"

#include <string.h>

/* from the value that was checked (Core 12.3.3), which may be a part of a document */
static json_t *
location(const json_t *diagnostic, const struct outcome *o)
{
	const char *pointer = json_string_value(json_object_get(diagnostic, "pointer"));
	size_t before = strlen(o->pointer);
	if (!pointer)
		return json_string("");
	return json_string(
	    strncmp(pointer, o->pointer, before) == 0 ? pointer + before : pointer);
}

/* a diagnostic in the members that an output unit has (Core 12.3) */
static json_t *
unit(const json_t *diagnostic, const struct outcome *o)
{
	json_t *unit = json_object();
	json_t *line = json_object_get(diagnostic, "line");
	report_set(unit, "valid", json_false());
	report_set(unit, "keywordLocation", json_string(""));
	report_set(unit, "instanceLocation", location(diagnostic, o));
	if (line)
		report_set(unit, "instancePosition",
		    json_pack("[O, O]", line, json_object_get(diagnostic, "column")));
	report_set(unit, "code", json_incref(json_object_get(diagnostic, "code")));
	report_set(unit, "error", json_incref(json_object_get(diagnostic, "message")));
	return unit;
}

static bool
is_beyond_schema(const json_t *diagnostic)
{
	const char *severity = json_string_value(json_object_get(diagnostic, "severity"));
	return strcmp(severity, severity_names[ERROR]) == 0 &&
	    !json_object_get(diagnostic, "keywordLocation");
}

/* what the schema does not say */
static void
add_beyond(json_t *output, const json_t *diagnostics, const struct outcome *o)
{
	json_t *errors = json_object_get(output, "errors"), *diagnostic;
	size_t i;
	json_array_foreach(diagnostics, i, diagnostic)
	{
		if (!is_beyond_schema(diagnostic))
			continue;
		if (!errors) {
			errors = json_array();
			report_set(output, "errors", errors);
		}
		if (json_array_append_new(errors, unit(diagnostic, o)) != 0)
			die_of_memory();
	}
	/* an annotation is that of a valid value */
	json_object_del(output, "annotations");
}

static void
document(struct report *r, const struct outcome *o, const json_t *diagnostics,
    enum jschema_format format)
{
	struct jschema_error error;
	json_t *output = NULL;
	if (o->verdict == VERDICT_SKIPPED)
		return;
	if (o->schema)
		output = jschema_output(o->schema, o->value, format, &o->placer, &error);
	if (o->schema && !output && error.code == JSCHEMA_NO_MEMORY)
		die_of_memory();
	if (!output)
		output = json_pack("{s:b, s:s, s:s}", "valid", 0, "keywordLocation", "",
		    "instanceLocation", "");
	report_set(output, "valid", json_boolean(o->verdict == VERDICT_VALID));
	if (o->verdict != VERDICT_VALID && format != JSCHEMA_FLAG)
		add_beyond(output, diagnostics, o);
	report_place(output, o);
	report_dump(r, output);
	buffer_say(&r->out->text, "\n");
}

static void
flag(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	document(r, o, diagnostics, JSCHEMA_FLAG);
}

static void
basic(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	document(r, o, diagnostics, JSCHEMA_BASIC);
}

static void
detailed(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	document(r, o, diagnostics, JSCHEMA_DETAILED);
}

static void
verbose(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	document(r, o, diagnostics, JSCHEMA_VERBOSE);
}

const struct reporter report_flag = {.name = "flag", .alone = true, .document = flag};
const struct reporter report_basic = {.name = "basic", .alone = true, .document = basic};
const struct reporter report_detailed = {
    .name = "detailed", .alone = true, .document = detailed};
const struct reporter report_verbose = {
    .name = "verbose", .alone = true, .document = verbose};
