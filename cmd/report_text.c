/*
 * One line a diagnostic, in the form that compilers have and editors read; on a terminal
 * the line of the source follows, with a caret under the place.
 */
#include "report.h"

#include "columns.h"

#include <stdlib.h>
#include <string.h>

enum {
	BESIDE = 5,       /* columns: of the indent, of marks where it is cut, and one */
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

/* adds a text so that every terminal shows it alike */
static void
settle(struct buffer *b, const char *text, size_t length)
{
	struct buffer safe = {0};
	buffer_safe(&safe, text, length);
	columns_settle(b, safe.text, safe.length);
	free(safe.text);
}

/* whether a character fits into the columns left, which it then takes */
static bool
fits(size_t *left, const char *at, const char *next)
{
	struct buffer settled = {0};
	settle(&settled, at, (size_t)(next - at));
	size_t columns = columns_of(settled.text, settled.length);
	free(settled.text);
	if (columns > *left)
		return false;
	*left -= columns;
	return true;
}

/* a part of a line, around a place */
struct part {
	const char *from;
	const char *place;
	const char *to;
	bool is_cut_before;
	bool is_cut_behind;
};

/* what fits into a width, of which what stands behind has a share */
static struct part
part_around(const struct diagnostic *d, size_t width)
{
	size_t behind = width / BEFORE_CARET, left = width - behind;
	const char *place = d->text + d->offset, *end = d->text + d->length;
	struct part part = {place, place, place, false, false};
	const char *next;
	while (part.from > d->text && part.from[-1] != '\n' && !part.is_cut_before) {
		next = step_back(part.from, d->text);
		part.is_cut_before =
		    place - next > MOST_BYTES || !fits(&left, next, part.from);
		if (!part.is_cut_before)
			part.from = next;
	}
	left += behind;
	while (part.to < end && *part.to != '\n' && *part.to != '\r' &&
	    !part.is_cut_behind) {
		next = step_on(part.to, end);
		part.is_cut_behind =
		    next - place > MOST_BYTES || !fits(&left, part.to, next);
		if (!part.is_cut_behind)
			part.to = next;
	}
	return part;
}

/* the source line, as far as it fits, and a caret below the place */
static void
show_source(struct report *r, const struct diagnostic *d)
{
	struct buffer *out = &r->out->text;
	struct part part = part_around(d, sink_width(r->out) - BESIDE);
	buffer_say(out, "  ");
	size_t start = out->length;
	buffer_say(out, part.is_cut_before ? columns_mark() : "");
	settle(out, part.from, (size_t)(part.place - part.from));
	size_t indent = columns_of(out->text + start, out->length - start);
	settle(out, part.place, (size_t)(part.to - part.place));
	buffer_say(out, part.is_cut_behind ? columns_mark() : "");
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
	buffer_say(out, severity_names[d->severity]);
	buffer_say(out, ": ");
	paint(r, PLAIN);
	if (d->pointer && d->pointer[0]) {
		buffer_safe(out, d->pointer, strlen(d->pointer));
		buffer_say(out, ": ");
	}
	buffer_say(out, d->message);
	buffer_say(out, " [");
	buffer_say(out, d->code->name);
	buffer_say(out, "]\n");
	if (r->out->terminal && d->text)
		show_source(r, d);
}

const struct reporter report_text = {
    .name = "text", .hides_hints = true, .diagnose = diagnose};
