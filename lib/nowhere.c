/*
 * What a reference that leads nowhere may mean (Core 8.2.3): the nearest anchor, or the
 * way of its pointer, from the root or from where schemas are kept, with each name that
 * is not there taken for one whose slashes were not escaped, or for the nearest one.
 */
#include "nowhere.h"

#include "arena.h"
#include "characters.h"
#include "discover.h"
#include "phrases.h"
#include "pointer.h"
#include "suggest.h"

#include <string.h>

enum {
	/* what is a schema, or may hold one */
	ENDS = 1 << JSCHEMA_BOOLEAN | 1 << JSCHEMA_OBJECT,
	SCHEMAS = ENDS | 1 << JSCHEMA_ARRAY,
};

static const char OLD_DEFS[] = "definitions";

/* the child that a token names, or nearly; 0 where there is none */
static uint32_t
step_nearly(struct arena *arena, const struct jschema_document *d, uint32_t node,
    const char *token, size_t length)
{
	uint64_t compared = 0;
	uint32_t next = pointer_step(d, node, token, length);
	if (next || node_kind(&d->nodes[node]) != JSCHEMA_OBJECT)
		return next;
	char *name = arena_alloc(arena, length + 1, 1);
	if (!name)
		return 0;
	length = pointer_decode(token, length, name);
	uint32_t key = suggest_key(d, node, SCHEMAS, name, length, &compared);
	if (key)
		return key + 1;
	/* where schemas were kept until 2019-09 */
	bool kept = length == strlen(OLD_DEFS) && memcmp(name, OLD_DEFS, length) == 0;
	return kept ? pointer_step(d, node, "$defs", 5) : 0;
}

/* whether a text begins with a name, which ends there or before a slash */
static bool
begins_with(
    const struct jschema_document *d, const struct node *key, const char *at, size_t left)
{
	struct characters c = characters_of(d, key);
	size_t i = 0;
	for (int byte; (byte = characters_next(&c)) >= 0; i++) {
		if (i == left || (unsigned char)at[i] != byte)
			return false;
	}
	return i == left || at[i] == '/';
}

/* the longest name that the rest of a pointer begins with, as it is, escapes or not */
static uint32_t
step_literally(const struct jschema_document *d, uint32_t node, const char **pointer,
    const char *end)
{
	const char *at = *pointer + 1;
	size_t left = (size_t)(end - at);
	uint32_t key = node + 1, longest = 0;
	bool object = node_kind(&d->nodes[node]) == JSCHEMA_OBJECT && **pointer == '/';
	for (uint32_t i = 0; object && i < d->nodes[node].size;
	     i++, key = next_key(d->nodes, key)) {
		if (begins_with(d, &d->nodes[key], at, left) &&
		    (!longest || d->nodes[key].size > d->nodes[longest].size))
			longest = key;
	}
	if (!longest)
		return 0;
	struct characters c = characters_of(d, &d->nodes[longest]);
	while (characters_next(&c) >= 0)
		at++;
	*pointer = at;
	return longest + 1;
}

/* the schema that a pointer leads to when it is read so; 0 for none */
static uint32_t
walk(struct arena *arena, const struct resource *from, const struct words *pointer,
    bool nearly)
{
	const struct jschema_document *d = from->document;
	const char *at = pointer->text, *end = at + pointer->length;
	uint32_t node = from->root;
	while (at < end) {
		size_t size;
		uint32_t next = step_literally(d, node, &at, end);
		const char *token = next ? NULL : pointer_token(&at, end, &size);
		if (token)
			next = nearly ? step_nearly(arena, d, node, token, size)
				      : pointer_step(d, node, token, size);
		if (!next)
			return 0;
		node = next;
	}
	return ENDS >> node_kind(&d->nodes[node]) & 1 ? node : 0;
}

/* from the root, or from where schemas are kept */
static uint32_t
find_meant(struct arena *arena, const struct resource *in, const char *text,
    size_t length, bool nearly)
{
	static const char *const starts[] = {"", "/$defs", "/definitions"};
	uint32_t node = 0;
	for (size_t i = 0; i < sizeof starts / sizeof *starts && !node; i++) {
		struct words pointer = {.arena = arena};
		words_say(&pointer, starts[i]);
		words_say(&pointer, length && text[0] == '/' ? "" : "/");
		words_add(&pointer, text, length);
		node = pointer.failed ? 0 : walk(arena, in, &pointer, nearly);
	}
	return node;
}

static void
say_fragment(struct words *w, const struct resource *in, const char *fragment,
    size_t length, bool nearly)
{
	uint64_t compared = 0;
	/* no anchor has a slash in it (Core 8.2.2): a pointer lacks its first one */
	const struct name *anchor = length && memchr(fragment, '/', length) ? NULL
	    : nearly ? suggest_name_for(&in->anchors, fragment, length, &compared)
		     : names_find(&in->anchors, fragment, length);
	uint32_t node = anchor ? 0 : find_meant(w->arena, in, fragment, length, nearly);
	if (node)
		pointer_write(w, document_told(in->document), in->root, node);
	/* one that is masked would help nobody */
	if (anchor &&
	    !document_masks(in->document, discover_anchor(in->document, anchor).node))
		words_add(w, anchor->text, anchor->length);
}

/* behind the URI of the resource, which stands as it was written */
static void
say_meant(struct words *w, const char *uri, size_t length, const struct words *meant)
{
	if (!meant->length)
		return;
	words_say(w, "; did you mean \"");
	say_safely(w, uri, length);
	words_say(w, "#");
	say_safely(w, meant->text, meant->length);
	words_say(w, "\"?");
}

bool
nowhere_say(struct words *w, const struct resource *in, const char *reference,
    size_t length, const char *fragment, size_t fragment_length)
{
	char shown[SHOWN_REFERENCE];
	struct words meant = {.arena = w->arena};
	/* what has no fragment leads to a resource, and that is there */
	const char *hash = memchr(reference, '#', length);
	jschema_escape(reference, length, shown, sizeof shown);
	words_format(w, "the reference \"%s\" leads nowhere", shown);
	say_fragment(&meant, in, fragment, fragment_length, true);
	say_meant(w, reference, (size_t)(hash - reference), &meant);
	return !w->failed;
}

bool
nowhere_say_entry(
    struct words *w, const struct resource *in, const char *entry, size_t length)
{
	char shown[SHOWN_REFERENCE];
	struct words meant = {.arena = w->arena};
	jschema_escape(entry, length, shown, sizeof shown);
	words_format(w, "the schema's document has nothing at \"%s\"", shown);
	say_fragment(&meant, in, entry, length, true);
	say_meant(w, "", 0, &meant);
	return !w->failed;
}

void
nowhere_say_here(
    struct words *w, const struct resource *in, const char *reference, size_t length)
{
	struct words meant = {.arena = w->arena};
	if (memchr(reference, '#', length))
		return;
	say_fragment(&meant, in, reference, length, false);
	say_meant(w, "", 0, &meant);
}
