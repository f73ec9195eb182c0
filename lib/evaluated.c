/* Sets of evaluated children: bits on a stack that grows, and shrinks as subschemas end.
 */
#include "evaluated.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_PER_STEP = 16 }; /* to make a set, and to join it with another */

static bool
reserve(struct run *run, size_t words)
{
	if (words <= run->bit_capacity - run->bit_count)
		return true;
	size_t capacity = (run->bit_count + words) * 2;
	uint64_t *more = capacity <= SIZE_MAX / sizeof *more
	    ? realloc(run->bits, capacity * sizeof *more)
	    : NULL;
	if (!more)
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	run->bits = more;
	run->bit_capacity = capacity;
	return true;
}

bool
evaluated_begin(struct run *run, struct evaluated *e, uint32_t node)
{
	size_t words = ((size_t)run->nodes[node].size + 63) / 64;
	if (!reserve(run, words))
		return false;
	run->steps += words / WORDS_PER_STEP;
	*e = (struct evaluated){node, run->bit_count, words, run->evaluated};
	if (words)
		memset(run->bits + run->bit_count, 0, words * sizeof *run->bits);
	run->bit_count += words;
	run->evaluated = e;
	return true;
}

void
evaluated_end(struct run *run, struct evaluated *e, bool keep)
{
	const struct evaluated *outer = e->outer;
	for (size_t i = 0; keep && outer && outer->node == e->node && i < e->words; i++)
		run->bits[outer->first + i] |= run->bits[e->first + i];
	run->bit_count = e->first;
	run->evaluated = e->outer;
}

void
evaluated_mark(struct run *run, uint32_t position)
{
	run->bits[run->evaluated->first + position / 64] |= UINT64_C(1) << position % 64;
}

void
evaluated_mark_all(struct run *run)
{
	const struct evaluated *e = run->evaluated;
	if (e->words)
		memset(run->bits + e->first, 0xff, e->words * sizeof *run->bits);
}

bool
evaluated_has(const struct run *run, uint32_t position)
{
	return run->bits[run->evaluated->first + position / 64] >> position % 64 & 1;
}
