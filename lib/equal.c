/*
 * Instance equality (Core 4.2.2). The recursion is bounded, for no document is nested
 * deeper than JSCHEMA_GREATEST_DEPTH.
 */
#include "equal.h"

#include "characters.h"
#include "number.h"

#include <stdlib.h>

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

/* ---- are all elements different? ---- */

enum { FEW_ELEMENTS = 16 }; /* up to here they are compared pair by pair */

struct hashed {
	uint64_t hash;
	uint32_t node;
	uint32_t index;
};

struct comparison {
	const struct jschema_document *document;
	uint64_t *steps;
	uint64_t most_steps;
	uint32_t *pair;
};

static uint64_t
mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ (h >> 29);
}

static uint64_t
hash_scalar(const struct jschema_document *d, const struct node *n)
{
	uint64_t h = mix(1, node_kind(n));
	if (node_kind(n) == JSCHEMA_NUMBER)
		return mix(h, number_hash(d->text + n->start, n->size));
	if (node_kind(n) == JSCHEMA_BOOLEAN)
		return mix(h, n->about & NODE_TRUE);
	if (node_kind(n) == JSCHEMA_STRING) {
		struct characters c = characters_of(d, n);
		for (int byte; (byte = characters_next(&c)) >= 0;)
			h = mix(h, (uint64_t)byte);
	}
	return h;
}

/* equal values have equal hashes; members count in any order (Core 4.2.2) */
static uint64_t
hash_value(const struct jschema_document *d, uint32_t node)
{
	const struct node *n = &d->nodes[node];
	bool object = node_kind(n) == JSCHEMA_OBJECT;
	if (node_kind(n) < JSCHEMA_ARRAY)
		return hash_scalar(d, n);
	uint64_t h = mix(2, node_kind(n)), sum = 0;
	uint32_t child = node + 1;
	for (uint32_t i = 0; i < n->size; i++) {
		uint64_t value = hash_value(d, child + object);
		if (object)
			sum += mix(hash_scalar(d, &d->nodes[child]), value);
		else
			h = mix(h, value);
		child = d->nodes[child + object].next;
	}
	return mix(h, sum);
}

static int
compare_hashed(const void *left, const void *right)
{
	const struct hashed *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->node > b->node) - (a->node < b->node);
}

/* compares all pairs of one hash with each other */
static enum unique
compare_run(const struct comparison *c, const struct hashed *run, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (++*c->steps > c->most_steps)
				return UNIQUE_LIMIT;
			if (!equal_values(
				c->document, run[i].node, c->document, run[j].node))
				continue;
			if (c->pair) {
				c->pair[0] = run[j].index;
				c->pair[1] = run[i].index;
			}
			return UNIQUE_NO;
		}
	}
	return UNIQUE_YES;
}

static enum unique
unique_among_many(const struct comparison *c, struct hashed *all, uint32_t count)
{
	enum unique answer = UNIQUE_YES;
	qsort(all, count, sizeof *all, compare_hashed);
	for (uint32_t i = 0, end; i < count && answer == UNIQUE_YES; i = end) {
		for (end = i + 1; end < count && all[end].hash == all[i].hash; end++)
			;
		answer = compare_run(c, all + i, end - i);
	}
	return answer;
}

enum unique
equal_unique(const struct jschema_document *d, uint32_t array, uint64_t *steps,
    uint64_t most_steps, uint32_t pair[2])
{
	const struct comparison c = {d, steps, most_steps, pair};
	struct hashed few[FEW_ELEMENTS], *all = few;
	uint32_t count = d->nodes[array].size, node = array + 1;
	bool many = count > FEW_ELEMENTS;
	if (many && !(all = malloc(count * sizeof *all)))
		return UNIQUE_NO_MEMORY;
	for (uint32_t i = 0; i < count; i++, node = d->nodes[node].next)
		all[i] = (struct hashed){many ? hash_value(d, node) : 0, node, i};
	enum unique answer =
	    many ? unique_among_many(&c, all, count) : compare_run(&c, all, count);
	if (many)
		free(all);
	return answer;
}
