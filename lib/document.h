#ifndef JSCHEMA_DOCUMENT_H
#define JSCHEMA_DOCUMENT_H

#include "jschema.h"

/*
 * One value of a document, 16 bytes. Nodes stand in the order of the text: a container is
 * followed by its children, a key by its value. The text itself is never copied.
 */
struct node {
	uint32_t start; /* of the token in the text; a string starts behind its quote */
	uint32_t size;  /* bytes of a scalar, a string without quotes; children of a
			   container */
	uint32_t next; /* the node behind this one and all it holds; of a key: its hash */
	uint32_t about; /* kind and flags; one word, so that storing it aliases nothing */
};

enum {
	KIND_MASK = 7,          /* enum jschema_kind */
	NODE_KEY = 1 << 3,      /* a string that names the value behind it */
	NODE_TRUE = 1 << 4,     /* of a boolean */
	NODE_ESCAPED = 1 << 5,  /* a string with a backslash in it */
	NODE_WIDE = 1 << 6,     /* a string with bytes beyond ASCII */
	NODE_PLAIN = 1 << 7,    /* a number without fraction and exponent */
	NODE_SHUFFLED = 1 << 8, /* an object whose names may be the same */
	NODE_NAME = 16, /* from this bit on: the name of a container, as predicted */
};

/* two keys of one object with the same name */
struct duplicate {
	uint32_t first;
	uint32_t again;
};

struct source;

struct jschema_document {
	const char *text;
	struct node *nodes;
	uint32_t count;
	uint32_t capacity;
	struct duplicate *duplicates;
	size_t duplicate_count;
	size_t duplicate_capacity;
	struct prediction *prediction; /* of names, for the next text */
	/* that of read.h with the widest vectors that the processor has, set with it */
	const char *(*read)(struct jschema_document *, const struct source *,
	    const char *at, size_t max_depth);
	char *own_text; /* where the document was not read from somebody else's text */
	const struct jschema_document *words; /* that it is told in; NULL: its own */
};

/* jschema_document_to_json(), but a number that has no json_t becomes a string of its
 * digits
 */
json_t *document_to_json_spelled(struct jschema_value, struct jschema_error *);

static inline enum jschema_kind
node_kind(const struct node *n)
{
	return (enum jschema_kind)(n->about & KIND_MASK);
}

/* The document whose names and values are told in place of those of another. */
static inline const struct jschema_document *
document_told(const struct jschema_document *d)
{
	return d->words ? d->words : d;
}

/* Whether others are not to see a string or number as it is. */
bool document_masks(const struct jschema_document *, uint32_t node);

/* the key behind another one of an object, whose first one stands behind the object */
static inline uint32_t
next_key(const struct node *nodes, uint32_t key)
{
	return nodes[key + 1].next;
}

/* where the value's token begins in the text: a string begins with its quote */
static inline size_t
node_offset(const struct node *n)
{
	return n->start - (node_kind(n) == JSCHEMA_STRING);
}

#endif
