#ifndef JSCHEMA_PLACE_H
#define JSCHEMA_PLACE_H

#include "registry.h"
#include "words.h"

/*
 * Puts the pointer and the place of a node of a schema into an error, unless that is set
 * already, and gives it back for error_set().
 */
struct jschema_error *place_error(
    struct jschema_error *, const struct jschema_document *, uint32_t node);

/* Refuses a schema because of a node of it, in these words: always false. */
bool place_refuse(struct jschema_error *, const struct jschema_document *, uint32_t node,
    const struct words *);

/* Keeps a warning about a node of a schema, with a text that stays; false when memory
 * runs out. */
bool place_warning(struct registry *, const struct resource *, uint32_t node,
    enum jschema_code, const char *text);
/* The same in words that were just put together. */
bool place_warning_say(struct registry *, const struct resource *, uint32_t node,
    enum jschema_code, const struct words *);
/* Sorts the warnings by their places and keeps the first ones of each code, 0: all; false
 * when memory runs out. */
bool place_settle(struct registry *, size_t most);

#endif
