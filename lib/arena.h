#ifndef JSCHEMA_ARENA_H
#define JSCHEMA_ARENA_H

#include <stddef.h>

/*
 * A bump allocator: many allocations, one free. {0} is an empty arena.
 * What it hands out is zeroed and aligned for any type.
 */
struct arena {
	struct arena_block *blocks;
	char *at;
	char *end;
};

/* `count` things of `size` bytes, zeroed; NULL when memory or the address space runs out
 */
void *arena_alloc(struct arena *, size_t count, size_t size);
/* a copy of `length` bytes with a NUL behind it; NULL when memory runs out */
char *arena_copy(struct arena *, const char *text, size_t length);
/* gives back what was taken since the arena was as it was then */
void arena_back(struct arena *, struct arena then);
/* gives everything back and leaves an empty arena */
void arena_free(struct arena *);

#endif
