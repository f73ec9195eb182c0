/*
 * A first look at whole lines. A line with one good document is done with; from any other
 * on, the stream has to go over all that it would have seen together.
 */
#include "block.h"

#include <stdlib.h>
#include <string.h>

bool
reader_open(struct reader *r, const struct run *run, const struct printer *printer)
{
	const struct options *o = run->options;
	*r = (struct reader){
	    .document = jschema_document_new(),
	    .glance.lint = {.options = o, .shows_hints = run->lint.shows_hints},
	    .reading.max_depth = o->max_depth,
	    .max_size = o->max_size,
	    .printer = printer,
	    .redaction = o->redact,
	};
	return r->document;
}

void
reader_close(struct reader *r)
{
	jschema_document_free(r->document);
	glance_free(&r->glance);
	order_free(&r->order);
	redacted_free(&r->redacted);
}

void
block_free(struct block *b)
{
	free(b->text.text);
	free(b->printed.text);
	free(b->stretches);
}

static void
leave(struct block *b, size_t start, size_t end)
{
	size_t count = b->stretch_count;
	if (count && b->stretches[count - 1].end == start) {
		b->stretches[count - 1].end = end;
		return;
	}
	if (count == b->stretch_capacity) {
		b->stretch_capacity = count * 2 + 16;
		b->stretches =
		    xrealloc(b->stretches, b->stretch_capacity, sizeof *b->stretches);
	}
	b->stretches[b->stretch_count++] =
	    (struct stretch){start, end, b->good, b->printed.length};
}

static size_t
next_line(const struct block *b, size_t at)
{
	const char *end = memchr(b->text.text + at, '\n', b->text.length - at);
	return end ? (size_t)(end - b->text.text) + 1 : b->text.length;
}

/* to the next value on the line, or to the next line */
static size_t
skip_blanks(const struct block *b, size_t at, bool *line_ended)
{
	return separators_end(b->text.text, at, next_line(b, at), line_ended);
}

static bool
read_value(
    struct reader *r, const struct block *b, size_t *at, struct jschema_error *error)
{
	size_t end;
	if (!jschema_document_read(r->document, b->text.text + *at, b->text.length - *at,
		&r->reading, &end, error))
		return false;
	*at += end;
	return true;
}

/*
 * The first start of a line at which no value is open. Behind a fault the stream goes on
 * at the next line, but it has seen as much as up to the fault.
 */
static size_t
stretch_end(struct reader *r, const struct block *b, size_t at)
{
	struct jschema_error error;
	bool line_ended;
	size_t seen = at;
	for (;;) {
		at = skip_blanks(b, at, &line_ended);
		if (at == b->text.length || (line_ended && at >= seen))
			return at;
		if (line_ended || read_value(r, b, &at, &error))
			continue;
		if (error.code == JSCHEMA_TRUNCATED)
			return b->text.length;
		size_t fault_end = next_line(b, at + error.offset);
		seen = fault_end > seen ? fault_end : seen;
		at = next_line(b, at);
		if (at >= seen)
			return at;
	}
}

static void
print(struct reader *r, struct block *b, const char *text, size_t size)
{
	if (r->redaction)
		redact(&r->redacted, r->document, text, size);
	printer_write(r->printer, &b->printed, &r->order,
	    redact_printed(jschema_root(r->document)), r->glance.choice.schema);
}

/* whether one document stands on a line, alone, and is good; then it is printed */
static bool
look_at_line(struct reader *r, struct block *b, size_t start, size_t next)
{
	struct jschema_error error;
	bool line_ended;
	size_t at = separators_end(b->text.text, start, next, &line_ended), begin = at;
	if (at == next)
		return true;
	if (!read_value(r, b, &at, &error) || at > next)
		return false;
	size_t size = at - begin;
	if (separators_end(b->text.text, at, next, &line_ended) != next || !line_ended)
		return false;
	if (r->max_size && size > r->max_size)
		return false;
	/* what is no object may be the end of a secret that a fault has cut off, which
	 * the stream knows */
	if (r->redaction && jschema_kind(jschema_root(r->document)) != JSCHEMA_OBJECT)
		return false;
	if (!glance(&r->glance, jschema_root(r->document), b->text.text + begin, size))
		return false;
	b->good++;
	if (r->printer->printing == PRINT_JSON)
		print(r, b, b->text.text + begin, size);
	return true;
}

void
block_look_through(struct block *b, struct reader *r)
{
	size_t next;
	b->stretch_count = b->good = b->lines = b->printed.length = 0;
	memset(b->hints, 0, sizeof b->hints);
	r->glance.hints = b->hints;
	for (size_t at = 0; at < b->text.length; at = next) {
		next = next_line(b, at);
		b->lines++;
		if (look_at_line(r, b, at, next))
			continue;
		next = stretch_end(r, b, at);
		leave(b, at, next);
	}
}

bool
block_is_left(const struct block *b)
{
	size_t left = 0;
	for (size_t i = 0; i < b->stretch_count; i++)
		left += b->stretches[i].end - b->stretches[i].start;
	return left > b->text.length / 2;
}
