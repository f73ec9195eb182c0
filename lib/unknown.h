#ifndef JSCHEMA_UNKNOWN_H
#define JSCHEMA_UNKNOWN_H

#include "compile.h"

/*
 * Warns of a member of a schema object that is no keyword, where it is nearly one or was
 * one in an older dialect; false after an error.
 */
bool unknown_keyword(
    struct compiler *, const struct resource *, uint32_t object, uint32_t key);
/*
 * Warns of a schema that has members of which none is a keyword, or that has schemas to
 * refer to and asks for nothing.
 */
bool unknown_all(struct compiler *, const struct resource *, uint32_t node);
/* Whether an object has members, and none of them is a keyword. */
bool unknown_are_all(const struct resource *, uint32_t object);
/*
 * Once all are compiled: warns of subschemas that are so, where a member looks like a
 * schema, for "properties" is missing around them; and of keywords that say nothing
 * without another one, or for the type beside them.
 */
bool unknown_settle(struct compiler *);

#endif
