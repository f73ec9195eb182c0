/*
 * The reader as it is on other machines, under names of its own, so that one program has
 * them all.
 */
#ifndef TESTS_READERS_H
#define TESTS_READERS_H

#include "jschema.h"

/* without vector instructions */
bool portable_read(struct jschema_document *, const char *text, size_t length,
    const struct jschema_read_options *, size_t *end, struct jschema_error *);
/* with those that each machine of its kind has */
bool narrow_read(struct jschema_document *, const char *text, size_t length,
    const struct jschema_read_options *, size_t *end, struct jschema_error *);

#endif
