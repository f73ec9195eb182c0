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

struct twice *
twice_list(struct stream *s, const struct subject *subject, size_t *count)
{
	const struct jschema_document *document = subject->value.document;
	*count = jschema_duplicates(document);
	if (*count == 0)
		return NULL;
	struct twice *list = xrealloc(NULL, *count, sizeof *list);
	struct twice **order = xrealloc(NULL, *count, sizeof *order);
	for (size_t i = 0; i < *count; i++) {
		jschema_duplicate(document, i, &list[i].before, &list[i].again);
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
