/*
 * SARIF 2.1.0: a result a diagnostic, and a rule a code. Results are written as they
 * come; the rules, which are all that there are, stand behind them.
 */
#include "report.h"

#include "builtin.h"

#include <stdlib.h>
#include <string.h>

static const char *const levels[SEVERITIES] = {
    [OFF] = "none",
    [HINT] = "note",
    [WARNING] = "warning",
    [ERROR] = "error",
};

/* a path as a URI reference (RFC 3986) */
static json_t *
uri_of(const char *path)
{
	static const char kept[] = "-._~/!$&'()*+,;=@";
	struct buffer uri = {0};
	if (path[0] == '/')
		buffer_say(&uri, "file://");
	for (path = report_path(path); *path; path++) {
		unsigned char c = (unsigned char)*path;
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') || strchr(kept, c);
		buffer_format(&uri, plain ? "%c" : "%%%02X", c);
	}
	buffer_add(&uri, "", 1);
	json_t *string = json_string(uri.text);
	free(uri.text);
	return string;
}

static json_t *
location(const struct diagnostic *d)
{
	json_t *physical =
	    json_pack("{s:{s:o}}", "artifactLocation", "uri", uri_of(d->file));
	json_t *location = json_pack("{s:O}", "physicalLocation", physical);
	if (d->place.line)
		report_set(physical, "region",
		    json_pack("{s:I, s:I}", "startLine", (json_int_t)d->place.line,
			"startColumn", (json_int_t)d->place.column));
	if (d->pointer && d->pointer[0])
		report_set(location, "logicalLocations",
		    json_pack("[{s:o, s:s}]", "fullyQualifiedName",
			report_string(d->pointer), "kind", "member"));
	json_decref(physical);
	return location;
}

static void
diagnose(struct report *r, const struct diagnostic *d)
{
	bool *first = r->state;
	json_t *result = json_pack("{s:s, s:I, s:s, s:{s:o}, s:[o]}", "ruleId",
	    d->code->name, "ruleIndex", (json_int_t)code_index(d->code), "level",
	    levels[d->expected ? HINT : d->severity], "message", "text",
	    report_string(d->message), "locations", location(d));
	buffer_say(&r->out->text, *first ? "\n" : ",\n");
	*first = false;
	report_dump(r, result);
}

static json_t *
rules(void)
{
	json_t *rules = json_array();
	for (size_t i = 0; i < code_count; i++) {
		json_t *rule = json_pack("{s:s, s:{s:s}, s:{s:s}, s:{s:s}}", "id",
		    codes[i].name, "shortDescription", "text", codes[i].meaning, "help",
		    "text", codes[i].advice, "defaultConfiguration", "level",
		    levels[codes[i].severity]);
		if (json_array_append_new(rules, rule) != 0)
			die_of_memory();
	}
	return rules;
}

static void
begin(struct report *r)
{
	bool *first = xmalloc(sizeof *first);
	*first = true;
	r->state = first;
	buffer_say(&r->out->text,
	    "{\"version\":\"2.1.0\","
	    "\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
	    "schemas/sarif-schema-2.1.0.json\","
	    "\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

static void
finish(struct report *r, const struct tally *tally)
{
	struct buffer *b = &r->out->text;
	bool all_read = tally->lost == 0 && tally->unreadable == 0;
	buffer_say(b, "],\n\"invocations\":[");
	report_dump(r, json_pack("{s:b}", "executionSuccessful", all_read));
	buffer_say(b, "],\n\"tool\":{\"driver\":");
	report_dump(r,
	    json_pack("{s:s, s:s, s:s, s:{s:s}, s:o}", "name", "rtok", "version",
		JSCHEMA_VERSION, "semanticVersion", JSCHEMA_VERSION, "properties",
		"builtInSchemas", builtin_revision(), "rules", rules()));
	buffer_say(b, "}}]}\n");
	free(r->state);
}

const struct reporter report_sarif = {.name = "sarif",
    .begin = begin,
    .diagnose = diagnose,
    .alone = true,
    .finish = finish};
