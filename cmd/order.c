/* The order in which members are shown and written: that of the schema. */
#include "order.h"

#include "util.h"

#include <stdint.h>
#include <stdlib.h>

static int
compare_members(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	size_t x = jschema_offset(a->item.value), y = jschema_offset(b->item.value);
	return (x > y) - (x < y);
}

struct member *
order_members(
    struct jschema_value object, struct jschema_subschema subschema, size_t *count)
{
	struct jschema_item item;
	bool sorted = true;
	*count = 0;
	if (!jschema_first(object, &item))
		return NULL;
	struct member *members = xrealloc(NULL, jschema_count(object), sizeof *members);
	do {
		struct member *m = &members[(*count)++];
		m->item = item;
		m->position = SIZE_MAX;
		m->subschema = jschema_property(subschema, item.key, &m->position);
		sorted = sorted && (*count == 1 || m[-1].position <= m->position);
	} while (jschema_next(&item));
	if (!sorted)
		qsort(members, *count, sizeof *members, compare_members);
	return members;
}
