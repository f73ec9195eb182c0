/* A table without chains: each question has one place, and the last answer stands there.
 */
#include "memo.h"

#include <stdlib.h>

enum { PLACES = 1 << 16 };

struct memo_place {
	uint64_t scope;
	uint32_t node;
	uint32_t target; /* plus one; 0: empty */
	bool answer;
};

struct memo {
	struct memo_place places[PLACES];
};

static size_t
place_of(uint64_t scope, uint32_t target, uint32_t node)
{
	uint64_t h = scope * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ ((uint64_t)target << 32 | node)) * UINT64_C(0x9e3779b97f4a7c15);
	return h >> 48;
}

bool
memo_find(const struct memo *memo, const struct scope *scope, uint32_t target,
    uint32_t node, bool *answer)
{
	if (!memo)
		return false;
	uint64_t number = scope_number(scope);
	const struct memo_place *place = &memo->places[place_of(number, target, node)];
	*answer = place->answer;
	return place->target == target + 1 && place->node == node &&
	    place->scope == number;
}

void
memo_keep(struct memo **memo, const struct scope *scope, uint32_t target, uint32_t node,
    bool answer)
{
	uint64_t number = scope_number(scope);
	if (!*memo)
		*memo = calloc(1, sizeof **memo);
	if (*memo)
		(*memo)->places[place_of(number, target, node)] =
		    (struct memo_place){number, node, target + 1, answer};
}
