#ifndef RTOK_PERCENT_H
#define RTOK_PERCENT_H

#include "util.h"

/* the value of a hexadecimal digit; -1: it is none */
int hex_digit(char);
/* the byte that a % and the two digits behind stand for (RFC 3986 section 2.1), or -1 */
int percent_byte(const char *at, const char *end);
/*
 * Adds what a text is when nothing in it is percent-encoded any more, however often it
 * was: "%252E" is "%2E" is ".".
 */
void percent_decode(struct buffer *, const char *text, size_t length);
/* The end of what so many bytes of that stand for, in the text itself. */
const char *percent_skip(const char *at, const char *end, size_t decoded);

#endif
