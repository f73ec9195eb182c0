/*
 * Bytes in, documents out. The input is read in blocks into one buffer; a value that the
 * block cuts is read again once there is more of it. Places count from the start of the
 * input: as bytes leave the buffer, their lines are counted.
 */
#include "stream.h"

#include "stream_parts.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	BLOCK = 1 << 18,
	SMALL_VALUE = 1 << 20,   /* is read again whenever there is more of it */
	A_MILLISECOND = 1 << 18, /* of reading again, at the least */
	MOST_OF_LINE = 1 << 16,  /* behind a fault, of which its words may depend */
};

bool
stream_open(
    struct stream *s, const struct input *input, size_t max_depth, size_t max_size)
{
	*s = (struct stream){
	    .input = input,
	    .fd = input_open(input),
	    .lines = input->lines,
	    .options = {.max_depth = max_depth},
	    .max_size = max_size,
	    .place = {0, 1, 1},
	};
	if (s->fd < 0) {
		s->failure = errno;
		return false;
	}
	s->document = jschema_document_new();
	if (!s->document)
		die_of_memory();
	return true;
}

void
stream_close(struct stream *s)
{
	if (s->fd >= 0 && !s->input->is_stdin)
		close(s->fd);
	jschema_document_free(s->document);
	free(s->buffer.text);
	free(s->loose.text);
}

struct jschema_place
stream_place(struct stream *s, size_t offset)
{
	jschema_move(
	    &s->place, s->buffer.text, (size_t)(s->text - s->buffer.text) + offset);
	return s->place;
}

/* ---- the buffer ---- */

void
stream_discard(struct stream *s)
{
	if (s->start == 0)
		return;
	jschema_move(&s->place, s->buffer.text, s->start);
	s->place.offset = 0;
	s->buffer.length -= s->start;
	memmove(s->buffer.text, s->buffer.text + s->start, s->buffer.length);
	s->start = 0;
}

bool
stream_fill(struct stream *s, struct buffer *b, size_t most)
{
	ssize_t got;
	if (s->before_read)
		s->before_read(s->context);
	buffer_reserve(b, most);
	do {
		got = read(s->fd, b->text + b->length, most);
	} while (got < 0 && is_to_retry(s->fd, POLLIN));
	if (got < 0) {
		s->failure = errno;
		return false;
	}
	s->at_end = got == 0;
	if (s->copy)
		buffer_add(s->copy, b->text + b->length, (size_t)got);
	b->length += (size_t)got;
	s->read += (size_t)got;
	return true;
}

bool
stream_is_ready(const struct stream *s, int milliseconds)
{
	struct pollfd poll_fd = {.fd = s->fd, .events = POLLIN};
	return poll(&poll_fd, 1, milliseconds) > 0;
}

bool
stream_read_block(struct stream *s)
{
	if (s->read_ahead && s->read_ahead(s->ahead, &s->buffer))
		return true;
	return stream_fill(s, &s->buffer, BLOCK);
}

static long long
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* whether it is time, or nothing comes until then */
static bool
is_due(const struct stream *s, long long time)
{
	long long left = time - milliseconds();
	return left <= 0 || !stream_is_ready(s, (int)left);
}

/*
 * More of a value that is cut. It is read again where another line has come and it is
 * small, or some times as long has passed as that takes; and else only when there is
 * twice as much: so reading it again stays cheap.
 */
static bool
read_more(struct stream *s)
{
	stream_discard(s);
	size_t had = s->buffer.length;
	long long due = 0;
	for (;;) {
		size_t from = s->buffer.length;
		if (!stream_read_block(s))
			return false;
		size_t got = s->buffer.length - from;
		if (s->at_end || s->buffer.length >= had * 2)
			return true;
		if (!due && memchr(s->buffer.text + from, '\n', got))
			due = milliseconds() +
			    (long long)(s->buffer.length / A_MILLISECOND);
		if (due && (s->buffer.length < SMALL_VALUE || is_due(s, due)))
			return true;
	}
}

/* ---- between values ---- */

size_t
separators_end(const char *text, size_t from, size_t to, bool *line_ended)
{
	*line_ended = false;
	for (; from < to && separates(text[from]); from++)
		*line_ended = *line_ended || text[from] == '\n';
	return from;
}

bool
stream_has_line_end(const struct stream *s, bool *follows)
{
	bool line_ended;
	*follows = separators_end(s->buffer.text, s->start, s->buffer.length,
		       &line_ended) < s->buffer.length;
	return line_ended;
}

const char *
stream_line_end(const struct stream *s, size_t offset)
{
	return memchr(s->buffer.text + offset, '\n', s->buffer.length - offset);
}

/* ---- lines ---- */

/* whether nothing else stands on the line of the last value, which has no other */
static bool
has_line(const struct stream *s, bool *follows)
{
	bool line_ended = stream_has_line_end(s, follows);
	return s->begins_line && (!*follows || line_ended) &&
	    !memchr(s->text, '\n', s->length);
}

bool
stream_on_own_line(struct stream *s)
{
	bool follows;
	if (!s->is_line_known)
		s->on_own_line = has_line(s, &follows) && (s->values > 1 || follows);
	s->is_line_known = true;
	return s->on_own_line;
}

/* what the value before s->start tells about lines, of which the first one tells most */
static void
note_lines(struct stream *s)
{
	bool follows, first = s->values == 1;
	s->begins_line = first || s->line_ended;
	s->line_ended = s->is_line_known = false;
	if (!first)
		return;
	s->first_on_line = has_line(s, &follows);
	s->lines = s->lines || (s->first_on_line && follows);
}

bool
stream_at_line_end(const struct stream *s)
{
	bool follows;
	return stream_has_line_end(s, &follows);
}

bool
stream_pending(struct stream *s)
{
	bool line_ended;
	if (s->skip_line)
		stream_skip(s);
	s->start =
	    separators_end(s->buffer.text, s->start, s->buffer.length, &line_ended);
	s->line_ended = s->line_ended || line_ended;
	return s->start < s->buffer.length;
}

/* ---- whole lines that are read ahead ---- */

void
stream_give(struct stream *s, struct buffer *b)
{
	jschema_move(&s->place, s->buffer.text, s->start);
	buffer_add(b, s->buffer.text + s->start, s->buffer.length - s->start);
	s->place.offset = s->start = s->buffer.length = 0;
}

void
stream_lend(struct stream *s, struct buffer *text)
{
	struct buffer before = s->buffer;
	s->buffer = *text;
	*text = before;
}

void
stream_go_over(struct stream *s, size_t start, size_t end)
{
	s->start = start;
	s->buffer.length = end;
	s->line_ended = true;
}

void
stream_pass(struct stream *s, size_t lines)
{
	if (lines)
		s->place = (struct jschema_place){0, s->place.line + lines, 1};
	else
		jschema_move(&s->place, s->buffer.text, s->buffer.length);
	s->place.offset = s->start = s->buffer.length = 0;
}

/* to the first byte of the next value; false at the end or after a failure */
static bool
skip_separators(struct stream *s, bool *failed)
{
	*failed = false;
	for (;;) {
		if (stream_pending(s))
			return true;
		if (s->at_end)
			return false;
		stream_discard(s);
		*failed = stream_is_endless(s) || !stream_read_block(s);
		if (*failed)
			return false;
	}
}

static bool
skip_bom(struct stream *s)
{
	while (s->buffer.length < 3 && !s->at_end) {
		if (!stream_read_block(s))
			return false;
	}
	size_t mark = input_mark(s->buffer.text, s->buffer.length);
	if (mark) {
		s->begins_with_bom = true;
		s->start = s->place.offset = mark;
	}
	return true;
}

/* ---- values ---- */

/* whether only what is behind a value ends it: 1 and then 2 is 12 */
static bool
is_open(const struct stream *s)
{
	return *s->text != '{' && *s->text != '[' && *s->text != '"';
}

/* whether a value that ends at the end of the buffer may go on */
static bool
may_go_on(const struct stream *s, size_t end)
{
	return end == s->length && !s->at_end && is_open(s);
}

/*
 * RFC 8259 needs nothing between values, but 1true is a slip and no sequence. The value
 * alone is read again, for the words of what stands behind it.
 */
static bool
is_run_together(struct stream *s, size_t end)
{
	if (end == s->length || separates(s->text[end]) || !is_open(s))
		return false;
	return !jschema_document_read(
	    s->document, s->text, s->length, &s->options, NULL, &s->error);
}

/* before more of it is read, so that memory stays bounded */
static bool
is_too_large(struct stream *s, size_t size)
{
	if (s->max_size == 0 || size <= s->max_size)
		return false;
	s->error = (struct jschema_error){.code = JSCHEMA_LIMIT};
	snprintf(s->error.text, sizeof s->error.text,
	    "a document of more than %zu bytes; --max-size raises the limit",
	    s->max_size);
	return true;
}

/*
 * Whether it has to be seen what stands behind a value, and it cannot be seen yet: behind
 * the first one a second one, and behind a later one that began a line, the end of that.
 * Behind one that goes over lines it does not matter.
 */
static bool
wants_more(const struct stream *s, size_t end)
{
	bool line_ended;
	if (!s->one_ahead || s->at_end || memchr(s->text, '\n', end))
		return false;
	if (separators_end(s->text, end, s->length, &line_ended) < s->length)
		return false;
	if (s->values == 0)
		return !s->lines || s->guessed;
	return s->line_ended && !line_ended;
}

/* whether there is as much of a line at fault as the words for it depend on */
static bool
is_line_read(const struct stream *s)
{
	return s->at_end || s->error.code != JSCHEMA_SYNTAX ||
	    s->length - s->error.offset > MOST_OF_LINE ||
	    stream_line_end(s, s->start + s->error.offset);
}

enum stream_event
stream_next(struct stream *s)
{
	bool failed = false;
	size_t end = 0;
	if (s->values == 0 && s->buffer.length == 0 && !s->at_end && !skip_bom(s))
		return STREAM_FAILED;
	if (s->ended || !skip_separators(s, &failed))
		return !s->ended && failed ? STREAM_FAILED : STREAM_END;
	if (s->values == 1 && s->first_on_line && s->line_ended)
		s->lines = true;
	for (;;) {
		s->text = s->buffer.text + s->start;
		s->length = s->buffer.length - s->start;
		bool done = jschema_document_read(s->document, s->text, s->length,
				&s->options, &end, &s->error) &&
		    !is_run_together(s, end);
		bool cut = !done && !s->at_end && s->error.code == JSCHEMA_TRUNCATED;
		if (done && !may_go_on(s, end) && !wants_more(s, end))
			break;
		/* whatever was read behind the limit, it is the limit that is told */
		bool too_large =
		    !done && is_too_large(s, cut ? s->length : s->error.offset);
		if (!done && (too_large || (!cut && is_line_read(s))))
			return stream_fault(s);
		if (!read_more(s))
			return STREAM_FAILED;
	}
	if (is_too_large(s, end))
		return stream_fault(s);
	s->length = end;
	s->values++;
	s->start += end;
	note_lines(s);
	stream_note_loose(s);
	return STREAM_VALUE;
}
