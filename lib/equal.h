#ifndef JSCHEMA_EQUAL_H
#define JSCHEMA_EQUAL_H

#include "document.h"

/*
 * Equality of two values, each a node of its document (Core 4.2.2): numbers by their
 * value, strings by their characters, objects whatever the order of their members.
 */
bool equal_values(const struct jschema_document *, uint32_t a,
    const struct jschema_document *, uint32_t b);

#endif
