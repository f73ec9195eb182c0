#ifndef JSCHEMA_REGISTRY_H
#define JSCHEMA_REGISTRY_H

#include "names.h"

struct arena;

enum { SHOWN_REFERENCE = 160 }; /* bytes of a URI or pointer that errors show */

/* A schema resource (Core 4.3.5): a document, or a subschema of one with its own "$id".
 */
struct resource {
	const struct jschema_document *document;
	const char *uri; /* absolute, or "" where nobody gave one; without fragment */
	uint32_t root;
	struct names anchors; /* to nodes */
};

/* what is known of each node of a document */
struct source {
	const struct jschema_document *document;
	uint32_t *subschemas; /* index of the compiled subschema plus one; 0: none yet */
	bool *discovered;
	struct source *next;
};

struct registry {
	struct arena *arena;
	struct names uris; /* to indexes of `resources` */
	struct resource **resources;
	uint32_t count;
	uint32_t capacity;
	struct source *sources;
};

/* the first resource of a document that was retrieved from `uri`; NULL after an error */
struct resource *registry_add(struct registry *, const struct jschema_document *,
    uint32_t root, const char *uri, struct jschema_error *);

struct source *registry_source(const struct registry *, const struct jschema_document *);

/*
 * Makes known the resources and anchors of a schema at a node within `parent`. False
 * after an error. What was discovered already costs nothing.
 */
bool registry_discover(
    struct registry *, struct resource *parent, uint32_t node, struct jschema_error *);

/* the innermost resource that a node of a document stands in */
struct resource *registry_resource(
    const struct registry *, const struct jschema_document *, uint32_t node);

/*
 * Where a reference in `from` leads (Core 8.2.3): the node, in the document of the
 * resource that is returned. NULL after an error.
 */
struct resource *registry_resolve(struct registry *, const struct resource *from,
    const char *reference, size_t length, uint32_t *node, struct jschema_error *);

/* Puts the pointer and the place of a node of a schema into an error that is set. */
void registry_place(
    struct jschema_error *, const struct jschema_document *, uint32_t node);

#endif
