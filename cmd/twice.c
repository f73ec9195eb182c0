/*
 * Names that stand twice: a message tells both places, and the first ones may stand in
 * any order. They are counted in one pass over the text all the same.
 */
#include "twice.h"

#include <stdlib.h>

/* by where the first one stands */
static int
compare_before(const void *left, const void *right)
{
	const struct twice *const *a = left, *const *b = right;
	size_t x = jschema_offset((*a)->before), y = jschema_offset((*b)->before);
	return (x > y) - (x < y);
}

static struct jschema_value
again_of(const struct jschema_document *document, size_t i)
{
	struct jschema_value first, again = {NULL, 0};
	jschema_duplicate(document, i, &first, &again);
	return again;
}

/* the first one of the document that does not stand before a value */
static size_t
first_behind(struct jschema_value v)
{
	size_t low = 0, high = jschema_duplicates(v.document);
	size_t offset = jschema_offset(v);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (jschema_offset(again_of(v.document, middle)) < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
twice_in(const struct subject *subject)
{
	const struct jschema_document *document = subject->value.document;
	return jschema_duplicates(document) &&
	    jschema_holds(
		subject->value, again_of(document, first_behind(subject->value)));
}

void
twice_say(struct buffer *message, const struct twice *t)
{
	buffer_format(message,
	    "expected each name once in an object, got this one again; the first is at line "
	    "%zu, column %zu",
	    t->place.line, t->place.column);
	buffer_add(message, "", 1);
}

struct twice *
twice_list(struct stream *s, const struct subject *subject, size_t *count)
{
	const struct jschema_document *document = subject->value.document;
	size_t from = first_behind(subject->value), to = from;
	while (jschema_holds(subject->value, again_of(document, to)))
		to++;
	*count = to - from;
	if (*count == 0)
		return NULL;
	struct twice *list = xrealloc(NULL, *count, sizeof *list);
	struct twice **order = xrealloc(NULL, *count, sizeof *order);
	for (size_t i = 0; i < *count; i++) {
		list[i].number = from + i;
		jschema_duplicate(document, from + i, &list[i].before, &list[i].again);
		order[i] = &list[i];
	}
	qsort(order, *count, sizeof *order, compare_before);
	/* a place of its own, so that the stream's need not come back */
	struct jschema_place place = s->place;
	size_t base = (size_t)(s->text - s->buffer.text);
	for (size_t i = 0; i < *count; i++) {
		size_t offset = subject_offset(subject, jschema_offset(order[i]->before));
		jschema_move(&place, s->buffer.text, base + offset);
		order[i]->place = place;
	}
	free(order);
	return list;
}
