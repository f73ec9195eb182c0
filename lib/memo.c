/* A table without chains: each question has one place, and the last answer stands there.
 */
#include "memo.h"

#include <stdlib.h>

enum { PLACES = 1 << 16 };

struct memo_place {
	uint32_t node;
	uint32_t target; /* plus one; 0: empty */
	bool answer;
};

struct memo {
	struct memo_place places[PLACES];
};

static struct memo_place *
place_of(struct memo *memo, uint32_t target, uint32_t node)
{
	uint64_t h = ((uint64_t)target << 32 | node) * UINT64_C(0x9e3779b97f4a7c15);
	return &memo->places[h >> 48];
}

bool
memo_find(struct run *run, uint32_t target, uint32_t node, bool *answer)
{
	if (!run->memo)
		return false;
	const struct memo_place *place = place_of(run->memo, target, node);
	*answer = place->answer;
	return place->target == target + 1 && place->node == node;
}

void
memo_keep(struct run *run, uint32_t target, uint32_t node, bool answer)
{
	if (!run->memo)
		run->memo = calloc(1, sizeof *run->memo);
	if (run->memo)
		*place_of(run->memo, target, node) =
		    (struct memo_place){node, target + 1, answer};
}
