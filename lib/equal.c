/*
 * Instance equality (Core 4.2.2). The recursion is bounded: both values went through the
 * reader's limit of depth.
 */
#include "equal.h"

#include "characters.h"
#include "number.h"

static bool
equal_arrays(const struct jschema_document *d, uint32_t a,
    const struct jschema_document *e, uint32_t b)
{
	uint32_t count = d->nodes[a].size, x = a + 1, y = b + 1;
	for (uint32_t i = 0; i < count; i++) {
		if (!equal_values(d, x, e, y))
			return false;
		x = d->nodes[x].next;
		y = e->nodes[y].next;
	}
	return true;
}

/* The value of the member with this key, or 0; most often it is the one at `likely`. */
static uint32_t
find_member(const struct jschema_document *d, uint32_t object, uint32_t likely,
    const struct jschema_document *e, const struct node *key)
{
	uint32_t at = object + 1;
	const struct node *n = &d->nodes[likely];
	if (n->next == key->next && characters_equal(d, n, e, key))
		return likely + 1;
	for (uint32_t i = 0; i < d->nodes[object].size;
	     i++, at = next_key(d->nodes, at)) {
		n = &d->nodes[at];
		if (n->next == key->next && characters_equal(d, n, e, key))
			return at + 1;
	}
	return 0;
}

static bool
equal_objects(const struct jschema_document *d, uint32_t a,
    const struct jschema_document *e, uint32_t b)
{
	uint32_t x = a + 1, y = b + 1;
	for (uint32_t i = 0; i < d->nodes[a].size; i++) {
		uint32_t value = find_member(e, b, y, d, &d->nodes[x]);
		if (!value || !equal_values(d, x + 1, e, value))
			return false;
		x = next_key(d->nodes, x);
		y = next_key(e->nodes, y);
	}
	return true;
}

bool
equal_values(const struct jschema_document *d, uint32_t a,
    const struct jschema_document *e, uint32_t b)
{
	const struct node *n = &d->nodes[a], *m = &e->nodes[b];
	if (node_kind(n) != node_kind(m))
		return false;
	switch (node_kind(n)) {
	case JSCHEMA_NULL:
		return true;
	case JSCHEMA_BOOLEAN:
		return (n->about & NODE_TRUE) == (m->about & NODE_TRUE);
	case JSCHEMA_NUMBER:
		return number_equal(
		    d->text + n->start, n->size, e->text + m->start, m->size);
	case JSCHEMA_STRING:
		return characters_equal(d, n, e, m);
	case JSCHEMA_ARRAY:
		return n->size == m->size && equal_arrays(d, a, e, b);
	case JSCHEMA_OBJECT:
		return n->size == m->size && equal_objects(d, a, e, b);
	}
	return false;
}
