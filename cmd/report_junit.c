/*
 * JUnit XML, as Jenkins and others read it: a suite a file, a case a document. A suite
 * tells its counts before its cases, so that they are kept until the next file begins:
 * where they are many, in a temporary file.
 */
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MUCH = 1 << 20 };

struct suite {
	char *file;   /* NULL: none has begun */
	FILE *before; /* the cases before those that are here; NULL: there never were */
	off_t length; /* of them */
	struct buffer cases;
	bool stays; /* there was no room for them */
	size_t count[VERDICTS];
};

/* XML 1.0 section 2.2 leaves out two characters that UTF-8 and a terminal take */
static const char *
forbidden(const char *at, size_t left)
{
	if (left < 3 || memcmp(at, "\xef\xbf", 2) != 0)
		return NULL;
	return at[2] == '\xbe' ? "\\ufffe" : at[2] == '\xbf' ? "\\uffff" : NULL;
}

static void
xml(struct buffer *b, const char *text)
{
	struct buffer safe = {0};
	buffer_safe(&safe, text, strlen(text));
	for (size_t i = 0; i < safe.length; i++) {
		const char *at = &safe.text[i], *instead = forbidden(at, safe.length - i);
		if (*at == '&')
			buffer_say(b, "&amp;");
		else if (*at == '<')
			buffer_say(b, "&lt;");
		else if (*at == '>')
			buffer_say(b, "&gt;");
		else if (*at == '"')
			buffer_say(b, "&quot;");
		else if (instead)
			buffer_say(b, instead);
		else
			buffer_add(b, at, 1);
		i += instead ? 2 : 0;
	}
	free(safe.text);
}

static void
attribute(struct buffer *b, const char *name, const char *text)
{
	buffer_format(b, " %s=\"", name);
	xml(b, text);
	buffer_say(b, "\"");
}

static const char *
text_of(const json_t *diagnostic, const char *name)
{
	const char *text = json_string_value(json_object_get(diagnostic, name));
	return text ? text : "";
}

static bool
is_error(const json_t *diagnostic)
{
	return strcmp(text_of(diagnostic, "severity"), severity_names[ERROR]) == 0;
}

static void
tell_place(struct buffer *b, const char *file, const json_t *diagnostic)
{
	json_int_t line = json_integer_value(json_object_get(diagnostic, "line"));
	json_int_t column = json_integer_value(json_object_get(diagnostic, "column"));
	xml(b, file);
	if (line)
		buffer_format(
		    b, ":%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT, line, column);
}

static void
tell_message(struct buffer *b, const json_t *diagnostic)
{
	const char *pointer = text_of(diagnostic, "pointer");
	if (pointer[0]) {
		xml(b, pointer);
		buffer_say(b, ": ");
	}
	xml(b, text_of(diagnostic, "message"));
}

/* as a line of the text report */
static void
tell(struct buffer *b, const char *file, const json_t *diagnostic)
{
	tell_place(b, file, diagnostic);
	buffer_format(b, ": %s: ", text_of(diagnostic, "severity"));
	tell_message(b, diagnostic);
	buffer_format(b, " [%s]\n", text_of(diagnostic, "code"));
}

/* many readers show no more than this: it has the place, but not what is said beside it
 */
static void
tell_first(struct buffer *b, const char *file, const json_t *diagnostic)
{
	attribute(b, "type", text_of(diagnostic, "code"));
	buffer_say(b, " message=\"");
	tell_place(b, file, diagnostic);
	buffer_say(b, ": ");
	tell_message(b, diagnostic);
	buffer_say(b, "\"");
}

/* what makes the case fail, or all else, in one element of which readers show the first
 */
static void
tell_all(struct buffer *b, const struct outcome *o, const json_t *diagnostics,
    bool errors, const char *element)
{
	size_t i;
	bool begun = false;
	json_t *diagnostic;
	json_array_foreach(diagnostics, i, diagnostic)
	{
		if ((!o->good && is_error(diagnostic)) != errors)
			continue;
		if (!begun) {
			buffer_format(b, "      <%s", element);
			if (errors)
				tell_first(b, o->file, diagnostic);
			buffer_say(b, ">");
		}
		begun = true;
		tell(b, o->file, diagnostic);
	}
	if (begun)
		buffer_format(b, "</%s>\n", element);
}

/* ---- suites ---- */

/* Puts away cases when they are many; where there is no room for them they stay here. */
static void
put_away(struct suite *s)
{
	size_t done = 0;
	ssize_t written = 1;
	if (s->cases.length < MUCH || s->stays)
		return;
	if (!s->before)
		s->before = tmpfile();
	s->stays = !s->before;
	while (!s->stays && done < s->cases.length) {
		written = pwrite(fileno(s->before), s->cases.text + done,
		    s->cases.length - done, s->length + (off_t)done);
		s->stays = written <= 0;
		done += s->stays ? 0 : (size_t)written;
	}
	if (s->stays)
		return;
	s->length += (off_t)done;
	s->cases.length = 0;
}

/* Adds the cases in their order. */
static void
add_cases(struct report *r, struct suite *s)
{
	struct buffer *b = &r->out->text;
	for (off_t done = 0; done < s->length;) {
		off_t left = s->length - done;
		size_t most = left < MUCH ? (size_t)left : MUCH;
		ssize_t got =
		    pread(fileno(s->before), buffer_reserve(b, most), most, done);
		if (got <= 0)
			die(STATUS_OUTPUT, "%s: a temporary file:", r->out->name);
		b->length += (size_t)got;
		done += got;
		sink_spill(r->out);
	}
	buffer_add(b, s->cases.text, s->cases.length);
	s->length = 0;
	s->cases.length = 0;
	s->stays = false;
}

static void
end_suite(struct report *r)
{
	struct suite *s = r->state;
	struct buffer *b = &r->out->text;
	size_t total = 0;
	if (!s->file)
		return;
	for (size_t i = 0; i < VERDICTS; i++)
		total += s->count[i];
	buffer_say(b, "  <testsuite");
	attribute(b, "name", s->file);
	buffer_format(b,
	    " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n", total,
	    s->count[VERDICT_INVALID], s->count[VERDICT_UNREADABLE],
	    s->count[VERDICT_SKIPPED]);
	add_cases(r, s);
	buffer_say(b, "  </testsuite>\n");
	free(s->file);
	s->file = NULL;
	memset(s->count, 0, sizeof s->count);
}

/* which of the counts it belongs to */
static enum verdict
column_of(const struct outcome *o)
{
	if (o->verdict == VERDICT_SKIPPED)
		return VERDICT_SKIPPED;
	if (o->good)
		return VERDICT_VALID;
	return o->verdict == VERDICT_UNREADABLE ? VERDICT_UNREADABLE : VERDICT_INVALID;
}

static void
document(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	struct suite *s = r->state;
	struct buffer *b = &s->cases, title = {0};
	if (s->file && strcmp(s->file, o->file) != 0)
		end_suite(r);
	if (!s->file)
		s->file = xstrndup(o->file, strlen(o->file));
	s->count[column_of(o)]++;
	report_title(&title, o);
	buffer_say(b, "    <testcase");
	attribute(b, "classname", o->file);
	attribute(b, "name", title.text);
	buffer_say(b, ">\n");
	free(title.text);
	if (o->verdict == VERDICT_SKIPPED)
		buffer_say(b, "      <skipped/>\n");
	if (!o->good)
		tell_all(b, o, diagnostics, true,
		    o->verdict == VERDICT_UNREADABLE ? "error" : "failure");
	tell_all(b, o, diagnostics, false, "system-out");
	buffer_say(b, "    </testcase>\n");
	put_away(s);
}

static void
begin(struct report *r)
{
	struct suite *s = xmalloc(sizeof *s);
	*s = (struct suite){0};
	r->state = s;
	buffer_say(&r->out->text,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"rtok\">\n");
}

static void
finish(struct report *r, const struct tally *tally)
{
	struct suite *s = r->state;
	(void)tally;
	end_suite(r);
	buffer_say(&r->out->text, "</testsuites>\n");
	if (s->before)
		fclose(s->before);
	free(s->cases.text);
	free(s);
}

const struct reporter report_junit = {.name = "junit",
    .begin = begin,
    .document = document,
    .alone = true,
    .finish = finish};
