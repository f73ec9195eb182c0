#ifndef JSCHEMA_REGISTRY_H
#define JSCHEMA_REGISTRY_H

#include "names.h"

struct arena;

enum { SHOWN_REFERENCE = 160 }; /* bytes of a URI or pointer that errors show */

/* A schema resource (Core 4.3.5): a document, or a subschema of one with its own "$id".
 */
struct resource {
	const struct jschema_document *document;
	const char *uri;  /* absolute, or "" where nobody gave one; without fragment */
	const char *told; /* the same in the words in which documents are told */
	uint32_t root;
	struct names anchors;         /* to nodes */
	struct names dynamic_anchors; /* to nodes; they are in `anchors` too */
	uint32_t vocabularies; /* bits of those whose keywords count, see vocab.h */
	const char *dialect;   /* the URI of its metaschema */
	bool own_dialect;      /* it is another one than around it */
	struct source *source;
};

/* what is known of each node of a document */
struct source {
	const struct jschema_document *document;
	uint32_t number;      /* in the order in which documents came */
	uint32_t *subschemas; /* index of the compiled subschema plus one; 0: none yet */
	const uint32_t *parents; /* the container it stands in */
	struct resource **homes; /* the resource it stands in; NULL: not discovered */
	const struct names **members; /* ways into large objects by name, or NULL */
	/* without the schemas that have a dialect of their own; NULL: there are none */
	struct jschema_document *masked;
	struct source *next;
};

enum { ERROR_CODES = JSCHEMA_IDLE_KEYWORD + 1 };

/* what is let pass, but told */
struct warning {
	const struct source *source;
	uint32_t node;
	enum jschema_code code;
	const char *text;
	struct warning *next;
};

/* a schema, with all it holds, that is still to be checked against its metaschema */
struct unchecked {
	struct resource *resource;
	uint32_t node;
	struct unchecked *next;
};

/* a document that was read here, and is freed with the registry */
struct owned_document {
	struct jschema_document *document;
	struct owned_document *next;
};

struct registry {
	struct arena *arena;
	struct names uris; /* to indexes of `resources` */
	struct resource **resources;
	uint32_t count;
	uint32_t capacity;
	struct source *sources;
	struct owned_document *documents;
	struct unchecked *unchecked;
	struct warning *found;          /* warnings, the last one first */
	struct jschema_error *warnings; /* the same, once compiling has ended */
	size_t warning_count;
	size_t left_out[ERROR_CODES]; /* those that are not kept, by their codes */
	unsigned depth;               /* of metaschemas that lead to metaschemas */
	jschema_loader *load;         /* the caller's, or NULL */
	void *context;
};

/* Gives back the documents; everything else is the arena's. */
void registry_free(struct registry *);
/* whether a document was read here, so that nobody outside knows it */
bool registry_owns(const struct registry *, const struct jschema_document *);

/*
 * Components of OpenAPI documents are published in files of their own with the pointer to
 * them as "$id". Nothing can be resolved against that.
 */
bool registry_is_published(const char *id, size_t length);

/*
 * Adds the resource at a node of a document, which has a URI that nobody has yet and that
 * is told as `told`. `around` is the one that it stands in; NULL: it is the whole
 * document, which was retrieved from there. NULL after an error.
 */
struct resource *registry_add(struct registry *, const struct resource *around,
    const struct jschema_document *, uint32_t root, const char *uri, const char *told,
    struct jschema_error *);

/* Puts a schema on the list of those to be checked; false when memory runs out. */
bool registry_check_later(struct registry *, struct resource *, uint32_t node);

/*
 * The URI that a string of a document leads to from a base, and the characters of that
 * string; NULL when memory runs out.
 */
char *registry_uri(struct registry *, const char *base, const struct jschema_document *,
    uint32_t node, char **text, size_t *length);
/*
 * That of a string in a resource without its fragment, in the words that are told: `uri`
 * itself where these are the document's own. NULL when memory runs out.
 */
const char *registry_told(
    struct registry *, const struct resource *, uint32_t node, const char *uri);
/*
 * The resource of an absolute URI without fragment: one that is known, a metaschema, or
 * what the caller's loader gives. NULL, with an error UNRESOLVED, when there is none.
 * `told` is the URI in the words that are told.
 */
struct resource *registry_find(
    struct registry *, const char *uri, const char *told, struct jschema_error *);

/*
 * Where a JSON Pointer leads from the root of a resource: the node, and the innermost
 * resource that it stands in; NULL where there is nothing.
 */
struct resource *registry_walk(struct registry *, const struct resource *from,
    const char *pointer, size_t length, uint32_t *node);

/*
 * Where a reference in `from` leads (Core 8.2.3), a string at `source` in its document:
 * the node, in the document of the resource that is returned. NULL after an error.
 */
struct resource *registry_resolve(struct registry *, const struct resource *from,
    uint32_t source, uint32_t *node, struct jschema_error *);

#endif
