/*
 * Places: of a value in its document by JSON Pointer (RFC 6901), of a byte in its text by
 * line and column. A place is moved, not computed anew, so that a report of many faults
 * of one text looks at the text once.
 */
#include "pointer.h"

#include "arena.h"
#include "characters.h"
#include "utf8.h"

#include <string.h>

/* ---- JSON Pointer ---- */

/* the next character of a reference token, ~0 and ~1 decoded (RFC 6901 section 4), or -1
 */
static int
next_of_token(const char **at, const char *end)
{
	if (*at == end || **at == '/')
		return -1;
	char c = *(*at)++;
	if (c == '~')
		return *(*at)++ == '0' ? '~' : '/';
	return (unsigned char)c;
}

static bool
is_token(const struct jschema_document *d, const struct node *key, const char *at,
    const char *end)
{
	struct characters c = characters_of(d, key);
	for (;;) {
		int wanted = next_of_token(&at, end), found = characters_next(&c);
		if (wanted != found)
			return false;
		if (wanted < 0)
			return true;
	}
}

/* RFC 6901 section 4: digits without leading zeros */
static bool
parse_index(const char *at, const char *end, uint32_t *index)
{
	uint64_t n = 0;
	if (at == end || *at == '/' || (*at == '0' && at + 1 < end && at[1] != '/'))
		return false;
	for (; at < end && *at != '/'; at++) {
		if (*at < '0' || *at > '9' || n > UINT32_MAX)
			return false;
		n = n * 10 + (uint64_t)(*at - '0');
	}
	*index = (uint32_t)n;
	return n <= UINT32_MAX;
}

/* the child a token names; 0 when there is none */
static uint32_t
child_of(
    const struct jschema_document *d, uint32_t parent, const char *at, const char *end)
{
	const struct node *nodes = d->nodes;
	uint32_t child = parent + 1, index = 0;
	bool object = node_kind(&nodes[parent]) == JSCHEMA_OBJECT;
	if (node_kind(&nodes[parent]) < JSCHEMA_ARRAY ||
	    (!object && !parse_index(at, end, &index)))
		return 0;
	/* a token without an escape has the hash of the name that it is */
	const char *behind = at;
	while (behind < end && *behind != '/')
		behind++;
	size_t length = (size_t)(behind - at);
	bool plain = !length || !memchr(at, '~', length);
	uint32_t hash = plain ? characters_hash_plain(at, length) : 0;
	for (uint32_t i = 0; i < nodes[parent].size; i++) {
		if (object && (!plain || nodes[child].next == hash) &&
		    is_token(d, &nodes[child], at, end))
			return child + 1;
		if (!object && i == index)
			return child;
		child = nodes[child + object].next;
	}
	return 0;
}

/* where a token ends, or NULL where a tilde in it means nothing (RFC 6901 section 3) */
static const char *
end_of_token(const char *at, const char *end)
{
	for (; at < end && *at != '/'; at++) {
		if (*at == '~' && (at + 1 == end || (at[1] != '0' && at[1] != '1')))
			return NULL;
	}
	return at;
}

const char *
pointer_token(const char **pointer, const char *end, size_t *length)
{
	const char *token = *pointer + 1, *behind;
	if (**pointer != '/' || !(behind = end_of_token(token, end)))
		return NULL;
	*pointer = behind;
	*length = (size_t)(behind - token);
	return token;
}

size_t
pointer_decode(const char *token, size_t length, char *buffer)
{
	const char *end = token + length;
	size_t count = 0;
	for (int byte; (byte = next_of_token(&token, end)) >= 0;)
		buffer[count++] = (char)byte;
	return count;
}

uint32_t
pointer_step(
    const struct jschema_document *d, uint32_t parent, const char *token, size_t length)
{
	return child_of(d, parent, token, token + length);
}

bool
pointer_resolve(const struct jschema_document *d, uint32_t from, const char *pointer,
    size_t length, uint32_t *node)
{
	const char *at = pointer, *end = pointer + length;
	while (at < end) {
		size_t token_length;
		const char *token = pointer_token(&at, end, &token_length);
		if (!token || !(from = pointer_step(d, from, token, token_length)))
			return false;
	}
	*node = from;
	return true;
}

struct jschema_value
jschema_at(struct jschema_value v, const char *pointer, size_t length)
{
	uint32_t node;
	if (!v.document || !pointer_resolve(v.document, v.node, pointer, length, &node))
		return (struct jschema_value){NULL, 0};
	return (struct jschema_value){v.document, node};
}

size_t
jschema_pointer(struct jschema_value v, char *buffer, size_t size)
{
	struct arena arena = {0};
	struct words w = {.arena = &arena};
	words_say(&w, "");
	if (v.document)
		pointer_write(&w, document_told(v.document), 0, v.node);
	size_t length = w.failed ? SIZE_MAX : w.length;
	size_t fit = w.length < size ? w.length : size ? size - 1 : 0;
	if (size && !w.failed)
		memcpy(buffer, w.text, fit);
	if (size)
		buffer[w.failed ? 0 : fit] = '\0';
	arena_free(&arena);
	return length;
}

void
pointer_write_key(
    struct words *w, const struct jschema_document *d, const struct node *key)
{
	struct characters c = characters_of(d, key);
	words_add(w, "/", 1);
	if (!(key->about & NODE_ESCAPED) && !memchr(c.at, '~', key->size) &&
	    !memchr(c.at, '/', key->size)) {
		words_add(w, c.at, key->size);
		return;
	}
	for (int byte; (byte = characters_next(&c)) >= 0;) {
		char plain = (char)byte;
		if (plain == '~')
			words_add(w, "~0", 2);
		else if (plain == '/')
			words_add(w, "~1", 2);
		else
			words_add(w, &plain, 1);
	}
}

void
pointer_write_index(struct words *w, size_t index)
{
	words_format(w, "/%zu", index);
}

void
pointer_write(
    struct words *w, const struct jschema_document *d, uint32_t from, uint32_t node)
{
	const struct node *nodes = d->nodes;
	while (from != node) {
		bool object = node_kind(&nodes[from]) == JSCHEMA_OBJECT;
		uint32_t child = from + 1, i = 0;
		while (nodes[child + object].next <= node) {
			child = nodes[child + object].next;
			i++;
		}
		if (object)
			pointer_write_key(w, d, &nodes[child]);
		else
			pointer_write_index(w, i);
		from = child + object;
		if (from > node) /* the key itself was meant */
			return;
	}
}

uint32_t *
pointer_parents(struct arena *arena, const struct jschema_document *d)
{
	uint32_t *parents = arena_alloc(arena, d->count, sizeof *parents);
	for (uint32_t node = 0; parents && node < d->count; node++) {
		enum jschema_kind kind = node_kind(&d->nodes[node]);
		bool object = kind == JSCHEMA_OBJECT;
		uint32_t count = kind < JSCHEMA_ARRAY ? 0 : d->nodes[node].size;
		uint32_t child = node + 1;
		for (uint32_t i = 0; i < count; i++) {
			parents[child] = parents[child + object] = node;
			child = d->nodes[child + object].next;
		}
	}
	return parents;
}

static uint32_t
index_of(const struct node *nodes, uint32_t array, uint32_t element)
{
	uint32_t i = 0;
	for (uint32_t at = array + 1; at != element; at = nodes[at].next)
		i++;
	return i;
}

void
pointer_write_up(struct words *w, const struct jschema_document *d,
    const uint32_t *parents, uint32_t from, uint32_t node)
{
	size_t depth = 0;
	for (uint32_t at = node; at != from; at = parents[at])
		depth++;
	uint32_t *way = arena_alloc(w->arena, depth, sizeof *way);
	w->failed = w->failed || !way;
	for (size_t i = depth; way && i > 0; node = parents[node])
		way[--i] = node;
	for (size_t i = 0; way && i < depth; i++) {
		uint32_t parent = parents[way[i]];
		if (node_kind(&d->nodes[parent]) == JSCHEMA_OBJECT)
			pointer_write_key(w, d, &d->nodes[way[i] - 1]);
		else
			pointer_write_index(w, index_of(d->nodes, parent, way[i]));
	}
}

/* ---- lines and columns ---- */

static size_t
column_of(const char *text, size_t offset)
{
	size_t start = offset;
	while (start > 0 && text[start - 1] != '\n')
		start--;
	return utf8_count(text + start, offset - start) + 1;
}

static size_t
count_lines(const char *at, const char *end)
{
	size_t lines = 0;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		at++;
		lines++;
	}
	return lines;
}

void
jschema_move(struct jschema_place *place, const char *text, size_t offset)
{
	bool forward = place->offset < offset;
	size_t from = forward ? place->offset : offset;
	size_t to = forward ? offset : place->offset;
	size_t lines = count_lines(text + from, text + to);
	if (lines) {
		place->line = forward ? place->line + lines : place->line - lines;
		place->column = column_of(text, offset);
	} else {
		size_t between = utf8_count(text + from, to - from);
		place->column =
		    forward ? place->column + between : place->column - between;
	}
	place->offset = offset;
}
