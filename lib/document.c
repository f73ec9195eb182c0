/*
 * The reader: a text becomes an array of nodes in one pass (RFC 8259). Each byte is
 * looked at once, nothing of the text is copied, and no recursion follows its nesting:
 * an open container keeps the index of its parent where the index of its next sibling
 * will stand once it is closed. Names are expected to be those of the objects before
 * (prediction.h).
 */
#include "document.h"

#include "ascii.h"
#include "characters.h"
#include "duplicates.h"
#include "error.h"
#include "prediction.h"
#include "scan.h"
#include "syntax.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_NODES = 64,
	ROOM = 2,             /* nodes that are free where a value begins */
	EXPONENT_DIGITS = 18, /* what the arithmetic on exponents can hold in 64 bits */
};

static const uint32_t NONE = UINT32_MAX;

struct reader {
	struct jschema_document *document;
	const char *text;
	const char *end;
	const char *whole; /* of which that is the end, in words */
	struct node *nodes;
	struct node *next; /* the first that is free */
	struct node *last; /* from there on there is no room for a value and a name */
	struct node *open; /* the innermost open container, or NULL */
	char closing;      /* its closing bracket */
	uint32_t name;     /* of the member that is read, as the prediction knows it */
	struct prediction *prediction;
	size_t depth;
	size_t max_depth;
	struct jschema_error *error;
};

/* ---- failure ---- */

static void
note_place(struct reader *r, const char *at)
{
	struct jschema_place place = {0, 1, 1};
	jschema_move(&place, r->document->text, (size_t)(at - r->document->text));
	r->error->offset = place.offset;
	r->error->line = place.line;
	r->error->column = place.column;
}

static const char *
fail_with(struct reader *r, const char *at, enum jschema_code code, const char *text)
{
	error_set(r->error, code, "%s", text);
	if (r->error)
		note_place(r, at);
	return NULL;
}

/* the one message of a grammar error: what was expected, what is there, what to do */
static const char *
fail(struct reader *r, const char *at, const char *expected)
{
	char text[200];
	syntax_say(text, sizeof text, r->text, at, r->end, r->whole, expected);
	return fail_with(r, at, at == r->end ? JSCHEMA_TRUNCATED : JSCHEMA_SYNTAX, text);
}

/* ---- nodes ---- */

static inline uint32_t
index_of(const struct reader *r, const struct node *n)
{
	return (uint32_t)(n - r->nodes);
}

static void
use_nodes(struct reader *r, uint32_t count)
{
	const struct jschema_document *d = r->document;
	r->nodes = d->nodes;
	r->next = d->nodes + count;
	r->last = d->nodes + d->capacity - ROOM + 1;
}

/* Here and in prepare() the false of a failure is written out: whoever analyses this file
 * alone does not know that error_no_memory() is false, and would go on without nodes. */
static bool
more_nodes(struct reader *r)
{
	struct jschema_document *d = r->document;
	uint32_t count = index_of(r, r->next);
	uint32_t open = r->open ? index_of(r, r->open) : 0;
	size_t capacity = d->capacity ? (size_t)d->capacity * 2 : FIRST_NODES;
	if (capacity > NONE)
		capacity = NONE;
	struct node *nodes =
	    count + ROOM <= capacity && capacity <= SIZE_MAX / sizeof *nodes
	    ? realloc(d->nodes, capacity * sizeof *nodes)
	    : NULL;
	if (!nodes) {
		error_no_memory(r->error);
		return false;
	}
	d->nodes = nodes;
	d->capacity = (uint32_t)capacity;
	use_nodes(r, count);
	r->open = r->open ? &nodes[open] : NULL;
	return true;
}

/* ---- scalars: each returns the byte behind, or NULL after a failure ---- */

static const char *
read_digits(struct reader *r, const char *at)
{
	const char *behind = skip_class(at, r->end, is_digit);
	return behind > at ? behind : fail(r, at, "a digit");
}

static const char *
read_exponent(struct reader *r, const char *at)
{
	if (at < r->end && (*at == '+' || *at == '-'))
		at++;
	const char *start = at;
	at = read_digits(r, at);
	if (!at || at - start <= EXPONENT_DIGITS)
		return at;
	while (*start == '0' && at - start > 1)
		start++;
	if (at - start > EXPONENT_DIGITS)
		return fail_with(r, start, JSCHEMA_LIMIT,
		    "limit reached: an exponent of more than 18 digits");
	return at;
}

static inline const char *
put_scalar(struct reader *r, const char *start, const char *end, uint32_t about)
{
	struct node *n = r->next++;
	*n = (struct node){(uint32_t)(start - r->text), (uint32_t)(end - start),
	    index_of(r, r->next), about};
	return end;
}

static const char *
read_number(struct reader *r, const char *at)
{
	uint32_t about = JSCHEMA_NUMBER | NODE_PLAIN;
	const char *start = at;
	at += *at == '-';
	if (at < r->end && *at == '0') {
		at++;
		if (at < r->end && is_digit(*at))
			return fail(r, at, "no digit behind a leading zero");
	} else {
		at = read_digits(r, at);
	}
	if (at && at < r->end && *at == '.') {
		about = JSCHEMA_NUMBER;
		at = read_digits(r, at + 1);
	}
	if (at && at < r->end && (*at | 0x20) == 'e') {
		about = JSCHEMA_NUMBER;
		at = read_exponent(r, at + 1);
	}
	return at ? put_scalar(r, start, at, about) : NULL;
}

static const char *
read_literal(struct reader *r, const char *at)
{
	static const struct {
		char word[8];
		uint32_t length;
		uint32_t about;
	} literals[] = {
	    {"true", 4, JSCHEMA_BOOLEAN | NODE_TRUE},
	    {"false", 5, JSCHEMA_BOOLEAN},
	    {"null", 4, JSCHEMA_NULL},
	};
	size_t left = (size_t)(r->end - at);
	for (size_t i = 0; left && i < sizeof literals / sizeof *literals; i++) {
		const char *word = literals[i].word;
		uint32_t length = literals[i].length;
		if (*at != *word)
			continue;
		if (left >= length && memcmp(at + length - 4, word + length - 4, 4) == 0)
			return put_scalar(r, at, at + length, literals[i].about);
		if (left < length && memcmp(at, word, left) == 0)
			return fail(r, r->end, "the rest of a literal");
	}
	return fail(r, at, "a value");
}

/* four hex digits, or NULL after a failure */
static const char *
read_unit(struct reader *r, const char *at, unsigned *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++, at++) {
		if (at == r->end || !is_hex(*at))
			return fail(r, at, "four hexadecimal digits");
		*unit = *unit << 4 | (unsigned)hex_value(*at);
	}
	return at;
}

/* RFC 8259 section 8.2: a surrogate without its other half names no character */
static const char *
read_unicode_escape(struct reader *r, const char *at)
{
	const char *escape = at - 2;
	unsigned high, low = 0;
	at = read_unit(r, at, &high);
	if (!at || high < 0xd800 || high > 0xdfff)
		return at;
	if (high < 0xdc00) {
		if (r->end - at < 2 && (at == r->end || *at == '\\'))
			return fail(r, r->end, "the second half of a surrogate pair");
		if (at[0] == '\\' && at[1] == 'u') {
			at = read_unit(r, at + 2, &low);
			if (!at)
				return NULL;
		}
	}
	if (low < 0xdc00 || low > 0xdfff)
		return fail_with(r, escape, JSCHEMA_SYNTAX,
		    "a surrogate stands alone; a character beyond U+FFFF is escaped by "
		    "two");
	return at;
}

/* Not inlined, as read_wide() is not: the compiler guards the arrays below them, which
 * every string would pay for. */
static const char *__attribute__((noinline)) read_escape(struct reader *r, const char *at)
{
	at++;
	if (at == r->end || *at == '\0' || !strchr("\"\\/bfnrtu", *at))
		return fail(r, at, "one of \" \\ / b f n r t u behind a backslash");
	return *at == 'u' ? read_unicode_escape(r, at + 1) : at + 1;
}

/* Whether some more bytes would make a character of the last ones of a text; all that
 * may follow a lead byte is a range that holds 0x80 or 0xbf. */
static bool
is_cut(const char *at, size_t left)
{
	static const char continuations[] = {'\x80', '\xbf'};
	for (size_t i = 0; i < sizeof continuations && left < 4; i++) {
		char whole[4];
		memset(whole, continuations[i], sizeof whole);
		memcpy(whole, at, left);
		if (utf8_sequence(whole, sizeof whole) > left)
			return true;
	}
	return false;
}

/* a run of characters beyond ASCII */
static const char *__attribute__((noinline)) read_wide(struct reader *r, const char *at)
{
	while (at < r->end && (unsigned char)*at >= 0x80) {
		size_t left = (size_t)(r->end - at);
		size_t length = utf8_sequence(at, left);
		if (length == 0)
			return is_cut(at, left)
			    ? fail(r, r->end, "the rest of a character")
			    : fail(r, at, "UTF-8");
		at += length;
	}
	return at;
}

/* RFC 8259 section 7: a control character in a string */
static const char *
escape_wanted(char c)
{
	if (c == '\n' || c == '\r')
		return "the closing quote of a string on its line";
	return c == '\t' ? "a tab in a string to be written \\t"
			 : "a control character to be escaped in a string";
}

/* the quote that closes a string, or NULL after a failure; `at` stands in the string */
static inline const char *
string_end(struct reader *r, const char *at, uint32_t *about)
{
	for (;;) {
		at = scan_string(at, r->end);
		if (at == r->end)
			return fail(r, at, "the closing quote of a string");
		if (*at == '"')
			return at;
		if (*at == '\\') {
			*about |= NODE_ESCAPED;
			at = read_escape(r, at);
		} else if ((unsigned char)*at >= 0x80) {
			*about |= NODE_WIDE;
			at = read_wide(r, at);
		} else {
			return fail(r, at, escape_wanted(*at));
		}
		if (!at)
			return NULL;
	}
}

static inline const char *
read_string(struct reader *r, const char *at)
{
	uint32_t about = JSCHEMA_STRING;
	const char *end = string_end(r, at, &about);
	return end ? put_scalar(r, at, end, about) + 1 : NULL;
}

/* a scalar that is no string */
static const char *
read_word(struct reader *r, const char *at)
{
	if (at < r->end && (*at == '-' || is_digit(*at)))
		return read_number(r, at);
	return read_literal(r, at);
}

/* ---- names ---- */

/* one that is not the one that was expected, which it will be the next time */
static const char *__attribute__((noinline))
read_other_name(struct reader *r, const char *at, uint32_t *expected)
{
	uint32_t about = JSCHEMA_STRING | NODE_KEY;
	at = scan_space(at, r->end);
	if (at == r->end || *at != '"')
		return fail(r, at, "a name in double quotes");
	const char *end = string_end(r, ++at, &about);
	if (!end)
		return NULL;
	struct node *n = r->next;
	put_scalar(r, at, end, about);
	n->next = characters_hash(r->document, n);
	bool colon = end + 1 < r->end && end[1] == ':';
	*expected = prediction_learn(r->prediction, r->text, n, colon);
	return end + 1;
}

static inline const char *
end_name(struct reader *r, const char *at)
{
	if (at < r->end && *at == ':')
		return at + 1;
	at = scan_space(at, r->end);
	if (at == r->end || *at != ':')
		return fail(r, at, "a colon behind the name");
	return at + 1;
}

/*
 * The first name of an object, or one behind the member that was read last, up to its
 * value. Where each has a greater number than the one before, all of them differ.
 */
static inline const char *
read_name(struct reader *r, const char *at, bool first)
{
	struct predicted *names = r->prediction->names, *before = &names[r->name];
	uint32_t *expected = first ? &before->inside : &before->next;
	uint32_t name = *expected, least = first ? 0 : r->name;
	const struct predicted *p = &names[name];
	if (name && r->end - at >= SAME_READ && scan_same(at, p->text, p->rest)) {
		*r->next = p->node;
		r->next++->start = (uint32_t)(at + 1 - r->text);
		at += p->length;
	} else {
		at = read_other_name(r, at, expected);
		if (!at)
			return NULL;
		name = *expected;
	}
	r->name = name;
	if (name <= least)
		r->open->about |= NODE_SHUFFLED;
	return at[-1] == ':' ? at : end_name(r, at);
}

/* ---- containers ---- */

static inline bool
in_object(const struct reader *r)
{
	return r->closing == '}';
}

static const char *
fail_of_depth(struct reader *r, const char *at)
{
	char text[100];
	snprintf(text, sizeof text, "limit reached: nested deeper than %zu levels",
	    r->max_depth);
	return fail_with(r, at, JSCHEMA_DEPTH, text);
}

static inline void
open_container(struct reader *r, const char *at)
{
	struct node *n = r->next++;
	bool object = *at == '{';
	*n = (struct node){(uint32_t)(at - r->text), 0,
	    r->open ? index_of(r, r->open) : NONE,
	    (object ? JSCHEMA_OBJECT : JSCHEMA_ARRAY) | r->name << NODE_NAME};
	r->open = n;
	r->closing = object ? '}' : ']';
	r->depth++;
}

static inline bool
close_container(struct reader *r)
{
	struct node *n = r->open;
	uint32_t outer = n->next;
	n->next = index_of(r, r->next);
	r->name = n->about >> NODE_NAME;
	r->depth--;
	if (n->about & NODE_SHUFFLED && n->size > 1 &&
	    !duplicates_find(r->document, index_of(r, n)))
		return error_no_memory(r->error);
	r->open = outer == NONE ? NULL : &r->nodes[outer];
	if (r->open)
		r->closing = node_kind(r->open) == JSCHEMA_OBJECT ? '}' : ']';
	return true;
}

/* up to its value */
static inline const char *
begin_item(struct reader *r, const char *at, bool first)
{
	r->open->size++;
	return in_object(r) ? read_name(r, at, first) : at;
}

/* up to the first item of a container, or behind one that has none */
static inline const char *
enter_container(struct reader *r, const char *at, bool *has_items)
{
	if (r->depth == r->max_depth)
		return fail_of_depth(r, at);
	open_container(r, at);
	at = scan_space(at + 1, r->end);
	*has_items = at == r->end || *at != r->closing;
	return at;
}

/* behind a value and the brackets that close: up to the next item, if there is one */
static inline const char *
end_value(struct reader *r, const char *at)
{
	while (r->open) {
		at = scan_space(at, r->end);
		if (at < r->end && *at == ',')
			return at + 1;
		if (at == r->end || *at != r->closing)
			return fail(r, at, in_object(r) ? "',' or '}'" : "',' or ']'");
		if (!close_container(r))
			return NULL;
		at++;
	}
	return at;
}

/* each turn reads a value, or enters a container, and goes up to the next value */
static const char *
read_text(struct reader *r, const char *at)
{
	for (;;) {
		bool first = false;
		if (r->next >= r->last && !more_nodes(r))
			return NULL;
		at = scan_space(at, r->end);
		if (at < r->end && *at == '"')
			at = read_string(r, at + 1);
		else if (at < r->end && (*at == '{' || *at == '['))
			at = enter_container(r, at, &first);
		else
			at = read_word(r, at);
		if (at && !first)
			at = end_value(r, at);
		if (!at || !r->open)
			return at;
		at = begin_item(r, at, first);
		if (!at)
			return NULL;
	}
}

/* ---- the public door ---- */

/* what the document keeps for the next text */
static bool
prepare(struct reader *r)
{
	struct jschema_document *d = r->document;
	if (!d->prediction)
		d->prediction = prediction_new();
	if (!d->prediction) {
		error_no_memory(r->error);
		return false;
	}
	r->prediction = d->prediction;
	prediction_begin(r->prediction);
	if (!d->nodes)
		return more_nodes(r);
	use_nodes(r, 0);
	return true;
}

static bool
read_document(struct reader *r, size_t *end)
{
	struct jschema_document *d = r->document;
	const char *at = scan_space(r->text, r->end);
	if (at == r->end) {
		fail_with(r, at, JSCHEMA_EMPTY, "expected a value, found nothing");
		return false;
	}
	if (!prepare(r) || !(at = read_text(r, at)))
		return false;
	if (end) {
		*end = (size_t)(at - r->text);
	} else {
		at = scan_space(at, r->end);
		if (at < r->end && !fail(r, at, "nothing behind the value"))
			return false;
	}
	d->count = index_of(r, r->next);
	duplicates_sort(d);
	return true;
}

static size_t
depth_of(const struct jschema_read_options *options)
{
	if (!options || !options->max_depth)
		return JSCHEMA_MAX_DEPTH;
	return options->max_depth < JSCHEMA_GREATEST_DEPTH ? options->max_depth
							   : JSCHEMA_GREATEST_DEPTH;
}

bool
jschema_document_read(struct jschema_document *d, const char *text, size_t length,
    const struct jschema_read_options *options, size_t *end, struct jschema_error *error)
{
	struct reader r = {
	    .document = d,
	    .text = text ? text : "",
	    .nodes = d->nodes,
	    .whole = options && options->is_line ? "line" : "text",
	    .max_depth = depth_of(options),
	    .error = error,
	};
	d->text = r.text;
	d->count = 0;
	d->duplicate_count = 0;
	d->words = NULL;
	error_clear(error);
	if (length >= NONE)
		return error_set(
		    error, JSCHEMA_LIMIT, "limit reached: a text over 4 GiB");
	r.end = d->text + length;
	bool done = read_document(&r, end);
	if (!done)
		d->duplicate_count = 0;
	return done;
}

struct jschema_document *
jschema_document_new(void)
{
	return calloc(1, sizeof(struct jschema_document));
}

void
jschema_document_free(struct jschema_document *d)
{
	if (!d)
		return;
	free(d->nodes);
	free(d->duplicates);
	free(d->prediction);
	free(d->own_text);
	free(d);
}
