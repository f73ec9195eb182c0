#ifndef JSCHEMA_DUPLICATES_H
#define JSCHEMA_DUPLICATES_H

#include "document.h"

/*
 * Adds to the document's list the keys of an object whose names it has already; false
 * when memory runs out.
 */
bool duplicates_find(struct jschema_document *, uint32_t object);
/* Puts the list into the order of the text. */
void duplicates_sort(struct jschema_document *);

#endif
