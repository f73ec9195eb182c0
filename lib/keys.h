#ifndef JSCHEMA_KEYS_H
#define JSCHEMA_KEYS_H

#include "document.h"

/* a key, with what it takes to sort it */
struct key {
	const struct jschema_document *document;
	uint32_t hash;
	uint32_t node;
};

/*
 * So many keys of an object from this one on, by their hashes and then their names; of
 * one name in the order of the text. The caller frees them; NULL when memory runs out.
 */
struct key *keys_sorted(const struct jschema_document *, uint32_t first, uint32_t count);
/* whether both are of one name */
bool keys_equal(const struct key *, const struct key *);

#endif
