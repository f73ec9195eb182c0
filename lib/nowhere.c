/*
 * What a reference that leads nowhere may mean (Core 8.2.3): the way of its pointer with
 * each name that is not there taken for the nearest one, or the nearest anchor.
 */
#include "nowhere.h"

#include "arena.h"
#include "discover.h"
#include "phrases.h"
#include "pointer.h"
#include "suggest.h"

#include <string.h>

/* what is a schema, or may hold one */
enum { SCHEMAS = 1 << JSCHEMA_BOOLEAN | 1 << JSCHEMA_ARRAY | 1 << JSCHEMA_OBJECT };

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

static uint32_t
walk_nearly(
    struct arena *arena, const struct resource *from, const char *pointer, size_t length)
{
	const char *at = pointer, *end = pointer + length;
	uint32_t node = from->root;
	while (at < end) {
		size_t size;
		const char *token = pointer_token(&at, end, &size);
		node = token ? step_nearly(arena, from->document, node, token, size) : 0;
		if (!node)
			return 0;
	}
	return node;
}

static void
say_fragment(
    struct words *w, const struct resource *in, const char *fragment, size_t length)
{
	uint64_t compared = 0;
	/* no anchor has a slash in it (Core 8.2.2): a pointer lacks its first one */
	if (length && memchr(fragment, '/', length)) {
		struct words pointer = {.arena = w->arena};
		words_say(&pointer, fragment[0] == '/' ? "" : "/");
		words_add(&pointer, fragment, length);
		uint32_t node = pointer.failed
		    ? 0
		    : walk_nearly(w->arena, in, pointer.text, pointer.length);
		if (node)
			pointer_write(w, document_told(in->document), in->root, node);
		return;
	}
	const struct name *anchor =
	    suggest_name_for(&in->anchors, fragment, length, &compared);
	/* one that is masked would help nobody */
	if (anchor &&
	    !document_masks(in->document, discover_anchor(in->document, anchor).node))
		words_add(w, anchor->text, anchor->length);
}

/* behind the URI of the resource, which stands as it was written */
static void
say_meant(struct words *w, const struct resource *in, const char *uri, size_t length,
    const char *fragment, size_t fragment_length)
{
	struct words meant = {.arena = w->arena};
	say_fragment(&meant, in, fragment, fragment_length);
	if (!meant.length)
		return;
	words_say(w, "; did you mean \"");
	say_safely(w, uri, length);
	words_say(w, "#");
	say_safely(w, meant.text, meant.length);
	words_say(w, "\"?");
}

bool
nowhere_say(struct words *w, const struct resource *in, const char *reference,
    size_t length, const char *fragment, size_t fragment_length)
{
	char shown[SHOWN_REFERENCE];
	/* what has no fragment leads to a resource, and that is there */
	const char *hash = memchr(reference, '#', length);
	jschema_escape(reference, length, shown, sizeof shown);
	words_format(w, "the reference \"%s\" leads nowhere", shown);
	say_meant(
	    w, in, reference, (size_t)(hash - reference), fragment, fragment_length);
	return !w->failed;
}

bool
nowhere_say_entry(
    struct words *w, const struct resource *in, const char *entry, size_t length)
{
	char shown[SHOWN_REFERENCE];
	jschema_escape(entry, length, shown, sizeof shown);
	words_format(w, "the schema's document has nothing at \"%s\"", shown);
	say_meant(w, in, "", 0, entry, length);
	return !w->failed;
}
