/* The list of reports, and what several of them share. */
#include "report.h"

#include "normal.h"

#include <stdlib.h>
#include <string.h>

static const struct reporter *const reporters[] = {
    &report_text,
    &report_json,
    &report_flag,
    &report_basic,
    &report_detailed,
    &report_verbose,
    &report_junit,
    &report_tap,
    &report_sarif,
    &report_github,
    &report_summary,
};

const char *const verdict_names[VERDICTS] = {
    [VERDICT_VALID] = "valid",
    [VERDICT_INVALID] = "invalid",
    [VERDICT_UNREADABLE] = "unreadable",
    [VERDICT_SKIPPED] = "skipped",
};

enum { REPORTERS = sizeof reporters / sizeof *reporters };

const struct reporter *
reporter_find(const char *name, size_t length)
{
	for (size_t i = 0; i < REPORTERS; i++) {
		if (strlen(reporters[i]->name) == length &&
		    memcmp(reporters[i]->name, name, length) == 0)
			return reporters[i];
	}
	return NULL;
}

void
reporter_names(struct buffer *b)
{
	for (size_t i = 0; i < REPORTERS; i++)
		buffer_format(b, "%s%s", i ? ", " : "", reporters[i]->name);
}

/* ---- as JSON ---- */

json_t *
report_string(const char *text)
{
	json_t *string = json_string(text);
	if (!string) {
		struct buffer safe = {0};
		buffer_safe(&safe, text, strlen(text));
		string = json_stringn(safe.text, safe.length);
		free(safe.text);
	}
	return string;
}

void
report_set(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, value) != 0)
		die_of_memory();
}

void
report_set_count(json_t *object, const char *name, size_t count)
{
	report_set(object, name, json_integer((json_int_t)count));
}

static void
set_text(json_t *object, const char *name, const char *text)
{
	if (text)
		report_set(object, name, report_string(text));
}

json_t *
report_diagnostic(const struct diagnostic *d)
{
	json_t *object = json_object();
	set_text(object, "severity", severity_names[d->severity]);
	set_text(object, "code", d->code->name);
	set_text(object, "message", d->message);
	if (d->place.line) {
		report_set_count(object, "line", d->place.line);
		report_set_count(object, "column", d->place.column);
	}
	set_text(object, "pointer", d->pointer);
	set_text(object, "keywordLocation", d->keyword_location);
	set_text(object, "schemaLocation", d->schema_location);
	return object;
}

void
report_place(json_t *object, const struct outcome *o)
{
	set_text(object, "file", o->file);
	if (o->number)
		report_set_count(object, "document", o->number);
	if (o->place.line) {
		report_set_count(object, "line", o->place.line);
		report_set_count(object, "column", o->place.column);
	}
	if (o->pointer[0])
		set_text(object, "pointer", o->pointer);
	set_text(object, "name", o->name);
}

void
report_title(struct buffer *b, const struct outcome *o)
{
	buffer_say(b, o->file);
	if (o->number)
		buffer_format(b, ", document %zu", o->number);
	if (o->pointer[0])
		buffer_format(b, ", %s", o->pointer);
	if (o->name)
		buffer_format(b, ": %s", o->name);
	buffer_add(b, "", 1);
}

const char *
report_path(const char *path)
{
	bool is_below = strncmp(path, "./", 2) == 0 && path[2] && path[2] != '/';
	return is_below ? path + 2 : path;
}

static int
dump_piece(const char *text, size_t length, void *buffer)
{
	buffer_add(buffer, text, length);
	return 0;
}

void
report_dump(struct report *r, json_t *value)
{
	struct buffer safe = {0}, *out = &r->out->text;
	if (json_dump_callback(value, dump_piece, r->out->terminal ? &safe : out,
		JSON_COMPACT | JSON_ENCODE_ANY) != 0)
		die_of_memory();
	if (r->out->terminal)
		normal_for_terminal(out, safe.text, safe.length);
	free(safe.text);
	json_decref(value);
}
