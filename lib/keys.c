/*
 * The keys of an object in an order of their own. Sorted, and not in a table, because
 * whoever wrote the text may have chosen the hashes too.
 */
#include "keys.h"

#include "characters.h"

#include <stdlib.h>

static int
compare_keys(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	int order = characters_compare(a->document, &a->document->nodes[a->node],
	    b->document, &b->document->nodes[b->node]);
	return order ? order : (a->node > b->node) - (a->node < b->node);
}

struct key *
keys_sorted(const struct jschema_document *d, uint32_t first, uint32_t count)
{
	struct key *keys = malloc(count * sizeof *keys);
	if (!keys)
		return NULL;
	for (uint32_t i = 0, key = first; i < count; key = next_key(d->nodes, key), i++)
		keys[i] = (struct key){d, d->nodes[key].next, key};
	qsort(keys, count, sizeof *keys, compare_keys);
	return keys;
}

bool
keys_equal(const struct key *a, const struct key *b)
{
	return a->hash == b->hash &&
	    characters_equal(a->document, &a->document->nodes[a->node], b->document,
		&b->document->nodes[b->node]);
}
