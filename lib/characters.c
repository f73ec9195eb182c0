/*
 * What a string means, as against how it is spelt (RFC 8259 section 7). The reader has
 * checked every escape, so that decoding here asks nothing.
 */
#include "characters.h"

#include "ascii.h"
#include "utf8.h"

#include <string.h>

struct characters
characters_of(const struct jschema_document *d, const struct node *n)
{
	const char *at = d->text + n->start;
	return (struct characters){.at = at, .end = at + n->size};
}

static uint32_t
hex_unit(const char *at)
{
	uint32_t unit = 0;
	for (int i = 0; i < 4; i++)
		unit = unit << 4 | (uint32_t)hex_value(at[i]);
	return unit;
}

/* the code point of \uXXXX or of a pair of them; c->at stands behind the u */
static uint32_t
unicode_escape(struct characters *c)
{
	uint32_t unit = hex_unit(c->at);
	c->at += 4;
	if (unit < 0xd800 || unit > 0xdbff)
		return unit;
	uint32_t low = hex_unit(c->at + 2);
	c->at += 6;
	return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

static int
next_of_escape(struct characters *c)
{
	static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
	char letter = *c->at++, bytes[4];
	const char *found = strchr(letters, letter);
	if (found)
		return controls[found - letters];
	if (letter != 'u')
		return letter;
	size_t count = utf8_encode(unicode_escape(c), bytes);
	for (size_t i = count; i > 1; i--)
		c->pending[c->pending_count++] = bytes[i - 1];
	return (unsigned char)bytes[0];
}

int
characters_next(struct characters *c)
{
	if (c->pending_count)
		return (unsigned char)c->pending[--c->pending_count];
	if (c->at == c->end)
		return -1;
	char byte = *c->at++;
	return byte == '\\' ? next_of_escape(c) : (unsigned char)byte;
}

/*
 * The hash: eight bytes at a time, then the last eight with the length, whether they
 * overlap or not. It is quick and no more: whoever chooses names can make them collide,
 * which costs comparisons.
 */
static uint64_t
mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ (h >> 32);
}

static uint32_t
finish(uint64_t h, uint64_t tail, size_t length)
{
	h = mix(h ^ length, tail) * UINT64_C(0xd6e8feb86659fd93);
	return (uint32_t)(h >> 32);
}

/* fewer than eight bytes as one word */
static uint64_t
load_few(const char *text, size_t length)
{
	if (length >= 4) {
		uint32_t head, tail;
		memcpy(&head, text, sizeof head);
		memcpy(&tail, text + length - 4, sizeof tail);
		return (uint64_t)tail << 32 | head;
	}
	if (length == 0)
		return 0;
	return (uint64_t)(unsigned char)text[0] << 16 |
	    (uint64_t)(unsigned char)text[length / 2] << 8 |
	    (unsigned char)text[length - 1];
}

uint32_t
characters_hash_plain(const char *text, size_t length)
{
	uint64_t h = 0;
	if (length < 8)
		return finish(0, load_few(text, length), length);
	for (size_t at = 0; at + 8 < length; at += 8)
		h = mix(h, load_word(text + at));
	return finish(h, load_word(text + length - 8), length);
}

/* not inlined: its arrays are guarded by the compiler, which names without escapes, that
 * is nearly all, would pay for */
static uint32_t __attribute__((noinline))
hash_escaped(const struct jschema_document *d, const struct node *n)
{
	struct characters c = characters_of(d, n);
	char word[8] = {0}, tail[8] = {0};
	size_t length = 0;
	uint64_t h = 0;
	for (int byte; (byte = characters_next(&c)) >= 0; length++) {
		/* a whole word counts once there is something behind it */
		if (length && length % sizeof word == 0)
			h = mix(h, load_word(word));
		word[length % sizeof word] = (char)byte;
		memmove(tail, tail + 1, sizeof tail - 1);
		tail[sizeof tail - 1] = (char)byte;
	}
	if (length < sizeof word)
		return characters_hash_plain(word, length);
	return finish(h, load_word(tail), length);
}

uint32_t
characters_hash(const struct jschema_document *d, const struct node *n)
{
	if (n->about & NODE_ESCAPED)
		return hash_escaped(d, n);
	return characters_hash_plain(d->text + n->start, n->size);
}

int
characters_compare(const struct jschema_document *d, const struct node *n,
    const struct jschema_document *e, const struct node *m)
{
	if (!((n->about | m->about) & NODE_ESCAPED)) {
		size_t shared = n->size < m->size ? n->size : m->size;
		int order = memcmp(d->text + n->start, e->text + m->start, shared);
		return order ? order : (n->size > m->size) - (n->size < m->size);
	}
	struct characters a = characters_of(d, n), b = characters_of(e, m);
	for (;;) {
		int left = characters_next(&a), right = characters_next(&b);
		if (left != right || left < 0)
			return left - right;
	}
}

bool
characters_equal(const struct jschema_document *d, const struct node *n,
    const struct jschema_document *e, const struct node *m)
{
	if (!((n->about | m->about) & NODE_ESCAPED))
		return n->size == m->size &&
		    memcmp(d->text + n->start, e->text + m->start, n->size) == 0;
	return characters_compare(d, n, e, m) == 0;
}

bool
characters_are_decoded(const struct jschema_document *d, const struct node *n,
    const char *text, size_t length)
{
	struct characters c = characters_of(d, n);
	for (size_t i = 0; i < length; i++) {
		if (characters_next(&c) != (unsigned char)text[i])
			return false;
	}
	return characters_next(&c) < 0;
}

size_t
characters_count(const struct jschema_document *d, const struct node *n)
{
	if (!(n->about & NODE_ESCAPED))
		return n->about & NODE_WIDE ? utf8_count(d->text + n->start, n->size)
					    : n->size;
	struct characters c = characters_of(d, n);
	size_t count = 0;
	for (int byte; (byte = characters_next(&c)) >= 0;)
		count += (byte & 0xc0) != 0x80;
	return count;
}

size_t
characters_decode(const struct jschema_document *d, const struct node *n, char *buffer)
{
	struct characters c = characters_of(d, n);
	size_t length = 0;
	for (int byte; (byte = characters_next(&c)) >= 0;)
		buffer[length++] = (char)byte;
	return length;
}
