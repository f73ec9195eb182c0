#ifndef JSCHEMA_READ_H
#define JSCHEMA_READ_H

#include "document.h"
#include "source.h"

/*
 * Reads the value that begins at a byte of a text into the nodes of a document, which has
 * a prediction. Behind the value, or NULL after a failure.
 */
const char *read_value(
    struct jschema_document *, const struct source *, const char *at, size_t max_depth);
/* The same for processors that have AVX2, where JSCHEMA_AVX2 says that it was built. */
const char *read_value_avx2(
    struct jschema_document *, const struct source *, const char *at, size_t max_depth);

#endif
