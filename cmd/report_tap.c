/*
 * Test Anything Protocol, version 13: one test a document, with what was told of it as a
 * YAML block, whose strings are spelt as those of JSON. The plan comes last.
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

/* a '#' would begin a directive */
static void
describe(struct buffer *b, const char *text)
{
	struct buffer safe = {0};
	buffer_safe(&safe, text, strlen(text));
	for (size_t i = 0; i < safe.length; i++) {
		if (safe.text[i] == '#')
			buffer_say(b, "\\");
		buffer_add(b, &safe.text[i], 1);
	}
	free(safe.text);
}

static void
tell(struct report *r, const char *file, const json_t *diagnostic)
{
	static const char *const members[] = {"message", "severity", "code", "pointer"};
	struct buffer *b = &r->out->text;
	json_int_t line = json_integer_value(json_object_get(diagnostic, "line"));
	json_int_t column = json_integer_value(json_object_get(diagnostic, "column"));
	struct buffer at = {0};
	buffer_say(&at, file);
	if (line)
		buffer_format(
		    &at, ":%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT, line, column);
	buffer_add(&at, "", 1);
	buffer_say(b, "    - at: ");
	report_dump(r, report_string(at.text));
	free(at.text);
	for (size_t i = 0; i < COUNT(members); i++) {
		json_t *value = json_object_get(diagnostic, members[i]);
		if (!value)
			continue;
		buffer_format(b, "\n      %s: ", members[i]);
		report_dump(r, json_incref(value));
	}
	buffer_say(b, "\n");
}

static void
document(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	struct buffer *b = &r->out->text;
	struct buffer title = {0};
	size_t i;
	json_t *diagnostic;
	size_t *count = r->state;
	report_title(&title, o);
	buffer_format(b, "%s %zu - ", o->good ? "ok" : "not ok", ++*count);
	describe(b, title.text);
	buffer_say(b, o->verdict == VERDICT_SKIPPED ? " # SKIP\n" : "\n");
	free(title.text);
	if (json_array_size(diagnostics) == 0)
		return;
	buffer_say(b, "  ---\n  diagnostics:\n");
	json_array_foreach(diagnostics, i, diagnostic) tell(r, o->file, diagnostic);
	buffer_say(b, "  ...\n");
}

static void
begin(struct report *r)
{
	size_t *count = xmalloc(sizeof *count);
	*count = 0;
	r->state = count;
	buffer_say(&r->out->text, "TAP version 13\n");
}

static void
finish(struct report *r, const struct tally *tally)
{
	size_t *count = r->state;
	(void)tally;
	buffer_format(&r->out->text, "1..%zu\n", *count);
	free(count);
}

const struct reporter report_tap = {
    .name = "tap", .begin = begin, .document = document, .alone = true, .finish = finish};
