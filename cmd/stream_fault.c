/*
 * What is at fault in a stream: where reading goes on behind it, and what of it may be
 * the beginning of a secret that the next value goes on with.
 */
#include "secret_broken.h"
#include "stream_parts.h"

#include <stdio.h>
#include <string.h>

enum {
	FARTHEST_LINE = 1 << 23, /* behind a fault, held to see whether there is one */
	MOST_LOOSE = 1 << 12,    /* of what is at fault, to see which secret it is in */
	MOST_SKIPPED = 1 << 28,  /* of a line at fault, or of what is at fault */
};

/* ---- what a fault leaves open ---- */

static void
keep_loose(struct stream *s, const char *text, size_t length)
{
	struct buffer *b = &s->loose;
	size_t most = length < MOST_LOOSE ? length : MOST_LOOSE;
	buffer_add(b, text + length - most, most);
	if (b->length <= 2 * MOST_LOOSE)
		return;
	memmove(b->text, b->text + b->length - MOST_LOOSE, MOST_LOOSE);
	b->length = MOST_LOOSE;
}

static void
look_behind(struct stream *s)
{
	s->in_secret =
	    s->loose.length && secret_reaches_behind(s->loose.text, s->loose.length);
}

/*
 * What has members or elements and the end of its line behind it is whole. Where it is
 * known that documents stand on lines, an object is nothing of another one. As long as
 * nothing is at fault, only what stands right before that may belong to it.
 */
void
stream_note_loose(struct stream *s)
{
	bool is_object = *s->text == '{', whole = is_object || *s->text == '[', follows;
	look_behind(s);
	if (whole && s->loose.length)
		whole = stream_has_line_end(s, &follows) || !follows;
	if (s->in_secret && is_object && !s->guessed && stream_on_own_line(s))
		s->in_secret = false;
	if (whole || !s->lines)
		s->loose.length = 0;
	if (whole || (*s->text != '"' && s->lines && s->loose.length == 0))
		return;
	keep_loose(s, "\n", 1);
	keep_loose(s, s->text, s->length);
}

size_t
stream_skip(struct stream *s)
{
	const char *end = s->ended ? NULL : stream_line_end(s, s->start);
	size_t to = end ? (size_t)(end - s->buffer.text) : s->buffer.length;
	size_t length = to - s->start;
	keep_loose(s, s->buffer.text + s->start, length);
	s->start = to;
	s->skipped += length;
	s->skip_line = !s->ended && !end;
	return length;
}

bool
stream_is_endless(struct stream *s)
{
	if (!s->skip_line || s->skipped <= MOST_SKIPPED)
		return false;
	s->failure = 0;
	s->error = (struct jschema_error){.code = JSCHEMA_LIMIT};
	snprintf(s->error.text, sizeof s->error.text,
	    "a line at fault does not end within %d bytes; the rest is not read",
	    MOST_SKIPPED);
	return true;
}

/* ---- faults ---- */

/*
 * To the first byte of the next line behind where a value began, if there is one and not
 * too far behind its fault; false when reading fails.
 */
static bool
find_next_line(struct stream *s, const char **next)
{
	size_t from = s->start, far = s->start + s->error.offset + FARTHEST_LINE;
	for (;;) {
		const char *end = stream_line_end(s, from);
		*next =
		    end && end + 1 < s->buffer.text + s->buffer.length ? end + 1 : NULL;
		if (*next || s->at_end || s->buffer.length > far)
			return true;
		from = end ? (size_t)(end - s->buffer.text) : s->buffer.length;
		if (!stream_read_block(s))
			return false;
		s->text = s->buffer.text + s->start;
	}
}

/*
 * After a fault: a value on a line of its own spoils no other line. For the first value
 * there is only the next line to tell: it begins with a bracket where values stand on
 * lines, and not where one value is laid out over them. False when reading fails.
 */
static bool
find_lines(struct stream *s, bool *lines)
{
	const char *next;
	*lines = s->lines;
	if (s->lines || s->values)
		return true;
	if (!find_next_line(s, &next))
		return false;
	*lines =
	    next && next > s->text + s->error.offset && (*next == '{' || *next == '[');
	return true;
}

static void
recover(struct stream *s, bool lines)
{
	s->skipped = 0;
	if (lines && s->error.code != JSCHEMA_NO_MEMORY) {
		s->guessed = s->guessed || !s->lines;
		s->lines = true;
		s->skip_line = true;
		keep_loose(s, "\n", 1);
		return;
	}
	s->ended = true;
	s->rest_unread = s->error.code != JSCHEMA_TRUNCATED;
}

/*
 * On lines, a value that goes on in the next line is read as such. But what is at fault
 * there is a value that is torn, and not the line behind it, on which another one stands.
 * Where the fault is in the line itself, as the end of a line in a string is, it may be
 * torn as well; and so may the only value of the input be at the end of that.
 */
static void
blame_own_line(struct stream *s, bool lines)
{
	const char *fault = s->text + s->error.offset;
	const char *end =
	    stream_line_end(s, lines ? s->start : s->start + s->error.offset);
	struct jschema_read_options options = s->options;
	struct jschema_error error;
	if (!end || (end >= fault && s->error.code != JSCHEMA_SYNTAX))
		return;
	size_t length = (size_t)(end - s->text);
	length -= length && end[-1] == '\r';
	options.is_line = lines;
	if (jschema_document_read(s->document, s->text, length, &options, NULL, &error) ||
	    (end >= fault && error.code != JSCHEMA_TRUNCATED))
		return;
	s->error = error;
	s->torn = lines;
}

/* whether the only value is at fault in the last line; false when reading fails */
static bool
find_last_line(struct stream *s, bool *last)
{
	size_t fault = s->start + s->error.offset;
	for (*last = !s->values; *last; s->text = s->buffer.text + s->start) {
		size_t end = s->buffer.length;
		while (end > fault && separates(s->buffer.text[end - 1]))
			end--;
		*last = !memchr(s->buffer.text + fault, '\n', end - fault) &&
		    s->buffer.length <= fault + FARTHEST_LINE;
		if (s->at_end)
			break;
		if (*last && !stream_read_block(s))
			return false;
	}
	return true;
}

enum stream_event
stream_fault(struct stream *s)
{
	bool lines, last = false;
	look_behind(s);
	if (!find_lines(s, &lines) || (!lines && !find_last_line(s, &last)))
		return STREAM_FAILED;
	s->torn = false;
	if (lines || last)
		blame_own_line(s, lines);
	struct jschema_place place = stream_place(s, s->error.offset);
	s->error.line = place.line;
	s->error.column = place.column;
	recover(s, lines);
	return STREAM_FAULT;
}

bool
stream_rest(struct stream *s, const char **text, size_t *length)
{
	if (!s->skip_line && !s->ended)
		return false;
	while (s->start == s->buffer.length) {
		if (s->at_end)
			return false;
		stream_discard(s);
		if (!stream_read_block(s))
			return false;
	}
	if (s->skipped > MOST_SKIPPED)
		return false;
	*text = s->buffer.text + s->start;
	*length = stream_skip(s);
	return true;
}
