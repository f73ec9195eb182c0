#ifndef RTOK_JOSE_H
#define RTOK_JOSE_H

#include "util.h"

/*
 * Where a text is a signed or an encrypted token in compact form (RFC 7515 section 7.1,
 * RFC 7516 section 7.1), white space around it and "Bearer " before it set aside: adds
 * what it says of itself, which nobody has verified. False where it is none.
 */
bool jose_describe(struct buffer *, const char *text, size_t length);

#endif
