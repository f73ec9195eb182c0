/*
 * Normalised JSON. What a value means is kept to the digit; how it was spelt is not. Most
 * of it stands in the text as it is printed, and what stands together is copied as one.
 * The recursion is as deep as the reader let the document be.
 */
#include "normal.h"

#include "canonical.h"
#include "clock.h"

#include <stdlib.h>
#include <string.h>

/* RFC 8259 section 7: what has to be escaped, in its shortest form */
static void
escape_byte(struct buffer *b, unsigned char c)
{
	static const char letters[] = {['\b'] = 'b',
	    ['\t'] = 't',
	    ['\n'] = 'n',
	    ['\f'] = 'f',
	    ['\r'] = 'r',
	    ['"'] = '"',
	    ['\\'] = '\\'};
	if (c < sizeof letters && letters[c])
		buffer_format(b, "\\%c", letters[c]);
	else if (c < 0x20)
		buffer_format(b, "\\u%04x", c);
	else
		buffer_add(b, (const char *)&c, 1);
}

static size_t
sequence_length(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* what a terminal may act on, as an escape of JSON; false for all else */
static bool
escape_for_terminal(struct buffer *b, const char *at, size_t length)
{
	char piece[16];
	if ((unsigned char)*at < 0x7f)
		return false;
	jschema_escape(at, length, piece, sizeof piece);
	if (piece[0] != '\\')
		return false;
	/* \u{e0001} needs two of JSON */
	unsigned long c = strtoul(piece + (piece[2] == '{' ? 3 : 2), NULL, 16);
	if (c >= 0x10000)
		buffer_format(
		    b, "\\u%04lx\\u%04lx", 0xd7c0 + (c >> 10), 0xdc00 + (c & 0x3ff));
	else
		buffer_format(b, "\\u%04lx", c);
	return true;
}

void
normal_for_terminal(struct buffer *b, const char *json, size_t length)
{
	const char *end = json + length;
	for (size_t n; json < end; json += n) {
		n = sequence_length((unsigned char)*json);
		if (!escape_for_terminal(b, json, n))
			buffer_add(b, json, n);
	}
}

static void
add_characters(struct buffer *b, const struct normal *how, const char *at, size_t length)
{
	const char *end = at + length;
	for (size_t n; at < end; at += n) {
		n = sequence_length((unsigned char)*at);
		if (how->for_terminal && escape_for_terminal(b, at, n))
			continue;
		if (n == 1)
			escape_byte(b, (unsigned char)*at);
		else
			buffer_add(b, at, n);
	}
}

void
normal_add(struct buffer *b, const char *characters, size_t length)
{
	const struct normal usual = {.for_terminal = false};
	add_characters(b, &usual, characters, length);
}

/* ---- copies ---- */

/* A value at work. */
struct printing {
	struct buffer *b;
	const struct normal *how;
	/* a run of the text that is still to be copied, or NULL */
	const char *from, *to;
};

/* what is not copied goes there, behind what is */
static struct buffer *
direct(struct printing *p)
{
	if (p->from)
		buffer_add(p->b, p->from, (size_t)(p->to - p->from));
	p->from = NULL;
	return p->b;
}

/* a piece of the text */
static inline void
copy(struct printing *p, const char *text, size_t length)
{
	if (!p->from || text != p->to) {
		direct(p);
		p->from = text;
	}
	p->to = text + length;
}

/* a bracket, a comma or a colon: behind what stands inside of a container there is more
 * text to be looked at */
static inline void
mark(struct printing *p, char c)
{
	if (p->from && *p->to == c)
		p->to++;
	else
		buffer_add(direct(p), &c, 1);
}

static void
new_line(struct printing *p, size_t depth)
{
	const struct normal *how = p->how;
	if (how->compact)
		return;
	size_t width = depth * how->indent;
	char *at = buffer_reserve(direct(p), 1 + width);
	*at = '\n';
	memset(at + 1, how->fill, width);
	p->b->length += 1 + width;
}

/* ---- values ---- */

static void
print_characters(struct printing *p, struct jschema_value v)
{
	size_t length;
	struct buffer *b = direct(p);
	jschema_text(v, &length);
	char *room = xmalloc(length + 1);
	const char *characters = jschema_string(v, room, &length);
	buffer_add(b, "\"", 1);
	add_characters(b, p->how, characters, length);
	buffer_add(b, "\"", 1);
	free(room);
}

/* nearly all are printed as they stand, with their quotes */
static void
print_string(struct printing *p, struct jschema_value v)
{
	size_t length;
	const char *text = p->how->for_terminal ? NULL : jschema_string(v, NULL, &length);
	if (text)
		copy(p, text - 1, length + 2);
	else
		print_characters(p, v);
}

/* whether a date-time was printed in UTC */
static bool
print_utc(struct printing *p, struct jschema_value v, struct jschema_subschema subschema)
{
	size_t length;
	if (!jschema_has_format(subschema, "date-time"))
		return false;
	struct buffer *b = direct(p);
	size_t before = b->length;
	jschema_text(v, &length);
	char *room = xmalloc(length + 1);
	const char *characters = jschema_string(v, room, &length);
	buffer_add(b, "\"", 1);
	bool done = clock_add_utc(b, characters, length);
	buffer_add(b, "\"", 1);
	if (!done)
		b->length = before;
	free(room);
	return done;
}

static void
print_number(struct printing *p, struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	if (!p->how->canonical || !canonical_add_number(direct(p), text, length))
		copy(p, text, length);
}

static void print(
    struct printing *, struct jschema_value, struct jschema_subschema, size_t depth);

static void
print_members(struct printing *p, struct jschema_value v,
    struct jschema_subschema subschema, size_t depth)
{
	struct order *order = p->how->order;
	size_t first = order->count;
	size_t count = order_push(order, v, subschema, p->how->sort);
	for (size_t i = 0; i < count; i++) {
		/* they move when those of inner objects need more room */
		const struct member *m = &order->members[first + i];
		if (i)
			mark(p, ',');
		new_line(p, depth + 1);
		print_string(p, m->item.key);
		mark(p, ':');
		if (!p->how->compact)
			mark(p, ' ');
		print(p, m->item.value, m->subschema, depth + 1);
	}
	order_pop(order, count);
}

static void
print_elements(struct printing *p, struct jschema_value v,
    struct jschema_subschema subschema, size_t depth)
{
	struct jschema_item item;
	struct jschema_subschema elements = jschema_elements(subschema);
	for (bool more = jschema_first(v, &item); more;) {
		new_line(p, depth + 1);
		print(p, item.value, elements, depth + 1);
		more = jschema_next(&item);
		if (more)
			mark(p, ',');
	}
}

/* nothing stands in brackets with nothing in them */
static void
print_container(struct printing *p, struct jschema_value v,
    struct jschema_subschema subschema, size_t depth)
{
	bool object = jschema_kind(v) == JSCHEMA_OBJECT, empty = jschema_count(v) == 0;
	mark(p, object ? '{' : '[');
	if (object)
		print_members(p, v, subschema, depth);
	else
		print_elements(p, v, subschema, depth);
	if (!empty)
		new_line(p, depth);
	mark(p, object ? '}' : ']');
}

static int
compare_grafts(const void *left, const void *right)
{
	const struct graft *a = left, *b = right;
	return (a->value.node > b->value.node) - (a->value.node < b->value.node);
}

static struct jschema_subschema
grafted(const struct normal *how, struct jschema_value v)
{
	const struct graft wanted = {.value = v};
	const struct graft *found = bsearch(
	    &wanted, how->grafts, how->graft_count, sizeof wanted, compare_grafts);
	return found ? found->subschema : wanted.subschema;
}

static void
print(struct printing *p, struct jschema_value v, struct jschema_subschema subschema,
    size_t depth)
{
	enum jschema_kind kind = jschema_kind(v);
	size_t length;
	if (p->how->graft_count && !subschema.schema && kind > JSCHEMA_STRING)
		subschema = grafted(p->how, v);
	if (kind == JSCHEMA_STRING) {
		if (!p->how->utc || !print_utc(p, v, subschema))
			print_string(p, v);
	} else if (kind == JSCHEMA_NUMBER) {
		print_number(p, v);
	} else if (kind < JSCHEMA_STRING) {
		const char *text = jschema_text(v, &length);
		copy(p, text, length);
	} else {
		print_container(p, v, subschema, depth);
	}
}

/* whether it stands in the text as it is to be printed, which is as one that was */
static bool
print_as_it_stands(struct buffer *b, const struct normal *how, struct jschema_value v,
    struct jschema_subschema subschema)
{
	size_t length;
	if (!how->compact || how->canonical || how->utc || how->for_terminal ||
	    how->graft_count)
		return false;
	const char *text = jschema_compact_text(v, &length);
	if (!text || !order_is_kept(how->order, v, subschema, how->sort))
		return false;
	buffer_add(b, text, length);
	return true;
}

static void
print_all(struct buffer *b, const struct normal *how, struct jschema_value v,
    struct jschema_subschema subschema)
{
	struct printing p = {.b = b, .how = how};
	if (print_as_it_stands(b, how, v, subschema))
		return;
	print(&p, v, subschema, 0);
	direct(&p);
}

void
normal_print(struct buffer *b, const struct normal *how, struct jschema_value v,
    struct jschema_subschema subschema)
{
	print_all(b, how, v, subschema);
	buffer_add(b, "\n", 1);
}

void
normal_compact(struct buffer *b, struct jschema_value v)
{
	static const struct jschema_subschema none = {NULL, 0};
	struct order order = {.members = NULL};
	const struct normal how = {.compact = true, .order = &order};
	print_all(b, &how, v, none);
	order_free(&order);
}

const char *
normal_kind(struct jschema_value v)
{
	static const char *const kinds[] = {
	    "null", "boolean", "number", "string", "array", "object"};
	return kinds[jschema_kind(v)];
}

char *
normal_characters(struct jschema_value string, size_t *length)
{
	jschema_text(string, length);
	char *room = xmalloc(*length + 1);
	const char *text = jschema_string(string, room, length);
	if (text != room)
		memcpy(room, text, *length);
	room[*length] = '\0';
	return room;
}

char *
normal_safe(struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	struct buffer safe = {0};
	char *decoded = xmalloc(length + 1);
	if (jschema_kind(v) == JSCHEMA_STRING)
		text = jschema_string(v, decoded, &length);
	if (text)
		buffer_safe(&safe, text, length);
	buffer_add(&safe, "", 1);
	free(decoded);
	return safe.text;
}

char *
normal_shown(struct jschema_value v)
{
	static const char *const literals[] = {"null", "true", "false"};
	struct buffer quoted = {0};
	char *safe = normal_safe(v);
	size_t i = 0;
	while (i < COUNT(literals) && strcmp(safe, literals[i]) != 0)
		i++;
	if (i == COUNT(literals) || jschema_kind(v) != JSCHEMA_STRING)
		return safe;
	buffer_format(&quoted, "\"%s\"", safe);
	buffer_add(&quoted, "", 1);
	free(safe);
	return quoted.text;
}
