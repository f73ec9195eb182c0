/*
 * The reader: a text becomes an array of nodes in one pass (RFC 8259). Each byte is
 * looked at once, nothing of the text is copied, and no recursion follows its nesting:
 * an open container keeps the index of its parent where the index of its next sibling
 * will stand once it is closed. Names are expected to be those of the objects before
 * (prediction.h).
 *
 * This file is built once more for processors with AVX2 (read.h).
 */
#include "read.h"

#include "ascii.h"
#include "characters.h"
#include "duplicates.h"
#include "error.h"
#include "prediction.h"
#include "scan.h"
#include "string_rest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_NODES = 64,
	ROOM = 2,             /* nodes that are free where a value begins */
	EXPONENT_DIGITS = 18, /* what the arithmetic on exponents can hold in 64 bits */
};

static const uint32_t NONE = UINT32_MAX;

/* How far the text is read. All that is given a pointer to this is inlined, so that none
 * of it has to stand in memory; what is not gets what it needs by itself. */
struct reader {
	const struct source *source;
	const char *text; /* of the source, as its end is */
	const char *end;
	struct jschema_document *document;
	struct node *nodes;
	struct node *next; /* the first that is free */
	struct node *last; /* from there on there is no room for a value and a name */
	struct node *open; /* the innermost open container, or NULL */
	char closing;      /* its closing bracket */
	uint32_t name;     /* of the member that is read, as the prediction knows it */
	struct predicted *names;
	size_t depth;
	size_t max_depth;
};

static inline const char *
fail(const struct reader *r, const char *at, const char *expected)
{
	return source_fail(r->source, at, expected);
}

/* ---- nodes ---- */

static inline uint32_t
index_of(const struct reader *r, const struct node *n)
{
	return (uint32_t)(n - r->nodes);
}

static inline void
use_nodes(struct reader *r, uint32_t count)
{
	const struct jschema_document *d = r->document;
	r->nodes = d->nodes;
	r->next = d->nodes + count;
	r->last = d->nodes + d->capacity - ROOM + 1;
}

/* Here and in prepare() the false of a failure is written out: whoever analyses this file
 * alone does not know that error_no_memory() is false, and would go on without nodes. */
static bool __attribute__((noinline))
more_nodes(struct jschema_document *d, uint32_t count, struct jschema_error *error)
{
	size_t capacity = d->capacity ? (size_t)d->capacity * 2 : FIRST_NODES;
	if (capacity > NONE)
		capacity = NONE;
	struct node *nodes =
	    count + ROOM <= capacity && capacity <= SIZE_MAX / sizeof *nodes
	    ? realloc(d->nodes, capacity * sizeof *nodes)
	    : NULL;
	if (!nodes) {
		error_no_memory(error);
		return false;
	}
	d->nodes = nodes;
	d->capacity = (uint32_t)capacity;
	return true;
}

/* there always is for the first value, so that where there is none a container is open */
static inline bool
make_room(struct reader *r)
{
	if (r->next < r->last)
		return true;
	uint32_t count = index_of(r, r->next), open = index_of(r, r->open);
	if (!more_nodes(r->document, count, r->source->error))
		return false;
	use_nodes(r, count);
	r->open = &r->nodes[open];
	return true;
}

/* ---- scalars: each returns the byte behind, or NULL after a failure ---- */

static inline const char *
put_scalar(struct reader *r, const char *start, const char *end, uint32_t about)
{
	struct node *n = r->next++;
	*n = (struct node){(uint32_t)(start - r->text), (uint32_t)(end - start),
	    index_of(r, r->next), about};
	return end;
}

/* the closing quote of a string that may have escapes and characters beyond ASCII */
static inline const char *
string_end(const struct source *s, const char *at, uint32_t *about)
{
	const char *stop = scan_stop(at, s->end);
	if (stop && *stop == '"')
		return stop;
	return string_rest(s, stop ? stop : scan_left(at, s->end), about);
}

/* A string that is plain up to a byte of it, which need not be looked at again; `n` is
 * the node that it will be. */
static const char *__attribute__((noinline)) put_string_rest(const struct source *s,
    const char *start, const char *plain, struct node *n, uint32_t next)
{
	uint32_t about = JSCHEMA_STRING;
	const char *end = string_rest(s, plain, &about);
	if (!end)
		return NULL;
	*n = (struct node){
	    (uint32_t)(start - s->text), (uint32_t)(end - start), next, about};
	return end + 1;
}

/* `end` is that of what may be looked at, `stop` what scan_stop() has found there */
static inline const char *
read_string_rest(struct reader *r, const char *at, const char *stop, const char *end)
{
	struct node *n = r->next++;
	return put_string_rest(
	    r->source, at, stop ? stop : scan_left(at, end), n, index_of(r, r->next));
}

static inline const char *
read_string(struct reader *r, const char *at)
{
	const char *stop = scan_stop(at, r->end);
	if (stop && *stop == '"')
		return put_scalar(r, at, stop, JSCHEMA_STRING) + 1;
	return read_string_rest(r, at, stop, r->end);
}

/* ---- numbers ---- */

static inline const char *
read_digits(const struct reader *r, const char *at)
{
	const char *behind = skip_class(at, r->end, is_digit);
	return behind > at ? behind : fail(r, at, "a digit");
}

static inline const char *
read_exponent(const struct reader *r, const char *at)
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
		return source_fail_with(r->source, start, JSCHEMA_LIMIT,
		    "limit reached: an exponent of more than 18 digits");
	return at;
}

static inline const char *
read_number(const struct reader *r, const char *at, uint32_t *about)
{
	*about = JSCHEMA_NUMBER | NODE_PLAIN;
	at += *at == '-';
	if (at < r->end && *at == '0') {
		at++;
		if (at < r->end && is_digit(*at))
			return fail(r, at, "no digit behind a leading zero");
	} else {
		at = read_digits(r, at);
	}
	if (at && at < r->end && *at == '.') {
		*about = JSCHEMA_NUMBER;
		at = read_digits(r, at + 1);
	}
	if (at && at < r->end && (*at | 0x20) == 'e') {
		*about = JSCHEMA_NUMBER;
		at = read_exponent(r, at + 1);
	}
	return at;
}

/* ---- literals ---- */

static inline const char *
read_literal(const struct reader *r, const char *at, uint32_t *about)
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
		*about = literals[i].about;
		if (left >= length && memcmp(at + length - 4, word + length - 4, 4) == 0)
			return at + length;
		if (left < length && memcmp(at, word, left) == 0)
			return fail(r, r->end, "the rest of a literal");
	}
	return fail(r, at, "a value");
}

/* a scalar that is no string */
static inline const char *
read_word(struct reader *r, const char *at)
{
	uint32_t about = 0;
	bool is_number = at < r->end && (*at == '-' || is_digit(*at));
	const char *end =
	    is_number ? read_number(r, at, &about) : read_literal(r, at, &about);
	return end ? put_scalar(r, at, end, about) : NULL;
}

/* ---- names ---- */

/* Bytes up to and with the colon behind a name, and a blank behind that; 0: no colon. */
static uint32_t
separator(const struct source *s, const char *at)
{
	const char *behind = scan_space(at, s->end);
	if (behind == s->end || *behind != ':')
		return 0;
	behind++;
	return (uint32_t)(behind - at) + (behind < s->end && *behind == ' ');
}

/* A name that will be the expected one the next time; `key` is the node that it will be.
 */
static const char *__attribute__((noinline)) learn_name(struct jschema_document *d,
    const struct source *s, const char *at, struct node *key, uint32_t *expected)
{
	const struct predicted *p = &d->prediction->names[*expected];
	if (prediction_is_last(p, at, (size_t)(s->end - at))) {
		*key = p->node;
		key->start = (uint32_t)(at + 1 - s->text);
		return at + 1 + key->size + 1;
	}
	uint32_t about = JSCHEMA_STRING | NODE_KEY;
	if (at == s->end || *at != '"')
		return source_fail(s, at, "a name in double quotes");
	const char *end = string_end(s, ++at, &about);
	if (!end)
		return NULL;
	*key =
	    (struct node){(uint32_t)(at - s->text), (uint32_t)(end - at), .about = about};
	key->next = characters_hash(d, key);
	*expected = prediction_learn(d->prediction, s->text, key, separator(s, end + 1));
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

/* whether the name of this number stands there, and a byte behind it */
static inline bool
is_expected(const struct reader *r, const char *at, uint32_t name)
{
	const struct predicted *p = &r->names[name];
	return name && r->end - at >= SAME_READ && scan_same(at, p->text, p->rest);
}

/* Where each name has a greater number than the one before, all of them differ. */
static inline void
note_name(struct reader *r, uint32_t name)
{
	if (name <= r->name)
		r->open->about |= NODE_SHUFFLED;
	r->name = name;
	r->open->size++;
}

/* behind the name and its colon */
static inline const char *
put_expected(struct reader *r, const char *at, uint32_t name)
{
	const struct predicted *p = &r->names[name];
	struct node *key = r->next++;
	*key = p->node;
	key->start = (uint32_t)(at + 1 - r->text);
	note_name(r, name);
	return at + p->length;
}

static inline const char *
put_other(struct reader *r, const char *at, uint32_t *expected)
{
	at = learn_name(r->document, r->source, at, r->next++, expected);
	if (!at)
		return NULL;
	note_name(r, *expected);
	return end_name(r, at);
}

/* Not inlined: where there is no white space nothing is made ready for it. */
static const char *__attribute__((noinline)) pass_space(const char *at, const char *end)
{
	return scan_space(at, end);
}

/*
 * Members as most of them are: a name that is expected and a plain string. Stands before
 * a name, the first one of an object or one behind the member that was read last; goes up
 * to a value of another kind, or behind a string that is not plain or has no comma.
 */
static inline const char *
read_members(struct reader *r, const char *at, bool first, bool *is_behind)
{
	struct predicted *before = &r->names[r->name];
	uint32_t *expected = first ? &before->inside : &before->next;
	if (first)
		r->name = 0;
	*is_behind = false;
	for (;;) {
		while (is_expected(r, at, *expected)) {
			at = put_expected(r, at, *expected);
			if (*at != '"' || r->next >= r->last)
				return at;
			const char *start = at + 1;
			const char *stop = scan_stop(start, r->end - 1);
			*is_behind = !stop || *stop != '"';
			if (*is_behind)
				return read_string_rest(r, start, stop, r->end - 1);
			at = put_scalar(r, start, stop, JSCHEMA_STRING) + 1;
			*is_behind = *at != ',';
			if (*is_behind)
				return at;
			at++;
			expected = &r->names[r->name].next;
		}
		if (at == r->end || !is_space((unsigned char)*at))
			return put_other(r, at, expected);
		at = pass_space(at, r->end);
	}
}

/* ---- containers ---- */

static inline bool
in_object(const struct reader *r)
{
	return r->closing == '}';
}

static const char *__attribute__((noinline))
fail_of_depth(const struct source *s, const char *at, size_t max_depth)
{
	char text[100];
	snprintf(
	    text, sizeof text, "limit reached: nested deeper than %zu levels", max_depth);
	return source_fail_with(s, at, JSCHEMA_DEPTH, text);
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
		return error_no_memory(r->source->error);
	r->open = outer == NONE ? NULL : &r->nodes[outer];
	if (r->open)
		r->closing = node_kind(r->open) == JSCHEMA_OBJECT ? '}' : ']';
	return true;
}

/* up to the first item of a container, or behind one that has none */
static inline const char *
enter_container(struct reader *r, const char *at, bool *has_items)
{
	if (r->depth == r->max_depth)
		return fail_of_depth(r->source, at, r->max_depth);
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

/* a value, or up to the first item of a container */
static inline const char *
begin_value(struct reader *r, const char *at, bool *first)
{
	if (!make_room(r))
		return NULL;
	at = scan_space(at, r->end);
	if (at < r->end && *at == '"')
		return read_string(r, at + 1);
	if (at < r->end && (*at == '{' || *at == '['))
		return enter_container(r, at, first);
	return read_word(r, at);
}

static inline const char *
read_text(struct reader *r, const char *at)
{
	bool behind = false;
	for (;;) {
		bool first = false;
		if (!behind)
			at = begin_value(r, at, &first);
		if (at && !first)
			at = end_value(r, at);
		if (!at || !r->open)
			return at;
		if (in_object(r))
			at = read_members(r, at, first, &behind);
		else
			r->open->size++, behind = false;
		if (!at)
			return NULL;
	}
}

/* ---- the door ---- */

const char *
read_value(
    struct jschema_document *d, const struct source *s, const char *at, size_t max_depth)
{
	if (!d->nodes && !more_nodes(d, 0, s->error))
		return NULL;
	struct reader r = {
	    .source = s,
	    .text = s->text,
	    .end = s->end,
	    .document = d,
	    .names = d->prediction->names,
	    .max_depth = max_depth,
	};
	use_nodes(&r, 0);
	at = read_text(&r, at);
	d->count = index_of(&r, r.next);
	return at;
}
