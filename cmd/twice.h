#ifndef RTOK_TWICE_H
#define RTOK_TWICE_H

#include "stream.h"
#include "subject.h"

/* A name that stands in its object again. */
struct twice {
	struct jschema_value again;
	struct jschema_value before; /* the first one */
	struct jschema_place place;  /* of that, in the input */
};

/*
 * The names that stand twice in the document of a subject, in the order of the text. The
 * caller frees the list; NULL where there are none.
 */
struct twice *twice_list(struct stream *, const struct subject *, size_t *count);

#endif
