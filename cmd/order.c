/* The order in which members are shown and written: that of the schema, or of names. */
#include "order.h"

#include <stdlib.h>

enum { FEW = 16 }; /* names, up to which they are put in one by one */

static int
compare_offsets(const struct member *a, const struct member *b)
{
	size_t x = jschema_offset(a->item.value), y = jschema_offset(b->item.value);
	return (x > y) - (x < y);
}

static int
compare_positions(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return compare_offsets(a, b);
}

/*
 * UTF-8 is in the order of UTF-16 code units but for one thing: what needs a surrogate
 * comes before U+E000. Its bytes begin with 0xf0 to 0xf4, those from U+E000 on with 0xee
 * and 0xef.
 */
static int
unit_rank(char c)
{
	unsigned char byte = (unsigned char)c;
	return byte == 0xee || byte == 0xef ? byte + 0x10 : byte;
}

/* a member while it is sorted */
struct named {
	struct member member;
	const char *name; /* its characters */
	size_t length;
};

static int
compare_names(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	size_t shorter = a->length < b->length ? a->length : b->length, i = 0;
	while (i < shorter && a->name[i] == b->name[i])
		i++;
	if (i < shorter)
		return unit_rank(a->name[i]) - unit_rank(b->name[i]);
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return compare_offsets(&a->member, &b->member);
}

/* most objects have so few members that to call for each comparison would take longer */
static void
sort_named(struct named *list, size_t count)
{
	if (count > FEW) {
		qsort(list, count, sizeof *list, compare_names);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct named one = list[i];
		size_t at = i;
		for (; at && compare_names(&one, &list[at - 1]) < 0; at--)
			list[at] = list[at - 1];
		list[at] = one;
	}
}

static void
sort_by_name(struct member *members, size_t count)
{
	struct named *list = xrealloc(NULL, count, sizeof *list);
	size_t room = 1, length;
	for (size_t i = 0; i < count; i++) {
		jschema_text(members[i].item.key, &length);
		room += length;
	}
	char *names = xmalloc(room), *at = names; /* for those with escapes */
	for (size_t i = 0; i < count; i++) {
		list[i].member = members[i];
		list[i].name = jschema_string(members[i].item.key, at, &list[i].length);
		if (list[i].name == at)
			at += list[i].length;
	}
	sort_named(list, count);
	for (size_t i = 0; i < count; i++)
		members[i] = list[i].member;
	free(names);
	free(list);
}

static struct member *
make_room(struct order *o, size_t more)
{
	if (more > o->capacity - o->count) {
		o->capacity = o->count * 2 + more;
		o->members = xrealloc(o->members, o->capacity, sizeof *o->members);
	}
	o->count += more;
	return o->members + (o->count - more);
}

/* whether they stand in the order of the schema */
static bool
find_positions(
    const struct listing *listing, struct jschema_value object, struct member *m)
{
	struct jschema_item item;
	size_t expected = 0, before = 0;
	bool sorted = true;
	for (bool more = jschema_first(object, &item); more; m++) {
		m->item = item;
		m->position = listing_position(listing, item.key, expected);
		m->subschema = listing_subschema(listing, m->position);
		sorted = sorted && m->position >= before;
		before = m->position;
		if (before != UNLISTED)
			expected = before + 1;
		more = jschema_next(&item);
	}
	return sorted;
}

size_t
order_push(struct order *o, struct jschema_value object,
    struct jschema_subschema subschema, enum sort sort)
{
	size_t count = jschema_count(object);
	if (count == 0)
		return 0;
	struct member *members = make_room(o, count);
	bool sorted =
	    find_positions(listing_of(&o->listings, subschema), object, members);
	if (sort == SORT_NAME)
		sort_by_name(members, count);
	else if (sort == SORT_SCHEMA && !sorted)
		qsort(members, count, sizeof *members, compare_positions);
	return count;
}

void
order_pop(struct order *o, size_t count)
{
	o->count -= count;
}

static bool is_kept(struct order *, struct jschema_value, struct jschema_subschema);

static bool
are_elements_kept(
    struct order *o, struct jschema_value array, struct jschema_subschema subschema)
{
	struct jschema_item item;
	struct jschema_subschema elements = jschema_elements(subschema);
	bool more = jschema_first(array, &item);
	while (more && is_kept(o, item.value, elements))
		more = jschema_next(&item);
	return !more;
}

/* unknown ones stand behind all others, and those of one name as they come */
static bool
are_members_kept(
    struct order *o, struct jschema_value object, struct jschema_subschema subschema)
{
	const struct listing *l = listing_of(&o->listings, subschema);
	struct jschema_item item;
	size_t position = 0, expected = 0;
	bool more = l->count && jschema_first(object, &item);
	while (more) {
		size_t before = position;
		position = listing_position(l, item.key, expected);
		expected = position + 1; /* 0 behind an unknown one, where none is */
		if (position < before ||
		    !is_kept(o, item.value, listing_subschema(l, position)))
			return false;
		more = jschema_next(&item);
	}
	return true;
}

/* what the schema says nothing of keeps the order that it has */
static bool
is_kept(struct order *o, struct jschema_value v, struct jschema_subschema subschema)
{
	enum jschema_kind kind = jschema_kind(v);
	if (!subschema.schema || kind < JSCHEMA_ARRAY)
		return true;
	return kind == JSCHEMA_ARRAY ? are_elements_kept(o, v, subschema)
				     : are_members_kept(o, v, subschema);
}

bool
order_is_kept(struct order *o, struct jschema_value v, struct jschema_subschema subschema,
    enum sort sort)
{
	return sort == SORT_NONE || (sort == SORT_SCHEMA && is_kept(o, v, subschema));
}

void
order_free(struct order *o)
{
	listings_free(&o->listings);
	free(o->members);
}
