/*
 * A document written again in another way that means the same: other white space, other
 * escapes in names and strings (RFC 8259 section 7), other spellings of numbers
 * (section 6), and members in another order where that is asked for. Where each value and
 * each key has gone is kept, so that places can be compared.
 */
#ifndef TEST_RESPELL_H
#define TEST_RESPELL_H

#include "../cmd/util.h"
#include "jschema.h"
#include "utf8.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* where a value or key was, and where it is */
struct move {
	size_t from, to;
};

struct respelled {
	struct buffer text;
	struct move *moves; /* sorted by `from`, when it is done */
	size_t count, capacity;
	uint32_t chance; /* of splitmix32; the same seed spells alike */
	bool shuffles;   /* the members */
};

static inline void respell_value(struct respelled *r, struct jschema_value v);

static inline uint32_t
respell_below(struct respelled *r, uint32_t n)
{
	uint32_t x = r->chance += 0x9e3779b9;
	x = (x ^ (x >> 16)) * 0x21f0aaad;
	x = (x ^ (x >> 15)) * 0x735a2d97;
	return (x ^ (x >> 15)) % n;
}

static inline void
respell_move(struct respelled *r, struct jschema_value v)
{
	if (r->count == r->capacity) {
		r->capacity = r->capacity * 2 + 16;
		r->moves = xrealloc(r->moves, r->capacity, sizeof *r->moves);
	}
	r->moves[r->count++] = (struct move){jschema_offset(v), r->text.length};
}

static inline void
respell_blank(struct respelled *r)
{
	static const char *const blanks[] = {" ", "\n", "\t", "\r\n", "  ", "\n\n \t"};
	if (respell_below(r, 2))
		buffer_say(&r->text, blanks[respell_below(r, COUNT(blanks))]);
}

/* ---- strings ------------------------------------------------------------------ */

static inline void
respell_escape(struct respelled *r, uint32_t unit)
{
	char escape[7];
	snprintf(escape, sizeof escape, respell_below(r, 2) ? "\\u%04x" : "\\u%04X",
	    (unsigned)unit & 0xffff);
	buffer_say(&r->text, escape);
}

static inline void
respell_character(struct respelled *r, const char *at, size_t length)
{
	const char *end = at + length, *next = at;
	uint32_t c = utf8_decode(&next, end);
	bool needs = c < ' ' || c == '"' || c == '\\';
	if (!needs && respell_below(r, 3)) {
		buffer_add(&r->text, at, length);
	} else if (c < 0x10000) {
		respell_escape(r, c);
	} else {
		respell_escape(r, 0xd800 + ((c - 0x10000) >> 10));
		respell_escape(r, 0xdc00 + ((c - 0x10000) & 0x3ff));
	}
}

static inline void
respell_string(struct respelled *r, struct jschema_value v)
{
	size_t length;
	jschema_text(v, &length);
	char *buffer = xmalloc(length + 1);
	const char *at = jschema_string(v, buffer, &length), *end = at + length;
	buffer_say(&r->text, "\"");
	while (at < end) {
		size_t size = utf8_sequence(at, (size_t)(end - at));
		respell_character(r, at, size);
		at += size;
	}
	buffer_say(&r->text, "\"");
	free(buffer);
}

/* ---- numbers ------------------------------------------------------------------ */

enum { RESPELLED_ZEROS = 3 };

/* The digits of a number without its point, and the power of ten that they count. */
static inline long
split_number(const char *text, size_t length, struct buffer *digits)
{
	long exponent = 0;
	bool fraction = false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == 'e' || text[i] == 'E') {
			char rest[24] = "";
			memcpy(rest, text + i + 1, length - i - 1);
			return exponent + strtol(rest, NULL, 10);
		}
		fraction |= text[i] == '.';
		if (text[i] >= '0' && text[i] <= '9') {
			exponent -= fraction;
			/* none but the last may be 0 in front of others */
			if (digits->length == 1 && *digits->text == '0')
				digits->length = 0;
			buffer_add(digits, text + i, 1);
		}
	}
	return exponent;
}

/* 1 becomes 1.0, 10e-1, 0.1E1, 1e+0 and so on. An exponent at the limit stays. */
static inline void
respell_number(struct respelled *r, struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	struct buffer digits = {0};
	char tail[32] = "";
	long exponent = split_number(text, length, &digits);
	if (labs(exponent) > 100000 || digits.length == 0) {
		buffer_add(&r->text, text, length);
		free(digits.text);
		return;
	}
	for (uint32_t zeros = respell_below(r, RESPELLED_ZEROS); zeros; zeros--) {
		buffer_say(&digits, "0");
		exponent--;
	}
	if (*digits.text == '0')
		digits.length = 1;
	size_t behind = respell_below(r, (uint32_t)digits.length + 1);
	size_t whole = digits.length - behind;
	exponent += (long)behind;
	buffer_add(&r->text, "-", *text == '-');
	buffer_add(&r->text, whole ? digits.text : "0", whole ? whole : 1);
	if (behind)
		buffer_say(&r->text, ".");
	buffer_add(&r->text, digits.text + whole, behind);
	if (exponent || respell_below(r, 2))
		snprintf(
		    tail, sizeof tail, respell_below(r, 2) ? "e%+ld" : "E%ld", exponent);
	buffer_say(&r->text, tail);
	free(digits.text);
}

/* ---- containers --------------------------------------------------------------- */

static inline void
respell_item(struct respelled *r, const struct jschema_item *item)
{
	respell_blank(r);
	if (item->key.document) {
		respell_move(r, item->key);
		respell_string(r, item->key);
		respell_blank(r);
		buffer_say(&r->text, ":");
		respell_blank(r);
	}
	respell_value(r, item->value);
	respell_blank(r);
}

static inline void
respell_container(struct respelled *r, struct jschema_value v, const char brackets[3])
{
	size_t count = jschema_count(v), i = 0;
	struct jschema_item *items = xmalloc((count + 1) * sizeof *items), item;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item))
		items[i++] = item;
	for (i = count; r->shuffles && *brackets == '{' && i > 1; i--) {
		size_t other = respell_below(r, (uint32_t)i);
		item = items[i - 1];
		items[i - 1] = items[other];
		items[other] = item;
	}
	buffer_add(&r->text, &brackets[0], 1);
	for (i = 0; i < count; i++) {
		if (i)
			buffer_say(&r->text, ",");
		respell_item(r, &items[i]);
	}
	if (!count)
		respell_blank(r);
	buffer_add(&r->text, &brackets[1], 1);
	free(items);
}

static inline void
respell_value(struct respelled *r, struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	respell_move(r, v);
	switch (jschema_kind(v)) {
	case JSCHEMA_OBJECT:
		respell_container(r, v, "{}");
		break;
	case JSCHEMA_ARRAY:
		respell_container(r, v, "[]");
		break;
	case JSCHEMA_STRING:
		respell_string(r, v);
		break;
	case JSCHEMA_NUMBER:
		respell_number(r, v);
		break;
	default:
		buffer_add(&r->text, text, length);
	}
}

/* ---- all ---------------------------------------------------------------------- */

static inline int
by_origin(const void *left, const void *right)
{
	const struct move *a = left, *b = right;
	return (a->from > b->from) - (a->from < b->from);
}

static inline struct respelled
respell(struct jschema_value v, uint32_t seed, bool shuffles)
{
	struct respelled r = {.chance = seed, .shuffles = shuffles};
	respell_blank(&r);
	respell_value(&r, v);
	respell_blank(&r);
	qsort(r.moves, r.count, sizeof *r.moves, by_origin);
	return r;
}

/* where what was at an offset is now */
static inline size_t
respelled_offset(const struct respelled *r, size_t from)
{
	struct move key = {from, 0};
	const struct move *m = bsearch(&key, r->moves, r->count, sizeof key, by_origin);
	ck_assert_ptr_nonnull(m);
	return m->to;
}

static inline void
respelled_free(struct respelled *r)
{
	free(r->text.text);
	free(r->moves);
}

#endif
