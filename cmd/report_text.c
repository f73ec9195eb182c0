/*
 * One line a diagnostic, in the form that compilers have and editors read; on a terminal
 * the line of the source follows, with a caret under the place.
 */
#include "report.h"

#include <string.h>

enum { BEFORE_CARET = 3 }; /* of which part of the width stands before the caret */

static const struct {
	const char *word;
	const char *color;
} severities[] = {
    [WARNING] = {"warning", "\033[1;35m"},
    [ERROR] = {"error", "\033[1;31m"},
};

static const char BOLD[] = "\033[1m", GREEN[] = "\033[1;32m", PLAIN[] = "\033[0m";

static void
paint(struct report *r, const char *color)
{
	if (r->color)
		buffer_say(&r->out->text, color);
}

/* the characters of a piece of the source line, as columns of the terminal at most */
static size_t
width_of(const char *text, size_t length)
{
	return jschema_escape(text, length, NULL, 0);
}

/* the columns of one character: what is escaped takes those of its escape */
static size_t
columns_of(const char *at, const char *next)
{
	char piece[16];
	size_t length = jschema_escape(at, (size_t)(next - at), piece, sizeof piece);
	return piece[0] == '\\' ? length : 1;
}

/* moves by one whole character of UTF-8 */
static const char *
step_back(const char *at, const char *start)
{
	at--;
	while (at > start && ((unsigned char)*at & 0xc0) == 0x80)
		at--;
	return at;
}

static const char *
step_on(const char *at, const char *end)
{
	at++;
	while (at < end && ((unsigned char)*at & 0xc0) == 0x80)
		at++;
	return at;
}

/* the part of the source line around the place that fits into the width */
static void
show_source(struct report *r, const struct diagnostic *d)
{
	struct buffer *out = &r->out->text;
	size_t width = sink_width(r->out) - 4;
	const char *place = d->text + d->offset, *end = d->text + d->length;
	const char *from = place, *to = place;
	while (from > d->text && from[-1] != '\n' &&
	    width_of(from, (size_t)(place - from)) < width - width / BEFORE_CARET)
		from = step_back(from, d->text);
	while (to < end && *to != '\n' && *to != '\r' &&
	    width_of(from, (size_t)(to - from)) < width)
		to = step_on(to, end);
	buffer_say(out, "  ");
	buffer_safe(out, from, (size_t)(to - from));
	buffer_say(out, "\n  ");
	for (const char *at = from, *next; at < place; at = next) {
		next = step_on(at, place);
		buffer_format(out, "%*s", (int)columns_of(at, next), "");
	}
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
	paint(r, severities[d->severity].color);
	buffer_format(out, "%s: ", severities[d->severity].word);
	paint(r, PLAIN);
	if (d->pointer && d->pointer[0]) {
		buffer_safe(out, d->pointer, strlen(d->pointer));
		buffer_say(out, ": ");
	}
	buffer_say(out, d->message);
	buffer_format(out, " [%s]\n", d->code);
	if (r->out->terminal && d->text)
		show_source(r, d);
	sink_spill(r->out);
}

const struct reporter report_text = {"text", diagnose};
