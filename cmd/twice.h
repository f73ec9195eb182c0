#ifndef RTOK_TWICE_H
#define RTOK_TWICE_H

#include "stream.h"
#include "subject.h"

/* A name that stands in its object again. */
struct twice {
	size_t number; /* among all of the document, from 0 */
	struct jschema_value again;
	struct jschema_value before; /* the first one */
	struct jschema_place place;  /* of that, in the input */
};

/* whether there is one in a subject */
bool twice_in(const struct subject *);
/*
 * The names that stand twice in a subject, in the order of the text. The caller frees the
 * list; NULL where there are none.
 */
struct twice *twice_list(struct stream *, const struct subject *, size_t *count);
/* Adds the message on one, with a NUL. */
void twice_say(struct buffer *, const struct twice *);

#endif
