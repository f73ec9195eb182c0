#ifndef JSCHEMA_SOURCE_H
#define JSCHEMA_SOURCE_H

#include "jschema.h"

/*
 * A text that is read, and where it is noted why it cannot be. What reads it hands this
 * on, and keeps to itself how far it is: nobody else sees that, so it stands in
 * registers.
 */
struct source {
	const char *text;
	const char *end;
	const char *whole; /* of which that is the end, in words */
	struct jschema_error *error;
};

/* Notes a failure at a byte of the text, in these words. Always NULL. */
const char *source_fail_with(
    const struct source *, const char *at, enum jschema_code, const char *words);
/* The one message of a grammar error: what was expected, what is there, what to do. */
const char *source_fail(const struct source *, const char *at, const char *expected);

#endif
