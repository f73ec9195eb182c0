/*
 * What a schema lists is looked for through its references and branches, which takes a
 * while; so it is done once for all the objects that it describes.
 */
#include "listing.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 16 };

static struct listing *
make(struct jschema_subschema subschema)
{
	struct listing *l = xmalloc(sizeof *l);
	*l = (struct listing){.subschema = subschema,
	    .count = jschema_property_count(subschema),
	    .finder = jschema_listing_new(subschema)};
	if (!l->finder)
		die_of_memory();
	l->members = xrealloc(NULL, l->count, sizeof *l->members);
	for (size_t i = 0; i < l->count; i++) {
		struct listed *m = &l->members[i];
		m->name.text = jschema_property_name(subschema, i, &m->name.length);
		m->subschema = jschema_property_at(subschema, i);
	}
	return l;
}

/* the slot of a subschema, or the one where it would be */
static struct listing **
find_slot(const struct listings *l, struct jschema_subschema subschema)
{
	size_t i = subschema.index * (size_t)UINT32_C(0x9e3779b1) >> 8;
	for (;; i++) {
		struct listing **slot = &l->slots[i & (l->capacity - 1)];
		if (!*slot ||
		    ((*slot)->subschema.index == subschema.index &&
			(*slot)->subschema.schema == subschema.schema))
			return slot;
	}
}

static void
grow(struct listings *l)
{
	struct listings more = {
	    .capacity = l->capacity ? l->capacity * 2 : FIRST_SLOTS, .count = l->count};
	more.slots = xrealloc(NULL, more.capacity, sizeof *more.slots);
	for (size_t i = 0; i < more.capacity; i++)
		more.slots[i] = NULL;
	for (size_t i = 0; i < l->capacity; i++) {
		if (l->slots[i])
			*find_slot(&more, l->slots[i]->subschema) = l->slots[i];
	}
	free(l->slots);
	*l = more;
}

const struct listing *
listing_of(struct listings *l, struct jschema_subschema subschema)
{
	if (l->count * 2 >= l->capacity)
		grow(l);
	struct listing **slot = find_slot(l, subschema);
	if (!*slot) {
		*slot = make(subschema);
		l->count++;
	}
	return *slot;
}

size_t
listing_find(const struct listing *l, const char *name, size_t length)
{
	size_t i = 0;
	while (i < l->count && !word_is(&l->members[i].name, name, length))
		i++;
	return i;
}

void
listings_free(struct listings *l)
{
	for (size_t i = 0; i < l->capacity; i++) {
		if (!l->slots[i])
			continue;
		jschema_listing_free(l->slots[i]->finder);
		free(l->slots[i]->members);
		free(l->slots[i]);
	}
	free(l->slots);
}
