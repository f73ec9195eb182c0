/*
 * Where a schema is at fault. An error has its place found when it is told, since there
 * is only one; warnings may be many, and have their places found all at once.
 */
#include "place.h"

#include "arena.h"
#include "error.h"
#include "pointer.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* a pointer that is too long is shortened in its middle */
static void
set_pointer(struct jschema_error *e, const char *pointer)
{
	size_t size = sizeof e->pointer, half = size / 2 - 4, length = strlen(pointer);
	const char *tail = pointer + length;
	if (length < size) {
		memcpy(e->pointer, pointer, length + 1);
		return;
	}
	/* no character is cut in two */
	for (tail -= half; utf8_continues(*tail);)
		tail++;
	while (utf8_continues(pointer[half]))
		half--;
	memcpy(e->pointer, pointer, half);
	memcpy(e->pointer + half, "...", 3);
	memcpy(e->pointer + half + 3, tail, strlen(tail) + 1);
}

static void
set_place(struct jschema_error *e, const struct jschema_document *d,
    const struct jschema_place *place, const char *pointer)
{
	e->document = d;
	e->offset = place->offset;
	e->line = place->line;
	e->column = place->column;
	set_pointer(e, pointer ? pointer : "");
}

struct jschema_error *
place_error(struct jschema_error *e, const struct jschema_document *d, uint32_t node)
{
	if (!e || e->code != JSCHEMA_OK)
		return e;
	struct jschema_place place = {0, 1, 1};
	struct arena arena = {0};
	struct words pointer = {.arena = &arena};
	jschema_move(&place, d->text, node_offset(&d->nodes[node]));
	pointer_write(&pointer, document_told(d), 0, node);
	set_place(e, d, &place, words_text(&pointer));
	arena_free(&arena);
	return e;
}

bool
place_refuse(struct jschema_error *e, const struct jschema_document *d, uint32_t node,
    const struct words *text)
{
	if (text->failed)
		return error_no_memory(e);
	return error_set(place_error(e, d, node), JSCHEMA_BAD_SCHEMA, "%s", text->text);
}

bool
place_warning(struct registry *r, const struct resource *resource, uint32_t node,
    enum jschema_code code, const char *text)
{
	struct warning *w = arena_alloc(r->arena, 1, sizeof *w);
	if (!w)
		return false;
	*w = (struct warning){resource->source, node, code, text, r->found};
	r->found = w;
	r->warning_count++;
	return true;
}

bool
place_warning_say(struct registry *r, const struct resource *resource, uint32_t node,
    enum jschema_code code, const struct words *text)
{
	return !text->failed && place_warning(r, resource, node, code, text->text);
}

static int
compare_warnings(const void *left, const void *right)
{
	const struct warning *a = left, *b = right;
	if (a->source != b->source)
		return a->source->number < b->source->number ? -1 : 1;
	return (a->node > b->node) - (a->node < b->node);
}

/* the first ones of each code, as far as they are wanted; how many that are */
static size_t
keep_first(struct registry *r, struct warning *sorted, size_t most)
{
	size_t seen[ERROR_CODES] = {0}, kept = 0;
	for (size_t i = 0; i < r->warning_count; i++) {
		if (most && seen[sorted[i].code]++ >= most)
			r->left_out[sorted[i].code]++;
		else
			sorted[kept++] = sorted[i];
	}
	return kept;
}

/* Their places are found in one walk through each document, and not by whoever asks for
 * them, because a schema that is compiled never changes again. */
bool
place_settle(struct registry *r, size_t most)
{
	size_t count = r->warning_count;
	struct warning *sorted = arena_alloc(r->arena, count, sizeof *sorted);
	if (!sorted)
		return false;
	for (size_t i = 0; i < count; i++, r->found = r->found->next)
		sorted[i] = *r->found;
	if (count)
		qsort(sorted, count, sizeof *sorted, compare_warnings);
	r->warning_count = count = keep_first(r, sorted, most);
	r->warnings = arena_alloc(r->arena, count, sizeof *r->warnings);
	if (!r->warnings)
		return false;
	struct jschema_pointers *pointers = NULL;
	struct jschema_place place = {0, 1, 1};
	bool good = true;
	for (size_t i = 0; i < count && good; i++) {
		const struct jschema_document *d = sorted[i].source->document;
		if (i == 0 || sorted[i - 1].source != sorted[i].source) {
			jschema_pointers_free(pointers);
			pointers = jschema_pointers_new(d);
			place = (struct jschema_place){0, 1, 1};
		}
		struct jschema_value value = {d, sorted[i].node};
		const char *pointer =
		    pointers ? jschema_pointers_to(pointers, value) : NULL;
		good = pointer != NULL;
		jschema_move(&place, d->text, jschema_offset(value));
		set_place(&r->warnings[i], d, &place, pointer);
		error_set(&r->warnings[i], sorted[i].code, "%s", sorted[i].text);
	}
	jschema_pointers_free(pointers);
	return good;
}
