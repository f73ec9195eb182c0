#ifndef JSCHEMA_DISCOVER_H
#define JSCHEMA_DISCOVER_H

#include "registry.h"

/*
 * Makes known the resources and anchors of a schema at a node within `parent`. False
 * after an error. What was discovered already costs nothing. With `check`, the schema is
 * to be checked against its metaschema later.
 */
bool discover(struct registry *, struct resource *parent, uint32_t node, bool check,
    struct jschema_error *);

/* the value of the keyword that gave a schema of a document an anchor */
struct jschema_value discover_anchor(
    const struct jschema_document *, const struct name *anchor);

#endif
