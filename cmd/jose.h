#ifndef RTOK_JOSE_H
#define RTOK_JOSE_H

#include "util.h"

/*
 * A signed or an encrypted token in compact form (RFC 7515 section 7.1, RFC 7516 section
 * 7.1) that stands in a text.
 */
struct jose {
	const char *text;
	size_t length;
	bool encrypted;
	const char *signature; /* the last segment */
	size_t signature_length;
};

/* The first one in a text, whatever is around it; false where there is none. */
bool jose_find(const char *text, size_t length, struct jose *);
/* Whether a text is one, white space around it and "Bearer " before it set aside. */
bool jose_is(const char *text, size_t length, struct jose *);
/* Adds what it says of itself, which nobody has verified. */
void jose_describe(struct buffer *, const struct jose *);
/* Whether a text has what begins like one, or like the header of one that is cut. */
bool jose_begins_in(const char *text, size_t length);

#endif
