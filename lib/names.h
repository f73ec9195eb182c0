#ifndef JSCHEMA_NAMES_H
#define JSCHEMA_NAMES_H

#include "characters.h"

struct arena;

/*
 * A table from names to numbers that keeps the order in which they came: the members of
 * "properties", the anchors of a resource, the URIs of all resources. It lives in an
 * arena and is not freed on its own.
 */
struct name {
	const char *text;
	size_t length;
	uint32_t value;
};

struct name_slot {
	uint32_t hash;
	uint32_t index; /* of a name, plus one; 0: empty */
};

struct names {
	struct name *list;       /* behind the last one stands one that no key has */
	struct name_slot *slots; /* mask + 1 of them, at most a third in use */
	uint32_t count;
	uint32_t mask;
};

/* an empty table with room for `capacity` names; false when memory runs out */
bool names_init(struct names *, struct arena *, size_t capacity);
/* makes room for one more; false when memory runs out */
bool names_reserve(struct names *, struct arena *);
/* adds a name for which there is room; false when it is there already */
bool names_add(struct names *, const char *text, size_t length, uint32_t value);
/* NULL when there is none of that name */
const struct name *names_find(const struct names *, const char *text, size_t length);
/* the same for a key node, whose hash is known */
const struct name *names_find_key(
    const struct names *, const struct jschema_document *, const struct node *key);

/* The same where `next` is the one behind that of the key before: mostly it is this one,
 * for objects tend to have the order of their schema. */
static inline const struct name *
names_find_next(const struct names *n, const struct jschema_document *d,
    const struct node *key, const struct name *next)
{
	if (characters_are(d, key, next->text, next->length))
		return next;
	return names_find_key(n, d, key);
}

#endif
