/*
 * One line a diagnostic, in the form that compilers have and editors read; on a terminal
 * the line of the source follows, with a caret under the place.
 */
#include "report.h"

#include "columns.h"

#include <string.h>

enum {
	BEFORE_CARET = 3, /* all but this part of the width stands before the caret */
	LONGEST_UTF8 = 4,
	MOST_BYTES =
	    1 << 13, /* of a line on either side: some characters take no column */
};

static const char *const colors[SEVERITIES] = {
    [HINT] = "\033[1;36m",
    [WARNING] = "\033[1;35m",
    [ERROR] = "\033[1;31m",
};

static const char BOLD[] = "\033[1m", GREEN[] = "\033[1;32m", PLAIN[] = "\033[0m";

static void
paint(struct report *r, const char *color)
{
	if (r->color)
		buffer_say(&r->out->text, color);
}

/* Moves by one character of UTF-8; where it is none, by no more bytes than one has. */
static const char *
step_back(const char *at, const char *start)
{
	const char *least = at - start < LONGEST_UTF8 ? start : at - LONGEST_UTF8;
	at--;
	/* not over ASCII, which ends lines */
	while (at > least && ((unsigned char)*at & 0xc0) == 0x80 &&
	    (unsigned char)at[-1] >= 0x80)
		at--;
	return at;
}

static const char *
step_on(const char *at, const char *end)
{
	const char *most = end - at < LONGEST_UTF8 ? end : at + LONGEST_UTF8;
	at++;
	while (at < most && ((unsigned char)*at & 0xc0) == 0x80)
		at++;
	return at;
}

/* whether a character fits into the columns left, which it then takes */
static bool
fits(size_t *left, const char *at, const char *next)
{
	char safe[LONGEST_UTF8 * sizeof "\\xHH"];
	size_t length = jschema_escape(at, (size_t)(next - at), safe, sizeof safe);
	size_t columns = columns_of(safe, length);
	if (columns > *left)
		return false;
	*left -= columns;
	return true;
}

/* the part of the source line around the place that fits into the width */
static void
show_source(struct report *r, const struct diagnostic *d)
{
	struct buffer *out = &r->out->text;
	size_t width = sink_width(r->out) - 4, behind = width / BEFORE_CARET;
	size_t left = width - behind;
	const char *place = d->text + d->offset, *end = d->text + d->length;
	const char *from = place, *to = place, *next;
	for (; from > d->text && from[-1] != '\n' && place - from < MOST_BYTES;
	     from = next) {
		next = step_back(from, d->text);
		if (!fits(&left, next, from))
			break;
	}
	left += behind;
	for (; to < end && *to != '\n' && *to != '\r' && to - place < MOST_BYTES;
	     to = next) {
		next = step_on(to, end);
		if (!fits(&left, to, next))
			break;
	}
	buffer_say(out, "  ");
	size_t start = out->length;
	buffer_safe(out, from, (size_t)(place - from));
	size_t indent = columns_of(out->text + start, out->length - start);
	buffer_safe(out, place, (size_t)(to - place));
	buffer_format(out, "\n  %*s", (int)indent, "");
	paint(r, GREEN);
	buffer_say(out, "^");
	paint(r, PLAIN);
	buffer_say(out, "\n");
}

static void
diagnose(struct report *r, const struct diagnostic *d)
{
	struct buffer *out = &r->out->text;
	paint(r, BOLD);
	buffer_safe(out, d->file, strlen(d->file));
	if (d->place.line)
		buffer_format(out, ":%zu:%zu", d->place.line, d->place.column);
	buffer_say(out, ": ");
	paint(r, PLAIN);
	paint(r, colors[d->severity]);
	buffer_format(out, "%s: ", severity_names[d->severity]);
	paint(r, PLAIN);
	if (d->pointer && d->pointer[0]) {
		buffer_safe(out, d->pointer, strlen(d->pointer));
		buffer_say(out, ": ");
	}
	buffer_say(out, d->message);
	buffer_format(out, " [%s]\n", d->code->name);
	if (r->out->terminal && d->text)
		show_source(r, d);
}

const struct reporter report_text = {
    .name = "text", .hides_hints = true, .diagnose = diagnose};
