/*
 * The reader as it is on machines without vector instructions, under names of its own, so
 * that one program has both.
 */
#ifndef FUZZ_PORTABLE_H
#define FUZZ_PORTABLE_H

#include "jschema.h"

bool portable_read(struct jschema_document *, const char *text, size_t length,
    const struct jschema_read_options *, size_t *end, struct jschema_error *);

#endif
