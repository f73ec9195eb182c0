/* What --at selects: steps by JSON Pointer, and every way at once where there is a star.
 */
#include "selection.h"

#include "slips.h"

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

/* the member with the name that is nearest */
static struct jschema_value
nearest(struct jschema_value object, const char *name, size_t length)
{
	struct jschema_value found = {0};
	struct jschema_item item;
	size_t fewest = slips_allowed(length), key_length;
	if (jschema_kind(object) != JSCHEMA_OBJECT)
		return found;
	for (bool more = jschema_first(object, &item); more; more = jschema_next(&item)) {
		const char *key = jschema_text(item.key, &key_length);
		if (slips_nearer(name, length, key, key_length, &fewest))
			found = item.value;
	}
	return found;
}

struct jschema_value
selection_meant(struct jschema_value v, const char *pointer, struct word *name)
{
	struct jschema_item first;
	*name = (struct word){pointer, 0};
	while (*pointer) {
		*name = (struct word){pointer, 1 + strcspn(pointer + 1, "/")};
		struct jschema_value next = jschema_at(v, pointer, name->length);
		if (find_star(pointer) == pointer)
			next = jschema_first(v, &first) ? first.value : next;
		else if (!next.document)
			return nearest(v, pointer + 1, name->length - 1);
		v = next;
		pointer += name->length;
	}
	return (struct jschema_value){0};
}
