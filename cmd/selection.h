#ifndef RTOK_SELECTION_H
#define RTOK_SELECTION_H

#include "jschema.h"
#include "util.h"

/*
 * A pointer of --at is a JSON Pointer (RFC 6901) in which a token of nothing but a star
 * stands for every member of an object, or element of an array.
 */

typedef void selection_visitor(struct jschema_value, void *context);

/* whether a text is such a pointer */
bool selection_is_pointer(const char *);
/*
 * Visits what it leads to, and what a star stands for and the rest leads nowhere in, in
 * the order of the text. Returns how much it leads to.
 */
size_t selection_each(struct jschema_value v, const char *pointer,
    selection_visitor *visit, selection_visitor *miss, void *context);

/*
 * Where a pointer leads nowhere: the member whose name may be meant by a name in it,
 * which is set with the slash before it; or no value. Of what a star stands for, the
 * first counts.
 */
struct jschema_value selection_meant(
    struct jschema_value v, const char *pointer, struct word *name);

#endif
