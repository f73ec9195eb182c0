/*
 * Pointers of many values of one document: the way down to the last one is kept, and only
 * what differs is walked again, so that all of them together cost one walk through the
 * nodes.
 */
#include "arena.h"
#include "pointer.h"

#include <stdlib.h>

/* a container on the way, and the child that the way goes on through */
struct level {
	uint32_t container;
	uint32_t child; /* its key, in an object */
	uint32_t index;
};

struct jschema_pointers {
	const struct jschema_document *document;
	uint32_t root; /* that they begin at */
	struct level *levels;
	size_t depth;
	size_t capacity;
	struct arena arena; /* of the text */
};

struct jschema_pointers *
jschema_pointers_new(const struct jschema_document *d)
{
	return jschema_pointers_below((struct jschema_value){d, 0});
}

struct jschema_pointers *
jschema_pointers_below(struct jschema_value root)
{
	struct jschema_pointers *p = calloc(1, sizeof *p);
	if (p) {
		p->document = root.document;
		p->root = root.node;
	}
	return p;
}

void
jschema_pointers_free(struct jschema_pointers *p)
{
	if (!p)
		return;
	arena_free(&p->arena);
	free(p->levels);
	free(p);
}

static bool
push(struct jschema_pointers *p, uint32_t container)
{
	if (p->depth == p->capacity) {
		size_t capacity = p->capacity * 2 + 16;
		struct level *more = realloc(p->levels, capacity * sizeof *more);
		if (!more)
			return false;
		p->levels = more;
		p->capacity = capacity;
	}
	p->levels[p->depth++] = (struct level){container, container + 1, 0};
	return true;
}

/* leaves the containers that end before a node, and all if it stands before the way */
static void
climb(struct jschema_pointers *p, uint32_t node)
{
	const struct node *nodes = p->document->nodes;
	while (p->depth) {
		const struct level *last = &p->levels[p->depth - 1];
		if (last->child <= node && node < nodes[last->container].next)
			return;
		p->depth--;
	}
}

/* goes down to a node; false when memory runs out */
static bool
descend(struct jschema_pointers *p, uint32_t node)
{
	const struct node *nodes = p->document->nodes;
	if (p->depth == 0 && node != p->root && !push(p, p->root))
		return false;
	while (p->depth) {
		struct level *last = &p->levels[p->depth - 1];
		bool object = node_kind(&nodes[last->container]) == JSCHEMA_OBJECT;
		while (nodes[last->child + object].next <= node) {
			last->child = nodes[last->child + object].next;
			last->index++;
		}
		if (node <= last->child + object)
			return true;
		if (!push(p, last->child + object))
			return false;
	}
	return true;
}

const char *
jschema_pointers_to(struct jschema_pointers *p, struct jschema_value v)
{
	if (!jschema_holds((struct jschema_value){p->document, p->root}, v))
		return NULL;
	const struct jschema_document *told = document_told(p->document);
	climb(p, v.node);
	if (!descend(p, v.node))
		return NULL;
	arena_free(&p->arena);
	struct words w = {.arena = &p->arena};
	for (size_t i = 0; i < p->depth; i++) {
		const struct level *l = &p->levels[i];
		if (node_kind(&told->nodes[l->container]) == JSCHEMA_OBJECT)
			pointer_write_key(&w, told, &told->nodes[l->child]);
		else
			pointer_write_index(&w, l->index);
	}
	return words_text(&w);
}
