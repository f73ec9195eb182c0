/* Open addressing over a list: the hash of a key is computed once, when it is read. */
#include "names.h"

#include "arena.h"
#include "characters.h"

#include <string.h>

/* A name behind the last one, which is longer than any key. */
static void
end_list(struct names *n)
{
	n->list[n->count] = (struct name){.length = SIZE_MAX};
}

bool
names_init(struct names *n, struct arena *arena, size_t capacity)
{
	size_t slots = 4;
	while (slots < capacity * 3)
		slots *= 2;
	*n = (struct names){
	    .list = arena_alloc(arena, slots / 3 + 1, sizeof *n->list),
	    .slots = arena_alloc(arena, slots, sizeof *n->slots),
	    .mask = (uint32_t)(slots - 1),
	};
	if (n->list)
		end_list(n);
	return n->list && n->slots;
}

bool
names_reserve(struct names *n, struct arena *arena)
{
	if (n->slots && (n->count + 1) * UINT64_C(3) <= n->mask)
		return true;
	struct names larger;
	if (!names_init(&larger, arena, (size_t)n->count * 2 + 4))
		return false;
	for (uint32_t i = 0; i < n->count; i++)
		names_add(&larger, n->list[i].text, n->list[i].length, n->list[i].value);
	*n = larger;
	return true;
}

static bool
is_name(const struct name *name, const char *text, size_t length)
{
	return name->length == length && memcmp(name->text, text, length) == 0;
}

bool
names_add(struct names *n, const char *text, size_t length, uint32_t value)
{
	uint32_t hash = characters_hash_plain(text, length);
	uint32_t at = hash & n->mask;
	for (; n->slots[at].index; at = (at + 1) & n->mask) {
		if (n->slots[at].hash == hash &&
		    is_name(&n->list[n->slots[at].index - 1], text, length))
			return false;
	}
	n->list[n->count++] = (struct name){text, length, value};
	end_list(n);
	n->slots[at] = (struct name_slot){hash, n->count};
	return true;
}

const struct name *
names_find(const struct names *n, const char *text, size_t length)
{
	if (!n->slots)
		return NULL;
	uint32_t hash = characters_hash_plain(text, length);
	for (uint32_t at = hash & n->mask; n->slots[at].index; at = (at + 1) & n->mask) {
		const struct name *name = &n->list[n->slots[at].index - 1];
		if (n->slots[at].hash == hash && is_name(name, text, length))
			return name;
	}
	return NULL;
}

const struct name *
names_find_key(
    const struct names *n, const struct jschema_document *d, const struct node *key)
{
	if (!n->slots)
		return NULL;
	for (uint32_t at = key->next & n->mask; n->slots[at].index;
	     at = (at + 1) & n->mask) {
		const struct name *name = &n->list[n->slots[at].index - 1];
		if (n->slots[at].hash == key->next &&
		    characters_are(d, key, name->text, name->length))
			return name;
	}
	return NULL;
}
