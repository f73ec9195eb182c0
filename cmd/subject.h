#ifndef RTOK_SUBJECT_H
#define RTOK_SUBJECT_H

#include "claim.h"
#include "embedded.h"
#include "options.h"
#include "recording.h"
#include "shape.h"

/*
 * One value that is judged: the document that a stream has read, or what stands in it.
 */
struct subject {
	struct jschema_value value;
	const struct shape *shape;
	struct claim claim;             /* where the value clearly is not that */
	const struct recording *unread; /* what it is, as no answer in it is read */
	const char *pointer;            /* to it from the root of the stream's document */
	const char *name;               /* of a recorded answer; NULL: none */
	struct embedded *embedded;      /* it was read from this; NULL: from the stream */
};

/* the offset in the text of the stream's document of one in that of the subject's own */
static inline size_t
subject_offset(const struct subject *subject, size_t offset)
{
	return subject->embedded ? embedded_offset(subject->embedded, offset) : offset;
}

/*
 * Finds out what its value is: a recording, which is returned, or else its shape, and
 * whether that is what the command line says.
 */
const struct recording *subject_recognise(struct subject *, const struct options *);
/* The same of a recorded answer of an endpoint, which is no recording. */
void subject_recognise_answer(
    struct subject *, const struct options *, const struct endpoint *);
/* Whether it is no answer of the API, or not the one that was named. */
static inline bool
subject_is_stranger(const struct subject *subject)
{
	return subject->shape->code || subject->claim.as;
}

#endif
