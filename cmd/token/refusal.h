#ifndef RTOK_REFUSAL_H
#define RTOK_REFUSAL_H

#include "jschema.h"
#include "util.h"

/* Why a token or a key is not taken: the first reason that is found. {0} is none. */
struct refusal {
	const char *code;
	struct buffer message;
	size_t line; /* in the text that is at fault; 0: all of it */
	size_t column;
};

/* Sets the reason, of which more can be said in the message. */
struct buffer *refusal_begin(struct refusal *, const char *code, const char *message);
/* The same where that is all; returns false. */
bool refuse(struct refusal *, const char *code, const char *message);
/*
 * Adds a string of a header or a key in quotes, as it is told where it stands under that
 * name; what may be a name of the specifications is told in any case.
 */
void refusal_quote(struct buffer *, const char *name, struct jschema_value string);
void refusal_free(struct refusal *);

#endif
