/* What --at selects: steps by JSON Pointer, and every way at once where there is a star.
 */
#include "selection.h"

#include <string.h>

bool
selection_is_pointer(const char *pointer)
{
	if (*pointer && *pointer != '/')
		return false;
	while ((pointer = strchr(pointer, '~'))) {
		pointer++;
		if (*pointer != '0' && *pointer != '1')
			return false;
	}
	return true;
}

/* the first token that is a star, with its slash, or the end */
static const char *
find_star(const char *at)
{
	while (*at && !(at[1] == '*' && (at[2] == '/' || !at[2])))
		at += 1 + strcspn(at + 1, "/");
	return at;
}

size_t
selection_each(struct jschema_value v, const char *pointer, selection_visitor *visit,
    selection_visitor *miss, void *context)
{
	struct jschema_item item;
	const char *star = find_star(pointer);
	size_t count = 0;
	struct jschema_value at = jschema_at(v, pointer, (size_t)(star - pointer));
	if (at.document && !*star) {
		visit(at, context);
		return 1;
	}
	if (!at.document || jschema_kind(at) < JSCHEMA_ARRAY) {
		miss(v, context);
		return 0;
	}
	for (bool more = jschema_first(at, &item); more; more = jschema_next(&item))
		count += selection_each(item.value, star + 2, visit, miss, context);
	return count;
}
