/*
 * Names that stand twice in an object, found when it closes. RFC 8259 section 4 leaves
 * open what they mean, and readers differ, so whoever asks is told both places.
 */
#include "duplicates.h"

#include "characters.h"
#include "keys.h"

#include <stdlib.h>

enum {
	FEW_MEMBERS = 16, /* up to here names are compared pair by pair */
	SEEN_BITS = 512,
};

static bool
add_duplicate(struct jschema_document *d, uint32_t first, uint32_t again)
{
	if (d->duplicate_count == d->duplicate_capacity) {
		size_t capacity = d->duplicate_capacity ? d->duplicate_capacity * 2 : 8;
		struct duplicate *more = realloc(d->duplicates, capacity * sizeof *more);
		if (!more)
			return false;
		d->duplicates = more;
		d->duplicate_capacity = capacity;
	}
	d->duplicates[d->duplicate_count++] = (struct duplicate){first, again};
	return true;
}

static bool
find_among_many(struct jschema_document *d, uint32_t object)
{
	uint32_t count = d->nodes[object].size;
	struct key *keys = keys_sorted(d, object + 1, count);
	if (!keys)
		return false;
	bool done = true;
	for (uint32_t i = 1, first = 0; i < count && done; i++) {
		if (keys_equal(&keys[first], &keys[i]))
			done = add_duplicate(d, keys[first].node, keys[i].node);
		else
			first = i;
	}
	free(keys);
	return done;
}

/* whether the hashes of all names surely differ, by a bit for each: nearly always */
static bool
are_different(const struct jschema_document *d, uint32_t object)
{
	uint64_t seen[SEEN_BITS / 64] = {0}, again = 0;
	uint32_t key = object + 1;
	for (uint32_t left = d->nodes[object].size; left; left--) {
		uint32_t bit = d->nodes[key].next % SEEN_BITS;
		again |= seen[bit / 64] >> bit % 64 & 1;
		seen[bit / 64] |= UINT64_C(1) << bit % 64;
		key = next_key(d->nodes, key);
	}
	return !again;
}

static bool
find_among_few(struct jschema_document *d, uint32_t object)
{
	uint32_t hashes[FEW_MEMBERS], keys[FEW_MEMBERS];
	uint32_t count = d->nodes[object].size;
	for (uint32_t i = 0, key = object + 1; i < count;
	     key = next_key(d->nodes, key), i++) {
		hashes[i] = d->nodes[key].next;
		keys[i] = key;
		for (uint32_t j = 0; j < i; j++) {
			if (hashes[j] != hashes[i] ||
			    !characters_equal(d, &d->nodes[keys[j]], d, &d->nodes[key]))
				continue;
			if (!add_duplicate(d, keys[j], key))
				return false;
			break;
		}
	}
	return true;
}

bool
duplicates_find(struct jschema_document *d, uint32_t object)
{
	if (d->nodes[object].size > FEW_MEMBERS)
		return find_among_many(d, object);
	return are_different(d, object) || find_among_few(d, object);
}

static int
compare_duplicates(const void *left, const void *right)
{
	const struct duplicate *a = left, *b = right;
	return (a->again > b->again) - (a->again < b->again);
}

void
duplicates_sort(struct jschema_document *d)
{
	if (d->duplicate_count > 1)
		qsort(d->duplicates, d->duplicate_count, sizeof *d->duplicates,
		    compare_duplicates);
}
