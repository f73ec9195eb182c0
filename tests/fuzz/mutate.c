/*
 * How libFuzzer changes what has to be JSON to get anywhere: values take the places of
 * others, stand beside them, or are left out, and bytes change within one of them. Each
 * fourth time bytes change anywhere, as they do without this.
 */
#include "../../cmd/util.h"
#include "../../lib/document.h"

#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *, size_t, size_t);
size_t LLVMFuzzerCustomMutator(uint8_t *, size_t, size_t, unsigned);
size_t LLVMFuzzerCustomCrossOver(
    const uint8_t *, size_t, const uint8_t *, size_t, uint8_t *, size_t, unsigned);

/* a value, or a key with its value, as it stands in a text */
struct piece {
	const char *text;
	size_t start;
	size_t end;
	bool is_member;
};

static unsigned
draw(unsigned *seed, size_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % (unsigned)below;
}

/* a document read from bytes, or NULL */
static struct jschema_document *
read_json(const uint8_t *bytes, size_t size)
{
	struct jschema_document *d = jschema_document_new();
	if (d && jschema_document_read(d, (const char *)bytes, size, NULL, NULL, NULL))
		return d;
	jschema_document_free(d);
	return NULL;
}

static struct piece
piece_of(const struct jschema_document *d, size_t size, uint32_t index)
{
	struct piece piece = {.text = d->text};
	struct jschema_document *value = jschema_document_new();
	size_t start, end = 0;
	piece.is_member = d->nodes[index].about & NODE_KEY;
	piece.start = node_offset(&d->nodes[index]);
	start = node_offset(&d->nodes[index + piece.is_member]);
	if (value)
		jschema_document_read(
		    value, d->text + start, size - start, NULL, &end, NULL);
	piece.end = start + end;
	jschema_document_free(value);
	return piece;
}

static void
add_piece(struct buffer *out, struct piece piece)
{
	buffer_add(out, piece.text + piece.start, piece.end - piece.start);
}

/* what stands in a place only for a while: behind the comma, or before it */
static struct piece
without(struct piece piece, size_t size)
{
	const char *text = piece.text;
	while (piece.start > 0 && strchr(" \t\r\n", text[piece.start - 1]))
		piece.start--;
	if (piece.start > 0 && text[piece.start - 1] == ',') {
		piece.start--;
		return piece;
	}
	while (piece.end < size && strchr(" \t\r\n", text[piece.end]))
		piece.end++;
	piece.end += piece.end < size && text[piece.end] == ',';
	return piece;
}

/* bytes of it change */
static void
add_changed(struct buffer *out, struct piece piece)
{
	enum { MORE = 32 };
	size_t length = piece.end - piece.start;
	uint8_t *bytes = malloc(length + MORE);
	if (!bytes)
		return;
	memcpy(bytes, piece.text + piece.start, length);
	length = LLVMFuzzerMutate(bytes, length, length + MORE);
	buffer_add(out, (const char *)bytes, length);
	free(bytes);
}

static const char *const scalars[] = {"null", "true", "false", "0", "1", "-1", "0.5",
    "1e3", "3.0", "9007199254740993", "1e400", "\"\"", "\"a\"", "\"\\u0000\"",
    "\"\\ud83d\\ude00\"", "[]", "{}", "\"2026-01-01T00:00:00Z\"", "\"#\""};

/* in the place of one piece, another, both, one in the other, or something small */
static void
change(
    struct buffer *out, struct piece old, struct piece other, size_t size, unsigned *seed)
{
	static const char *const around[2][2] = {{"[", "]"}, {"{\"a\":", "}"}};
	unsigned how = draw(seed, 8), which = draw(seed, 2);
	struct piece gone = how == 0 ? without(old, size) : old;
	buffer_add(out, old.text, gone.start);
	if (how == 1 || how == 2) {
		add_piece(out, other);
	} else if (how == 3) {
		add_piece(out, other);
		buffer_say(out, ",");
		add_piece(out, old);
	} else if (how == 4 && !old.is_member) {
		buffer_say(out, around[which][0]);
		add_piece(out, old);
		buffer_say(out, around[which][1]);
	} else if (how == 5 && !old.is_member) {
		buffer_say(out, scalars[draw(seed, COUNT(scalars))]);
	} else if (how) {
		add_changed(out, old);
	}
	buffer_add(out, old.text + gone.end, size - gone.end);
}

/* one piece of a document, or a part of the same kind of another one, gets changed */
static size_t
splice(const struct jschema_document *d, size_t size, const struct jschema_document *from,
    size_t from_size, uint8_t *bytes, size_t most, unsigned seed)
{
	struct buffer out = {0};
	struct piece old = piece_of(d, size, draw(&seed, d->count)), other;
	unsigned tries = 8;
	do
		other = piece_of(from, from_size, draw(&seed, from->count));
	while (other.is_member != old.is_member && --tries);
	change(&out, old, other, size, &seed);
	if (out.length > most)
		out.length = most;
	if (out.length)
		memcpy(bytes, out.text, out.length);
	free(out.text);
	return out.length;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed)
{
	struct jschema_document *d = draw(&seed, 4) ? read_json(bytes, size) : NULL;
	if (!d)
		return LLVMFuzzerMutate(bytes, size, most);
	size = splice(d, size, d, size, bytes, most, seed);
	jschema_document_free(d);
	return size;
}

size_t
LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other,
    size_t other_size, uint8_t *bytes, size_t most, unsigned seed)
{
	struct jschema_document *d = read_json(one, one_size);
	struct jschema_document *from = read_json(other, other_size);
	size_t size = 0;
	if (d && from)
		size = splice(d, one_size, from, other_size, bytes, most, seed);
	jschema_document_free(d);
	jschema_document_free(from);
	return size;
}
