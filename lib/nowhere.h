#ifndef JSCHEMA_NOWHERE_H
#define JSCHEMA_NOWHERE_H

#include "registry.h"
#include "words.h"

/*
 * Says that a reference leads nowhere in the resource that its URI names, and what its
 * fragment may mean there; false when memory runs out.
 */
bool nowhere_say(struct words *, const struct resource *, const char *reference,
    size_t length, const char *fragment, size_t fragment_length);
/* The same of a pointer into a document that is to be entered there. */
bool nowhere_say_entry(
    struct words *, const struct resource *, const char *entry, size_t length);
/*
 * Adds what a reference to a resource that nobody knows may mean in the one that it
 * stands in, where a "#" was forgotten: only what is there to the letter, for it may as
 * well name a file.
 */
void nowhere_say_here(
    struct words *, const struct resource *, const char *reference, size_t length);

#endif
