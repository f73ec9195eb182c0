/* A list that costs nothing as long as there is nothing to say. */
#include "remarks.h"

#include <stdlib.h>
#include <string.h>

void
remarks_add(struct remarks *r, struct remark remark)
{
	if (r->count == r->capacity) {
		r->capacity = r->capacity * 2 + 16;
		r->items = xrealloc(r->items, r->capacity, sizeof *r->items);
	}
	r->items[r->count++] = remark;
	r->strangers += remark.stranger != NULL;
}

bool
remarks_strange(const struct remarks *r, size_t *next, struct jschema_value v)
{
	size_t offset = jschema_offset(v);
	for (; r->strangers && *next < r->count; ++*next) {
		const struct remark *remark = &r->items[*next];
		bool holds = remark->stranger && jschema_holds(remark->at, v);
		if (holds || (remark->stranger && jschema_offset(remark->at) > offset))
			return holds;
	}
	return false;
}

static bool
is_before(const struct remark *a, const struct remark *b)
{
	return jschema_offset(a->at) <= jschema_offset(b->at);
}

/* merges two halves that are in order; qsort() would turn what is equal */
static void
merge(struct remark *items, struct remark *room, size_t half, size_t count)
{
	size_t left = 0, right = half;
	for (size_t i = 0; i < count; i++) {
		bool take_left = right == count ||
		    (left < half && is_before(&items[left], &items[right]));
		room[i] = items[take_left ? left++ : right++];
	}
	memcpy(items, room, count * sizeof *items);
}

static void
sort(struct remark *items, struct remark *room, size_t count)
{
	if (count < 2)
		return;
	size_t half = count / 2;
	sort(items, room, half);
	sort(items + half, room, count - half);
	if (!is_before(&items[half - 1], &items[half]))
		merge(items, room, half, count);
}

void
remarks_sort(struct remarks *r)
{
	if (r->count < 2)
		return;
	struct remark *room = xrealloc(NULL, r->count, sizeof *room);
	sort(r->items, room, r->count);
	free(room);
}

void
remarks_clear(struct remarks *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->items[i].message);
	r->count = r->strangers = r->left_out = 0;
}

void
remarks_free(struct remarks *r)
{
	remarks_clear(r);
	free(r->items);
	free(r->unseen.text);
}
