/*
 * Instance equality (Core 4.2.2). Objects are walked in step for as long as they have the
 * same names in the same order; many members behind that are sorted. The recursion is
 * bounded, for no document is nested deeper than JSCHEMA_GREATEST_DEPTH.
 */
#include "equal.h"

#include "arena.h"
#include "characters.h"
#include "keys.h"
#include "number.h"

#include <stdlib.h>

enum {
	FEW_MEMBERS = 16, /* up to here names are looked for, one after the other */
	NODES_PER_STEP = 4,
	BYTES_PER_NODE = 256, /* beyond that a text counts as more */
};

struct comparison {
	const struct jschema_document *left;
	const struct jschema_document *right;
	uint64_t nodes; /* visited so far */
	uint64_t most_nodes;
};

static bool
visit(struct comparison *c, const struct node *n)
{
	c->nodes += 1 + n->size / BYTES_PER_NODE;
	return c->nodes <= c->most_nodes;
}

/* two of one kind */
static bool
equal_scalars(const struct jschema_document *d, const struct node *n,
    const struct jschema_document *e, const struct node *m)
{
	switch (node_kind(n)) {
	case JSCHEMA_BOOLEAN:
		return (n->about & NODE_TRUE) == (m->about & NODE_TRUE);
	case JSCHEMA_NUMBER:
		return number_equal(
		    d->text + n->start, n->size, e->text + m->start, m->size);
	case JSCHEMA_STRING:
		return characters_equal(d, n, e, m);
	default:
		return true;
	}
}

static enum answer compare_containers(struct comparison *, uint32_t a, uint32_t b);

static enum answer
compare(struct comparison *c, uint32_t a, uint32_t b)
{
	const struct node *n = &c->left->nodes[a], *m = &c->right->nodes[b];
	if (node_kind(n) != node_kind(m))
		return ANSWER_NO;
	if (!visit(c, n))
		return ANSWER_LIMIT;
	if (node_kind(n) >= JSCHEMA_ARRAY)
		return compare_containers(c, a, b);
	return equal_scalars(c->left, n, c->right, m) ? ANSWER_YES : ANSWER_NO;
}

static enum answer
compare_arrays(struct comparison *c, uint32_t a, uint32_t b)
{
	enum answer answer = ANSWER_YES;
	uint32_t x = a + 1, y = b + 1;
	for (uint32_t left = c->left->nodes[a].size; left && answer == ANSWER_YES;
	     left--) {
		answer = compare(c, x, y);
		x = c->left->nodes[x].next;
		y = c->right->nodes[y].next;
	}
	return answer;
}

static bool
same_name(const struct comparison *c, uint32_t x, uint32_t y)
{
	const struct node *n = &c->left->nodes[x], *m = &c->right->nodes[y];
	return n->next == m->next && characters_equal(c->left, n, c->right, m);
}

/*
 * Each member takes the first of its name that is not taken, so that with as many on
 * either side, none is left.
 */
static enum answer
match_few(struct comparison *c, uint32_t x, uint32_t first, uint32_t count)
{
	uint32_t taken = 0; /* a bit for each member on the right */
	enum answer answer = ANSWER_YES;
	for (uint32_t left = count; left && answer == ANSWER_YES; left--) {
		uint32_t y = first, i = 0;
		while (i < count && (taken >> i & 1 || !same_name(c, x, y))) {
			y = next_key(c->right->nodes, y);
			i++;
		}
		if (i == count)
			return ANSWER_NO;
		taken |= UINT32_C(1) << i;
		answer = compare(c, x + 1, y + 1);
		x = next_key(c->left->nodes, x);
	}
	return answer;
}

static enum answer
match_sorted(
    struct comparison *c, const struct key *x, const struct key *y, uint32_t count)
{
	enum answer answer = ANSWER_YES;
	for (uint32_t i = 0; i < count && answer == ANSWER_YES; i++)
		answer = keys_equal(&x[i], &y[i])
		    ? compare(c, x[i].node + 1, y[i].node + 1)
		    : ANSWER_NO;
	return answer;
}

/*
 * Other names most often have another sum of hashes, so that they need no sorting. A key
 * to sort is a step.
 */
static enum answer
match_many(struct comparison *c, uint32_t x, uint32_t y, uint32_t count)
{
	uint32_t difference = 0;
	for (uint32_t i = 0, p = x, q = y; i < count; i++) {
		const struct node *n = &c->left->nodes[p], *m = &c->right->nodes[q];
		if (!visit(c, n) || !visit(c, m))
			return ANSWER_LIMIT;
		difference += n->next - m->next;
		p = next_key(c->left->nodes, p);
		q = next_key(c->right->nodes, q);
	}
	if (difference)
		return ANSWER_NO;
	c->nodes += (uint64_t)count * 2 * NODES_PER_STEP;
	if (c->nodes > c->most_nodes)
		return ANSWER_LIMIT;
	struct key *left = keys_sorted(c->left, x, count);
	struct key *right = left ? keys_sorted(c->right, y, count) : NULL;
	enum answer answer =
	    right ? match_sorted(c, left, right, count) : ANSWER_NO_MEMORY;
	free(left);
	free(right);
	return answer;
}

static enum answer
compare_objects(struct comparison *c, uint32_t a, uint32_t b)
{
	uint32_t x = a + 1, y = b + 1, left = c->left->nodes[a].size;
	for (; left && same_name(c, x, y); left--) {
		enum answer answer = compare(c, x + 1, y + 1);
		if (answer != ANSWER_YES)
			return answer;
		x = next_key(c->left->nodes, x);
		y = next_key(c->right->nodes, y);
	}
	return left <= FEW_MEMBERS ? match_few(c, x, y, left) : match_many(c, x, y, left);
}

static enum answer
compare_containers(struct comparison *c, uint32_t a, uint32_t b)
{
	const struct node *n = &c->left->nodes[a];
	if (n->size != c->right->nodes[b].size)
		return ANSWER_NO;
	return node_kind(n) == JSCHEMA_ARRAY ? compare_arrays(c, a, b)
					     : compare_objects(c, a, b);
}

enum answer
equal_values(const struct jschema_document *d, uint32_t a,
    const struct jschema_document *e, uint32_t b, uint64_t *steps, uint64_t most_steps)
{
	const struct node *n = &d->nodes[a], *m = &e->nodes[b];
	if (node_kind(n) != node_kind(m))
		return ANSWER_NO;
	if (node_kind(n) < JSCHEMA_ARRAY)
		return equal_scalars(d, n, e, m) ? ANSWER_YES : ANSWER_NO;
	uint64_t left = *steps < most_steps ? most_steps - *steps : 0;
	uint64_t most_nodes =
	    left < UINT64_MAX / NODES_PER_STEP ? left * NODES_PER_STEP : UINT64_MAX;
	struct comparison c = {d, e, 0, most_nodes};
	enum answer answer = compare_containers(&c, a, b);
	*steps += c.nodes / NODES_PER_STEP;
	return answer;
}

/* ---- are all elements different? ---- */

enum {
	FEW_ELEMENTS = 16, /* up to here they are compared pair by pair, */
	FEW_NODES = 256,   /* where they are small */
	/* Different values with one hash: chance has few of them, and who makes them
	 * shall not get far. */
	COLLISION_STEPS = 1000,
};

struct hashed {
	uint64_t hash;
	uint32_t node;
	uint32_t index;
};

struct elements {
	const struct jschema_document *document;
	uint64_t *steps;
	uint64_t most_steps;
	uint64_t steps_per_pair; /* of different ones */
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
	if (node_kind(n) == JSCHEMA_STRING)
		return mix(h, characters_hash(d, n));
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
			sum += mix(mix(3, d->nodes[child].next), value);
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

/* two elements that are equal, or cannot be told apart */
static enum answer
found(const struct elements *e, enum answer same, const struct hashed *first,
    const struct hashed *again)
{
	if (same != ANSWER_YES)
		return same;
	if (e->pair) {
		e->pair[0] = first->index;
		e->pair[1] = again->index;
	}
	return ANSWER_NO;
}

/* compares all pairs of one hash with each other */
static enum answer
compare_run(const struct elements *e, const struct hashed *run, size_t count)
{
	const struct jschema_document *d = e->document;
	for (size_t i = 1; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			enum answer same = equal_values(
			    d, run[i].node, d, run[j].node, e->steps, e->most_steps);
			if (same != ANSWER_NO)
				return found(e, same, &run[j], &run[i]);
			*e->steps += e->steps_per_pair;
			if (*e->steps > e->most_steps)
				return ANSWER_LIMIT;
		}
	}
	return ANSWER_YES;
}

static enum answer
unique_by_hash(const struct elements *e, struct hashed *all, uint32_t count)
{
	enum answer answer = ANSWER_YES;
	for (uint32_t i = 0; i < count; i++)
		all[i].hash = hash_value(e->document, all[i].node);
	qsort(all, count, sizeof *all, compare_hashed);
	for (uint32_t i = 0, end; i < count && answer == ANSWER_YES; i = end) {
		for (end = i + 1; end < count && all[end].hash == all[i].hash; end++)
			;
		answer = compare_run(e, all + i, end - i);
	}
	return answer;
}

enum answer
equal_unique(const struct jschema_document *d, uint32_t array, uint64_t *steps,
    uint64_t most_steps, uint32_t pair[2])
{
	struct hashed few[FEW_ELEMENTS], *all = few;
	uint32_t count = d->nodes[array].size, node = array + 1;
	uint32_t nodes = d->nodes[array].next - node;
	bool hashes = count > FEW_ELEMENTS || nodes > FEW_NODES;
	const struct elements elements = {
	    d, steps, most_steps, hashes ? COLLISION_STEPS : 1, pair};
	if (hashes && (*steps += nodes / NODES_PER_STEP) > most_steps)
		return ANSWER_LIMIT;
	if (count > FEW_ELEMENTS && !(all = malloc(count * sizeof *all)))
		return ANSWER_NO_MEMORY;
	for (uint32_t i = 0; i < count; i++, node = d->nodes[node].next)
		all[i] = (struct hashed){0, node, i};
	enum answer answer = hashes ? unique_by_hash(&elements, all, count)
				    : compare_run(&elements, all, count);
	if (all != few)
		free(all);
	return answer;
}

/* ---- one of many ---- */

struct equal_set {
	const struct jschema_document *document;
	struct hashed *scalars; /* by their hashes */
	uint32_t scalar_count;
	uint32_t *containers;
	uint32_t container_count;
};

const struct equal_set *
equal_set_make(struct arena *arena, const struct jschema_document *d, uint32_t array)
{
	uint32_t size = d->nodes[array].size, node = array + 1;
	struct equal_set *s = arena_alloc(arena, 1, sizeof *s);
	if (!s)
		return NULL;
	s->document = d;
	s->scalars = arena_alloc(arena, size, sizeof *s->scalars);
	s->containers = arena_alloc(arena, size, sizeof *s->containers);
	if (!s->scalars || !s->containers)
		return NULL;
	for (uint32_t i = 0; i < size; i++, node = d->nodes[node].next) {
		if (node_kind(&d->nodes[node]) < JSCHEMA_ARRAY)
			s->scalars[s->scalar_count++] =
			    (struct hashed){hash_scalar(d, &d->nodes[node]), node, i};
		else
			s->containers[s->container_count++] = node;
	}
	qsort(s->scalars, s->scalar_count, sizeof *s->scalars, compare_hashed);
	return s;
}

/* the first one whose hash is not less */
static const struct hashed *
find_hash(const struct equal_set *s, uint64_t hash)
{
	const struct hashed *from = s->scalars, *end = from + s->scalar_count;
	while (from < end) {
		const struct hashed *middle = from + (end - from) / 2;
		if (middle->hash < hash)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

static bool
has_scalar(
    const struct equal_set *s, const struct jschema_document *e, const struct node *m)
{
	uint64_t hash = hash_scalar(e, m);
	const struct hashed *end = s->scalars + s->scalar_count;
	for (const struct hashed *h = find_hash(s, hash); h < end && h->hash == hash;
	     h++) {
		const struct node *n = &s->document->nodes[h->node];
		if (node_kind(n) == node_kind(m) && equal_scalars(s->document, n, e, m))
			return true;
	}
	return false;
}

enum answer
equal_to_one(const struct equal_set *s, const struct jschema_document *e, uint32_t node,
    uint64_t *steps, uint64_t most_steps)
{
	if (node_kind(&e->nodes[node]) < JSCHEMA_ARRAY)
		return has_scalar(s, e, &e->nodes[node]) ? ANSWER_YES : ANSWER_NO;
	*steps += s->container_count / NODES_PER_STEP;
	for (uint32_t i = 0; i < s->container_count; i++) {
		enum answer answer = equal_values(
		    s->document, s->containers[i], e, node, steps, most_steps);
		if (answer != ANSWER_NO)
			return answer;
	}
	return ANSWER_NO;
}
