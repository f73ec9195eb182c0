#ifndef JSCHEMA_EQUAL_H
#define JSCHEMA_EQUAL_H

#include "document.h"

/*
 * Equality of two values, each a node of its document (Core 4.2.2): numbers by their
 * value, strings by their characters, objects whatever the order of their members.
 */
bool equal_values(const struct jschema_document *, uint32_t a,
    const struct jschema_document *, uint32_t b);

enum unique { UNIQUE_NO, UNIQUE_YES, UNIQUE_NO_MEMORY, UNIQUE_LIMIT };

/*
 * Whether no two elements of an array are equal (Validation 6.4.3). Comparisons count as
 * steps, of which there may be so many. For UNIQUE_NO, `pair` receives the indexes of two
 * that are; it may be NULL.
 */
enum unique equal_unique(const struct jschema_document *, uint32_t array, uint64_t *steps,
    uint64_t most_steps, uint32_t pair[2]);

#endif
