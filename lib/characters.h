#ifndef JSCHEMA_CHARACTERS_H
#define JSCHEMA_CHARACTERS_H

#include "document.h"

#include <string.h>

/*
 * The characters of a string or key, whatever its spelling: "\u0061" and "a" are equal
 * and have the same hash. Nothing here allocates.
 */

/* A walk through the bytes of the characters in UTF-8, escapes decoded as they come. */
struct characters {
	const char *at;
	const char *end;
	char pending[4]; /* of a decoded escape, still to come; the last one first */
	unsigned pending_count;
};
struct characters characters_of(const struct jschema_document *, const struct node *);
/* the next byte, or -1 at the end */
int characters_next(struct characters *);

/* the hash of characters that stand in memory, as of a name in a schema */
uint32_t characters_hash_plain(const char *text, size_t length);
uint32_t characters_hash(const struct jschema_document *, const struct node *);
/* by bytes, which in UTF-8 is by code points: <0, 0, >0 */
int characters_compare(const struct jschema_document *, const struct node *,
    const struct jschema_document *, const struct node *);
bool characters_equal(const struct jschema_document *, const struct node *,
    const struct jschema_document *, const struct node *);
/* how many code points (Validation 6.3) */
size_t characters_count(const struct jschema_document *, const struct node *);
/* writes them, at most node->size bytes, and returns how many */
size_t characters_decode(
    const struct jschema_document *, const struct node *, char *buffer);

static inline bool
words_same(const char *a, const char *b)
{
	uint64_t left, right;
	memcpy(&left, a, sizeof left);
	memcpy(&right, b, sizeof right);
	return left == right;
}

static inline bool
halves_same(const char *a, const char *b)
{
	uint32_t left, right;
	memcpy(&left, a, sizeof left);
	memcpy(&right, b, sizeof right);
	return left == right;
}

/*
 * Two texts of one length. Names are short, so that a call of memcmp() would take longer
 * than the comparison. The last word may begin in the one before.
 */
static inline bool
characters_same(const char *a, const char *b, size_t length)
{
	size_t at = 0;
	if (length >= 8) {
		while (at + 8 < length && words_same(a + at, b + at))
			at += 8;
		return at + 8 >= length && words_same(a + length - 8, b + length - 8);
	}
	if (length >= 4)
		return halves_same(a, b) && halves_same(a + length - 4, b + length - 4);
	while (at < length && a[at] == b[at])
		at++;
	return at == length;
}

/* for characters_are() */
bool characters_are_decoded(const struct jschema_document *, const struct node *,
    const char *text, size_t length);
/* Are they those of a text in memory? Inline, because each name is asked. */
static inline bool
characters_are(const struct jschema_document *d, const struct node *n, const char *text,
    size_t length)
{
	/* an escape is longer than what it stands for */
	if (n->about & NODE_ESCAPED)
		return length < n->size && characters_are_decoded(d, n, text, length);
	return n->size == length && characters_same(d->text + n->start, text, length);
}

#endif
