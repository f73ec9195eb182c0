#ifndef JSCHEMA_POINTER_H
#define JSCHEMA_POINTER_H

#include "document.h"
#include "words.h"

/* JSON Pointer (RFC 6901). */

/* The node a pointer leads to from another one; false when there is none. */
bool pointer_resolve(const struct jschema_document *, uint32_t from, const char *pointer,
    size_t length, uint32_t *node);
/*
 * Takes the next reference token off a pointer, of which *pointer < end is left: a token
 * as it is spelt, or NULL where it is none.
 */
const char *pointer_token(const char **pointer, const char *end, size_t *length);
/* The characters of a token, at most `length` bytes; how many. */
size_t pointer_decode(const char *token, size_t length, char *buffer);
/* The child that a token names; 0 when there is none. */
uint32_t pointer_step(
    const struct jschema_document *, uint32_t parent, const char *token, size_t length);
/* Adds the pointer that leads from a node to one of those it holds. */
void pointer_write(
    struct words *, const struct jschema_document *, uint32_t from, uint32_t node);
/* Of each node of a document the container that it stands in; NULL without memory. */
uint32_t *pointer_parents(struct arena *, const struct jschema_document *);
/* The same as pointer_write(), but with these it costs only the depth. */
void pointer_write_up(struct words *, const struct jschema_document *,
    const uint32_t *parents, uint32_t from, uint32_t node);
/* Adds one token: "/" and the name of a member, or the index of an element. */
void pointer_write_key(
    struct words *, const struct jschema_document *, const struct node *key);
void pointer_write_index(struct words *, size_t index);

#endif
