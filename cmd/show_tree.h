#ifndef RTOK_SHOW_TREE_H
#define RTOK_SHOW_TREE_H

#include "grid.h"
#include "jschema.h"

/*
 * Prints a single document as a tree of its members, and under it how much of its
 * lifetime is used; on a narrow terminal as an outline, a line for each member.
 */
void tree_print(
    const struct screen *, struct jschema_value, struct jschema_subschema, int64_t now);

#endif
