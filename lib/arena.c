/*
 * Memory of one owner: a compiled schema, a result. Blocks grow by doubling,
 * so that small owners stay small and large ones need few calls of malloc.
 */
#include "arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_BLOCK = 1024,
	LARGEST_BLOCK = 1 << 20,
};

struct arena_block {
	struct arena_block *next;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static bool
add_block(struct arena *a, size_t need)
{
	size_t size = a->blocks ? a->blocks->size * 2 : FIRST_BLOCK;
	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(struct arena_block))
		return false;
	struct arena_block *block = malloc(sizeof *block + size);
	if (!block)
		return false;
	block->next = a->blocks;
	block->size = size;
	a->blocks = block;
	a->at = block->bytes;
	a->end = block->bytes + size;
	return true;
}

void *
arena_alloc(struct arena *a, size_t count, size_t size)
{
	const size_t align = alignof(max_align_t);
	if (size && count > (SIZE_MAX - align) / size)
		return NULL;
	size_t need = (count * size + align - 1) / align * align;
	bool fits = a->at && need <= (size_t)(a->end - a->at);
	if (!fits && !add_block(a, need))
		return NULL;
	void *memory = a->at;
	a->at += need;
	return memset(memory, 0, need);
}

char *
arena_copy(struct arena *a, const char *text, size_t length)
{
	char *copy = length < SIZE_MAX ? arena_alloc(a, length + 1, 1) : NULL;
	if (copy && length)
		memcpy(copy, text, length);
	return copy;
}

void
arena_back(struct arena *a, struct arena then)
{
	while (a->blocks != then.blocks) {
		struct arena_block *next = a->blocks->next;
		free(a->blocks);
		a->blocks = next;
	}
	*a = then;
}

void
arena_free(struct arena *a)
{
	arena_back(a, (struct arena){0});
}
